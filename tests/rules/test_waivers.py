"""Sections that decide nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import waivers


def with_waived(question: Question, *ids: str, text: str = "Not decisive here: so.") -> Question:
    sections = (
        replace(section, markdown=text, is_waived=True)
        if section.id in ids
        else replace(section, is_waived=False)
        for section in question.sections
    )
    return replace(question, sections=tuple(sections))


@pytest.mark.parametrize("waived", [(), ("memory",), ("memory", "benchmarks")])
def test_two_waivers_pass(waived: tuple[str, ...], small_question: Question) -> None:
    assert not list(waivers.check(with_waived(small_question, *waived)))


def test_a_third_is_found(small_question: Question) -> None:
    question = with_waived(small_question, "memory", "complexity", "benchmarks")
    (problem,) = waivers.check(question)
    assert problem.message == "3 sections are waived"


@pytest.mark.parametrize("section", ["trade-offs", "when-to-use"])
def test_some_sections_cannot_be_waived(section: str, small_question: Question) -> None:
    (problem,) = waivers.check(with_waived(small_question, section))
    assert problem.message.endswith("cannot be waived")


def test_a_waiver_is_one_sentence(small_question: Question) -> None:
    question = with_waived(small_question, "memory", text="Not decisive here: so. And so on.")
    (problem,) = waivers.check(question)
    assert problem.message == "the waiver of `### Memory` has 2 sentences"
