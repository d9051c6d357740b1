"""Objectives that stand twice."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Workshop


def test_a_full_stop_does_not_count(workshop: Workshop) -> None:
    rule = "A binary search answers for the order of its list, so the list must be sorted"
    workshop.replace(
        "objective: A stable sort in falling order turns the keys it compares, and keeps the order",
        f"objective: {rule} by the key that is searched\ntags: [sorting, keys] # the order",
    )
    workshop.replace("tags: [sorting, keys]\n", "")
    assert workshop.found("duplicate-objective")


def test_missing_objectives_are_another_problem(workshop: Workshop) -> None:
    for name in ("shop-order-list", "parcel-lookup"):
        path = Path("basics/sorting") / f"{name}.md"
        text = (workshop.root / path).read_text(encoding="utf-8")
        line = next(line for line in text.splitlines() if line.startswith("objective:"))
        workshop.replace(line + "\n", "", path)
    assert not workshop.found("duplicate-objective")
