"""The number of words of the whole explanation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import explanation_length


@pytest.mark.parametrize(("words", "count"), [(19, 1), (20, 0), (500, 0), (501, 1)])
def test_all_parts_count(words: int, count: int, small_question: Question) -> None:
    section = replace(small_question.sections[0], markdown="word " * 100)
    question = replace(
        small_question,
        aloud="word " * 20,
        mechanism_markdown="word " * words,
        sections=(section, replace(section, markdown="word " * 80)),
    )
    assert len(list(explanation_length.check(question))) == count
