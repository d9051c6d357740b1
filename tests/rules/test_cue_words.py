"""Words in options that give them away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import cue_words
from tests.conftest import Workshop


def with_options(question: Question, *texts: str) -> Question:
    """The question with the texts of its options, the first of which is the key."""
    options = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(o, markdown=text) for o, text in options))


@pytest.mark.parametrize(
    "text",
    [
        "Never copy.",
        "It may copy.",
        "All of the above.",
        "Keep ONLY the view.",
        "Both of the others.",
    ],
)
def test_cues_are_found(text: str, small_question: Question) -> None:
    question = with_options(small_question, text, "Copy.", "Keep.", "Drop.")
    assert list(cue_words.check(question))


@pytest.mark.parametrize(
    "text", ["Map it read-only.", "Set `only=True`.", "Dismay.", "Run ``must `x` `` now.", "Mayor."]
)
def test_code_and_parts_of_words_are_none(text: str, small_question: Question) -> None:
    question = with_options(small_question, text, "Copy.", "Keep.", "Drop.")
    assert not list(cue_words.check(question))


def test_the_caret_stands_below_the_word(workshop: Workshop) -> None:
    workshop.replace("Sort by name at the very end", "Sort by name\n  and never\n  at the end")
    (problem,) = workshop.found("cue-words")
    assert (problem.line, problem.column, problem.length) == (47, 7, 5)
