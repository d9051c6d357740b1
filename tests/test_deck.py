"""The data scripts: what the browser reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from builder import deck
from builder.bank import Bank

HOSTILE = "</script><!-- \u2028 \u2029 'a' \"b\" \\ \U0001f600"


def value(script: bytes) -> Any:
    """The data of a script, read as JSON: what stands behind its only assignment."""
    text = script.decode()
    return json.loads(text[text.index("={", text.index("}") if "??=" in text else 0) + 1 : -2])


def test_the_bank_script_names_everything_before_a_question_is_loaded(small_bank: Bank) -> None:
    """Checkpoints, categories, topics and questions stand in the order in which they are shown."""
    script = deck.bank_script(small_bank)
    assert script.startswith(b"globalThis.questionBank={")
    assert script.endswith(b"};\n")
    bank = value(script)
    assert (bank["format"], bank["id"]) == (1, "small-bank")
    assert re.fullmatch(r"[0-9a-f]{16}", bank["version"])
    categories = bank["checkpoints"][0]["categories"]
    assert [each["id"] for each in categories] == [each.id for each in small_bank.categories]
    assert categories[0]["topics"][0].keys() == {"id", "title", "count"}
    questions = {each["id"]: each for category in categories for each in category["questions"]}
    assert set(questions) == {each.id for each in small_bank.questions}
    assert questions["parcel-lookup"] == {
        "id": "parcel-lookup",
        "revision": 2,
        "topic": "search",
        "difficulty": "hard",
        "time": 180,
        "title": "Parcels that cannot be found",
        "formerly": ["parcel-search"],
    }


def test_beliefs_and_abilities_name_the_questions_that_carry_them(small_bank: Bank) -> None:
    """One that no question carries has an empty list."""
    bank = value(deck.bank_script(small_bank))
    for name, belief in bank["misconceptions"].items():
        carried = [each.id for each in small_bank.questions if each.misconception == name]
        assert belief["questions"] == carried
        assert belief.keys() == {"belief", "holds", "breaks", "questions"}
    for ability in bank["abilities"]:
        carried = [each.id for each in small_bank.questions if ability["id"] in each.abilities]
        assert ability["questions"] == carried


def test_the_learning_path_keeps_its_steps(small_bank: Bank) -> None:
    """Days and weeks count from 1."""
    steps = value(deck.bank_script(small_bank))["learning_path"]
    assert len(steps) == len(small_bank.learning_path) > 0
    assert steps[0]["first_day"] == 1
    assert steps[0].keys() == {
        "week", "first_day", "last_day", "title", "categories", "is_review",
    }  # fmt: skip


def test_a_category_script_adds_to_what_is_loaded(small_bank: Bank) -> None:
    """It makes the table of decks where it is the first, and carries the bank's version."""
    category = small_bank.categories[0]
    articles = {each.id: f"<article>{each.id}</article>" for each in category.questions}
    script = deck.category_script(category, small_bank.version, articles)
    assert script.startswith(
        f'(globalThis.questionDecks??={{}})["{category.id}"]={{"format":1,'.encode()
    )
    loaded = value(script)
    assert loaded["version"] == small_bank.version
    assert loaded["questions"] == {
        each.id: {"revision": each.revision, "html": articles[each.id]}
        for each in category.questions
    }
    assert deck.category_path(category) == f"data/{category.id}.js"


@pytest.mark.parametrize("text", [HOSTILE, "plain", "Zürich ±3 × 2²"])
def test_json_means_the_same_inside_a_script(text: str) -> None:
    """No string can end the script, begin a comment or break a line."""
    written = deck.script_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search("</|<!--|[\u2028\u2029]", written)


def test_the_same_bank_gives_the_same_bytes(small_bank: Bank) -> None:
    """Nothing depends on the order of a set or on the time."""
    assert deck.bank_script(small_bank) == deck.bank_script(replace(small_bank))
