"""Ids that questions had before."""

from __future__ import annotations

from tests.conftest import Workshop


def test_two_questions_cannot_have_had_one_id(workshop: Workshop) -> None:
    workshop.replace("references:", "formerly: [parcel-search]\nreferences:")
    (problem,) = workshop.found("former-id")
    assert problem.note.startswith("it is that of content/basics/sorting/")


def test_a_question_is_not_formerly_itself(workshop: Workshop) -> None:
    workshop.replace("references:", "formerly: [shop-order-list]\nreferences:")
    assert workshop.found("former-id")
