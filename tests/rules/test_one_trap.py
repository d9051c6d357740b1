"""The number of traps."""

from __future__ import annotations

from dataclasses import replace

from builder.question import Question
from builder.rules import one_trap


def test_each_trap_after_the_first_is_found(small_question: Question) -> None:
    options = tuple(
        replace(option, verdict="trap") if not option.is_marked else option
        for option in small_question.options
    )
    problems = list(one_trap.check(replace(small_question, options=options)))
    assert [problem.line for problem in problems] == [47, 49]
    assert problems[0].note == "the first stands on line 45"


def test_a_rationale_without_verdict_is_another_problem(small_question: Question) -> None:
    options = tuple(
        replace(option, verdict="wrong", is_judged=False) for option in small_question.options
    )
    assert not list(one_trap.check(replace(small_question, options=options)))


def test_no_options_are_another_problem(small_question: Question) -> None:
    assert not list(one_trap.check(replace(small_question, options=())))
