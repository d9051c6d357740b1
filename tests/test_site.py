"""The whole build: load, check, render, write."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder import licences, scripts, site
from builder.problems import Problem
from builder.site import Built, build, sizes
from tests.conftest import SMALL, Workshop

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts stand in for deno's: other tests bundle."""
    found = {"assets/app.js": b"app", "assets/theme.js": b"theme"}
    monkeypatch.setattr(scripts, "bundle", lambda *_: (found, []))
    monkeypatch.setattr(licences, "bundled_packages", lambda _: [])
    monkeypatch.setattr(site, "CACHE", tmp_path / "cache")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_clean_bank_becomes_a_site(tmp_path: Path) -> None:
    """Pages, data, audit, schema, manifest; the sizes are said."""
    built = build(SMALL, tmp_path / "dist")
    assert built.problems == []
    files = tree(tmp_path / "dist")
    assert {"index.html", "audit.json", "schema/question.schema.json", "files.json"} <= set(files)
    assert json.loads(files["audit.json"])["question_count"] == 3
    assert built.written is not None
    assert len(built.written.changed) == len(files)
    assert "pages of" in built.sizes


def test_with_a_problem_nothing_is_written(workshop: Workshop, tmp_path: Path) -> None:
    """The last good site stays as it is, to the byte."""
    out = tmp_path / "dist"
    build(workshop.root, out)
    before = tree(out)
    workshop.replace("difficulty: ", "difficulty: very ")
    built = build(workshop.root, out)
    assert built.written is None
    assert [problem.path for problem in built.problems] != []
    assert tree(out) == before


def test_without_a_bank_there_is_no_site(tmp_path: Path) -> None:
    """A missing folder is a problem."""
    (problem,) = build(tmp_path / "nothing", tmp_path / "dist").problems
    assert problem.rule == "missing-file"
    assert not (tmp_path / "dist").exists()


def test_faults_of_scripts_and_of_the_output_folder_are_problems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stand beside those of the content."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/mine").write_text("mine")
    assert [each.rule for each in build(SMALL, tmp_path / "dist").problems] == ["output-folder"]
    fault = Problem("theme/js/main.js", 1, 1, "script-bundle", "no")
    monkeypatch.setattr(scripts, "bundle", lambda *_: ({}, [fault]))
    assert build(SMALL, tmp_path / "other").problems == [fault]
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("address", ["https://example.org/bank", "https://example.org/bank/"])
def test_a_base_address_ends_in_a_slash(tmp_path: Path, address: str) -> None:
    """However it was given."""
    assert build(SMALL, tmp_path / "dist", base_url=address).problems == []
    page = (tmp_path / "dist/numbers.html").read_text()
    assert '<link rel="canonical" href="https://example.org/bank/numbers.html">' in page


@pytest.mark.parametrize(
    "address", ["example.org", "javascript:alert(1)", "https://", "/a", "https://a/?b"]
)
def test_a_base_address_that_is_none_is_a_problem(tmp_path: Path, address: str) -> None:
    """Nothing is built for it."""
    (problem,) = build(SMALL, tmp_path / "dist", base_url=address).problems
    assert problem.rule == "base-url"
    assert not (tmp_path / "dist").exists()


SCRIPT = """
import sys
from pathlib import Path
from builder import licences, scripts, site
scripts.bundle = lambda *_: ({"assets/app.js": b"", "assets/theme.js": b""}, [])
licences.bundled_packages = lambda _: []
assert not site.build(Path(sys.argv[1]), Path(sys.argv[2])).problems
"""


def test_two_builds_are_the_same_bytes(workshop: Workshop, tmp_path: Path) -> None:
    """From two folders, in two zones, with two hash seeds and two locales."""
    places = [(SMALL, "0", "UTC", "C"), (workshop.root, "7", "Asia/Tokyo", "de_DE.UTF-8")]
    sites = []
    for number, (content, seed, zone, locale) in enumerate(places):
        out = tmp_path / f"dist-{number}"
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        env["PYTHONPATH"] = str(ROOT)
        subprocess.run([sys.executable, "-c", SCRIPT, content, out], env=env, check=True)
        sites.append(tree(out))
    assert sites[0] == sites[1]


def test_sizes_count_code_as_it_is_sent() -> None:
    """Pages by their median, styles and scripts compressed."""
    files = {
        "a.html": b"a" * 1000, "b.html": b"b" * 3000, "c.html": b"c" * 9000,
        "assets/site.css": b"x" * 50000, "assets/app.js": b"y" * 50000, "data/bank.js": b"z",
    }  # fmt: skip
    assert sizes(files) == (
        "6 files, 3 pages of 3 kB (median); styles 0.1 kB and scripts 0.1 kB gzipped"
    )


def test_what_was_not_built_has_no_size() -> None:
    """The record of a refused build holds problems alone."""
    assert Built([]).sizes == ""
