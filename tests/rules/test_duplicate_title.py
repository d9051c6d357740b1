"""Titles that stand twice."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Workshop


def test_the_second_in_order_of_paths_is_found(workshop: Workshop) -> None:
    workshop.replace("Orders of the same price", "parcels  that cannot be Found")
    (problem,) = workshop.found("duplicate-title")
    assert problem.path.endswith("shop-order-list.md")
    assert problem.note.endswith("parcel-lookup.md")


def test_missing_titles_are_another_problem(workshop: Workshop) -> None:
    workshop.replace("title: Orders of the same price\n", "")
    path = Path("basics/sorting/parcel-lookup.md")
    workshop.replace("title: Parcels that cannot be found\n", "", path)
    assert not workshop.found("duplicate-title")
