"""Broken files, and everything that `check` prints about them.

Each file of `cases/` is put into the small bank; `<name>.txt` holds the complete printed text.
`pytest tests/test_cases.py --rewrite-cases` writes the texts anew: read the difference.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.problems import format_text, summary
from tests.conftest import QUESTION, Workshop

CASES = Path(__file__).parent / "cases"
TARGETS = {
    "abilities": Path("abilities.yaml"),
    "category": Path("basics/sorting/category.yaml"),
    "checkpoint": Path("basics/checkpoint.yaml"),
    "learning-path": Path("learning-path.yaml"),
    "misconceptions": Path("misconceptions.yaml"),
    "site": Path("site.yaml"),
}
FILES = sorted(path for path in CASES.iterdir() if path.suffix in (".md", ".yaml"))


def target(case: Path) -> Path:
    """Where a case goes: `site-without-tagline.yaml` to site.yaml, a question to its place."""
    if case.suffix == ".md":
        return QUESTION
    return next(path for name, path in TARGETS.items() if case.stem.startswith(f"{name}-"))


@pytest.mark.parametrize("case", FILES, ids=lambda path: path.name)
def test_a_broken_file_is_explained(
    case: Path, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    shutil.copyfile(case, workshop.root / target(case))
    problems = workshop.content_problems()
    printed = format_text(problems, color=False) + summary(problems) + "\n"
    kept = case.with_suffix(".txt")
    if request.config.getoption("--rewrite-cases"):
        kept.write_text(printed, encoding="utf-8")
    assert problems
    assert printed == kept.read_text(encoding="utf-8")


def test_no_text_is_left_over() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == {path.stem for path in FILES}


def test_each_case_is_another_one() -> None:
    texts = {path.read_text(encoding="utf-8") for path in CASES.glob("*.txt")}
    assert len(texts) == len(FILES) >= 40
