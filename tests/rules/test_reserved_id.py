"""Names that are kept for the system or the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.question import Question
from builder.rules import reserved_id
from tests.conftest import Workshop


@pytest.mark.parametrize("name", ["con", "com1", "lpt0", "index", "bank"])
def test_a_reserved_question_is_found(name: str, small_question: Question) -> None:
    (problem,) = reserved_id.check(replace(small_question, id=name))
    assert problem.message == f"`{name}` is reserved"


def test_a_word_that_holds_one_passes(small_question: Question) -> None:
    assert not list(reserved_id.check(replace(small_question, id="con-index")))


def test_a_reserved_folder_is_found(workshop: Workshop) -> None:
    (workshop.root / "basics" / "text").rename(workshop.root / "basics" / "bank")
    workshop.replace("[sorting, text]", "[sorting, bank]", Path("basics/checkpoint.yaml"))
    workshop.replace("id: text", "id: bank", Path("basics/bank/category.yaml"))
    (problem,) = workshop.found("reserved-id")
    assert problem.path == "content/basics/bank/category.yaml"
