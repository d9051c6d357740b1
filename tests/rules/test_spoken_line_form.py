"""What can be spoken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import spoken_line_form


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("`sorted` is stable", "code cannot be spoken"),
        ("it is [stable](https://example.org)", "a link cannot be spoken"),
        ("it is stable (always)", "a bracket cannot be spoken"),
        ("see https://example.org now", "an address cannot be spoken"),
        ("it costs 3 × 4 bytes", "a sign cannot be spoken"),
        ("it costs 13 % more", "a sign cannot be spoken"),
        ("it keeps 92, 78 and 46 sessions", "the spoken line has 3 figures"),
        ("It is stable. It is fast. It is small", "the spoken line has 3 sentences"),
    ],
)
def test_what_cannot_be_spoken_is_found(words: str, message: str, small_question: Question) -> None:
    aloud = f"{words}. {'word ' * 14}end."
    problems = list(spoken_line_form.check(replace(small_question, aloud=aloud)))
    assert message in [problem.message for problem in problems]


@pytest.mark.parametrize(("words", "count"), [(14, 1), (15, 0), (45, 0), (46, 1)])
def test_the_bounds_belong_to_the_range(words: int, count: int, small_question: Question) -> None:
    question = replace(small_question, aloud="word " * words)
    assert len(list(spoken_line_form.check(question))) == count


def test_the_objective_again_is_found(small_question: Question) -> None:
    question = replace(small_question, aloud=small_question.objective.replace(",", ""))
    (problem,) = spoken_line_form.check(question)
    assert problem.message == "the spoken line is the objective again"


def test_a_missing_line_is_another_problem(small_question: Question) -> None:
    assert not list(spoken_line_form.check(replace(small_question, aloud="")))
