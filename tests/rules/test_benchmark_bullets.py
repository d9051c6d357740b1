"""Labels and number of the bullets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import benchmark_bullets


def messages(question: Question, text: str) -> list[str]:
    sections = (replace(s, markdown=text, is_waived=False) for s in question.sections)
    found = benchmark_bullets.check(replace(question, sections=tuple(sections)))
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        "- **Derived.** 1\n- **Cited.** 2",
        "- **Measured.** 1\n\n  | a |\n  | --- |\n  | 1 |\n\n- **Cited.** 2\n  - more",
        "",
    ],
)
def test_labelled_bullets_pass(text: str, small_question: Question) -> None:
    assert not messages(small_question, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **Derived.** 1", ["the section has 1 bullet"]),
        ("- **Derived.** 1\n- 2", ["the bullet has no label"]),
        ("- **Derived** 1\n- **Cited.** 2", ["the bullet has no label"]),
        (
            "- **Derived.** 1\n- **Cited.** 2\n\n| a |\n| --- |\n",
            ["this stands outside of the bullets"],
        ),
        ("About 30 ms.", ["this stands outside of the bullets", "the section has 0 bullets"]),
    ],
)
def test_others_are_found(text: str, expected: list[str], small_question: Question) -> None:
    assert messages(small_question, text) == expected


def test_a_missing_section_is_another_problem(small_question: Question) -> None:
    assert not list(benchmark_bullets.check(replace(small_question, sections=())))
