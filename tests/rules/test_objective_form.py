"""The objective as a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import objective_form


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A rule. And another one.", "the objective has 2 sentences"),
        ("Is this a rule?", "the objective does not end in a full stop"),
        ("A rule without an end", "the objective does not end in a full stop"),
    ],
)
def test_other_forms_are_found(text: str, message: str, small_question: Question) -> None:
    (problem,) = objective_form.check(replace(small_question, objective=text))
    assert problem.message == message


def test_a_missing_objective_is_another_problem(small_question: Question) -> None:
    assert not list(objective_form.check(replace(small_question, objective="")))
