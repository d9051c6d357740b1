"""Abilities of the bank."""

from __future__ import annotations

from tests.conftest import Workshop


def test_the_caret_stands_below_the_ability(workshop: Workshop) -> None:
    workshop.replace("abilities: [debugging]", "abilities:\n  - debugging\n  - guessing")
    (problem,) = workshop.found("unknown-ability")
    assert (problem.line, problem.column, problem.length) == (11, 5, 8)
