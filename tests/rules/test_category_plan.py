"""The two plans of a category."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Workshop


def test_the_plans_of_an_empty_category_agree_too(workshop: Workshop) -> None:
    workshop.replace("hard: 1", "hard: 2", Path("basics/text/category.yaml"))
    (problem,) = workshop.found("category-plan")
    assert problem.message == "the topics plan 2 questions, the difficulties 3"
