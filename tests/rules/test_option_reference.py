"""Letters and places of options."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import option_reference


@pytest.mark.parametrize(
    "text",
    ["as option B does", "options A and C", "the first option", "the last answer", "option two"],
)
def test_references_are_found(text: str, small_question: Question) -> None:
    question = replace(small_question, mechanism_markdown=f"It is {text} that copies.")
    assert list(option_reference.check(question))


@pytest.mark.parametrize(
    "text",
    ["one option", "the set answers one question", "the option `B`", "vitamin B", "the first copy"],
)
def test_other_words_pass(text: str, small_question: Question) -> None:
    question = replace(small_question, mechanism_markdown=f"It is {text} that copies.")
    assert not list(option_reference.check(question))
