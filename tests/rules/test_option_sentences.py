"""The number of sentences of an option."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import option_sentences


def with_options(question: Question, *texts: str) -> Question:
    """The question with the texts of its options, the first of which is the key."""
    options = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(o, markdown=text) for o, text in options))


@pytest.mark.parametrize(
    ("text", "count"),
    [("Copy it.", 0), ("Copy it. Keep it.", 0), ("Copy it. Keep it. Drop it.", 1)],
)
def test_two_sentences_pass(text: str, count: int, small_question: Question) -> None:
    question = with_options(small_question, text, "Copy.", "Keep.", "Drop.")
    assert len(list(option_sentences.check(question))) == count
