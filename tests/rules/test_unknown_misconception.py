"""Misconceptions of the bank."""

from __future__ import annotations

from tests.conftest import Workshop


def test_a_missing_misconception_is_another_problem(workshop: Workshop) -> None:
    workshop.replace("misconception: reverse-turns-first-key\n", "")
    assert not workshop.found("unknown-misconception")


def test_the_id_may_be_in_quotes(workshop: Workshop) -> None:
    workshop.replace("reverse-turns-first-key", '"one-belief"  # new')
    (problem,) = workshop.found("unknown-misconception")
    assert (problem.column, problem.length) == (16, 12)
