"""The number of words of a rationale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import rationale_length


@pytest.mark.parametrize(("words", "count"), [(14, 1), (15, 0), (70, 0), (71, 1)])
def test_the_bounds_belong_to_the_range(words: int, count: int, small_question: Question) -> None:
    first, *others = small_question.options
    options = (replace(first, rationale_markdown="word " * words), *others)
    found = list(rationale_length.check(replace(small_question, options=options)))
    assert len(found) == count


def test_the_problem_stands_at_the_rationale(small_question: Question) -> None:
    options = tuple(replace(option, rationale_markdown="no") for option in small_question.options)
    found = rationale_length.check(replace(small_question, options=options))
    assert [problem.line for problem in found] == [43, 45, 47, 49]
