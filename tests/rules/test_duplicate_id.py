"""Ids that stand twice."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Workshop


def test_topics_of_a_category_have_ids_of_their_own(workshop: Workshop) -> None:
    workshop.replace("id: search", "id: stability", Path("basics/sorting/category.yaml"))
    (problem,) = workshop.found("duplicate-id")
    assert problem.message == "`stability` is taken"


def test_two_checkpoints_have_no_number_together(workshop: Workshop) -> None:
    folder = workshop.root / "more"
    folder.mkdir()
    text = "id: more\nnumber: 1\ntitle: More\ncategories: []\n"
    (folder / "checkpoint.yaml").write_text(text, encoding="utf-8")
    (problem,) = workshop.found("duplicate-id")
    assert problem.path == "content/more/checkpoint.yaml"
    assert problem.message == "`1` is taken"


def test_two_categories_have_no_id_together(workshop: Workshop) -> None:
    folder = workshop.root / "more"
    (folder / "text").mkdir(parents=True)
    text = "id: more\nnumber: 2\ntitle: More\ncategories: [text]\n"
    (folder / "checkpoint.yaml").write_text(text, encoding="utf-8")
    category = workshop.root / "basics" / "text" / "category.yaml"
    shutil.copy(category, folder / "text")
    (problem,) = workshop.found("duplicate-id")
    assert problem.note == "the other stands in content/basics/text/category.yaml"
