"""The number of words of a scenario."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import scenario_length


@pytest.mark.parametrize(("words", "count"), [(39, 1), (40, 0), (190, 0), (191, 1)])
def test_the_bounds_belong_to_the_range(words: int, count: int, small_question: Question) -> None:
    question = replace(small_question, scenario_markdown="word " * words)
    assert len(list(scenario_length.check(question))) == count


def test_tables_and_code_do_not_count(small_question: Question) -> None:
    extra = (
        "\n\n| a | b |\n| --- | --- |\n"
        + "| one two | three |\n" * 50
        + "\n```python\n"
        + "x = 1\n" * 50
    )
    question = replace(small_question, scenario_markdown="word " * 40 + extra + "```\n")
    assert not list(scenario_length.check(question))


def test_a_missing_scenario_is_another_problem(small_question: Question) -> None:
    assert not list(scenario_length.check(replace(small_question, scenario_markdown="")))
