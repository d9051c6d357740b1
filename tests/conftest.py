"""Fixtures that many tests share: a small valid bank, its copy, and a way to change it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.bank import Bank, load_bank
from builder.check import check_content, check_records
from builder.problems import Problem, sorted_problems
from builder.question import Question

SMALL = Path(__file__).parent / "banks" / "small"
QUESTION = Path("basics") / "sorting" / "shop-order-list.md"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases", action="store_true", help="write the expected texts of tests/cases anew"
    )


@dataclass(frozen=True, slots=True)
class Workshop:
    """A copy of the small bank that a test may change."""

    root: Path

    @property
    def question(self) -> Path:
        """The file of the question that most tests change."""
        return self.root / QUESTION

    def replace(self, old: str, new: str, path: Path = QUESTION) -> None:
        """Change a file; the old text must be there."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def replace_section(self, heading: str, text: str) -> None:
        """Change what stands below a heading, down to the next one."""
        before = self.question.read_text(encoding="utf-8")
        pattern = re.compile(rf"^{re.escape(heading)}\n.*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)
        after, count = pattern.subn(lambda _: f"{heading}\n\n{text}\n\n", before)
        assert count == 1, f"{heading} stands {count} times"
        self.question.write_text(after, encoding="utf-8")

    def load(self) -> tuple[Bank, list[Problem]]:
        """Load what stands there now."""
        bank, problems = load_bank(self.root)
        assert bank is not None, problems
        return bank, problems

    def content_problems(self) -> list[Problem]:
        """The problems of loading and of all rules, without those of ledger and lock."""
        bank, problems = load_bank(self.root)
        return sorted_problems([*problems, *(check_content(bank) if bank else [])])

    def problems(self) -> list[Problem]:
        """All problems."""
        bank, problems = load_bank(self.root)
        records = check_records(bank) if bank else []
        return sorted_problems([*problems, *(check_content(bank) if bank else []), *records])

    def found(self, rule: str) -> list[Problem]:
        """The problems of one rule."""
        return [problem for problem in self.problems() if problem.rule == rule]


@pytest.fixture(scope="session")
def small_bank() -> Bank:
    """The small bank as it stands; it has no problem."""
    bank, problems = load_bank(SMALL)
    assert bank is not None
    assert problems == []
    return bank


@pytest.fixture(scope="session")
def small_question(small_bank: Bank) -> Question:
    """The question that most tests look at."""
    question = small_bank.question(QUESTION.stem)
    assert question is not None
    return question


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A copy of the small bank, with the working directory above it."""
    root = tmp_path / "content"
    shutil.copytree(SMALL, root)
    monkeypatch.chdir(tmp_path)
    return Workshop(root)


def rules_of(problems: Sequence[Problem]) -> set[str]:
    """The ids of some problems."""
    return {problem.rule for problem in problems}
