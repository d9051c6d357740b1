"""Questions against the plan."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Workshop


def test_fewer_are_no_problem(workshop: Workshop) -> None:
    assert not workshop.found("topic-count")


def test_the_last_of_too_many_is_found(workshop: Workshop) -> None:
    path = Path("basics/sorting/category.yaml")
    workshop.replace("title: Stable sorts, count: 2", "title: Stable sorts, count: 1", path)
    workshop.replace("topic: search", "topic: stability", Path("basics/sorting/parcel-lookup.md"))
    (problem,) = workshop.found("topic-count")
    assert problem.path.endswith("shop-order-list.md")
    assert problem.message == "`stability` has 2 questions, and 1 are planned"
