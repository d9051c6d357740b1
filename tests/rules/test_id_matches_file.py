"""Ids and the names of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builder.question import Question
from builder.rules import id_matches_file
from tests.conftest import Workshop


def test_the_id_of_a_question_is_the_name_of_its_file(small_question: Question) -> None:
    assert not list(id_matches_file.check(small_question))
    (problem,) = id_matches_file.check(replace(small_question, id="other"))
    assert problem.expected == "`shop-order-list`, or a file `other.md`"


def test_the_id_of_a_checkpoint_is_the_name_of_its_folder(workshop: Workshop) -> None:
    workshop.replace("id: basics", "id: basic", Path("basics/checkpoint.yaml"))
    (problem,) = workshop.found("id-matches-file")
    assert problem.message == "the id is `basic`, and the folder is `basics`"
