"""The tests of the browser code, run by deno, and how much of its pure ring they reach."""

from __future__ import annotations

from pathlib import Path

from .test_quality import deno


def test_browser_code_passes_its_tests_and_its_pure_ring_is_reached(tmp_path: Path) -> None:
    """Every branch of the pure modules runs in some test."""
    deno("test", "--frozen", "--allow-read", f"--coverage={tmp_path}")
    deno("coverage", str(tmp_path), "--include=theme/js/pure", "--threshold=100")
