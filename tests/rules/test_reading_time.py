"""Reading against the stated time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import reading_time


@pytest.mark.parametrize(("words", "count"), [(240, 0), (241, 1)])
def test_the_bound_passes(words: int, count: int, small_question: Question) -> None:
    """At 200 words a minute, 240 words take 72 of 120 seconds."""
    question = replace(
        small_question,
        scenario_markdown="word " * (words - 10),
        question_text="word " * 10,
        options=(),
        time_seconds=120,
    )
    assert len(list(reading_time.check(question))) == count


def test_options_count(small_question: Question) -> None:
    options = tuple(replace(option, markdown="word " * 100) for option in small_question.options)
    (problem,) = reading_time.check(replace(small_question, options=options))
    assert problem.rule == "reading-time"


def test_a_missing_time_is_another_problem(small_question: Question) -> None:
    question = replace(small_question, time_seconds=0, scenario_markdown="word " * 400)
    assert not list(reading_time.check(question))
