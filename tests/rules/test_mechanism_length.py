"""The number of words above the first section."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import mechanism_length


@pytest.mark.parametrize(("words", "count"), [(9, 1), (10, 0), (115, 0), (116, 1)])
def test_the_spoken_line_counts_with_it(words: int, count: int, small_question: Question) -> None:
    question = replace(small_question, aloud="word " * 15, mechanism_markdown="word " * words)
    assert len(list(mechanism_length.check(question))) == count


def test_a_spoken_line_alone_is_no_mechanism(small_question: Question) -> None:
    (problem,) = mechanism_length.check(replace(small_question, mechanism_markdown="\n\n"))
    assert problem.message == "no mechanism follows the spoken line"
