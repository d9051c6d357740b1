"""The published JSON Schema agrees with what reading accepts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder import frontmatter
from builder.bank import Bank
from builder.fields import Reading
from builder.parse import FRONT_MATTER
from builder.schema import DIALECT, front_matter_schema, question_schema
from builder.source import source_from_text
from tests.conftest import QUESTION, SMALL

VALIDATOR = Draft202012Validator(front_matter_schema())
VALID: dict[str, Any] = {
    "id": "some-id",
    "title": "Some title",
    "topic": "some-topic",
    "difficulty": "hard",
    "time": 180,
    "revision": 1,
    "tags": ["one", "two"],
    "abilities": ["debugging"],
    "misconception": "some-belief",
    "objective": "A rule of thirty characters or more.",
    "references": [
        {"title": "One", "url": "https://example.org/1"},
        {"title": "Two", "url": "https://example.org/2"},
    ],
}
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 300),
        st.floats(allow_nan=False, width=16),
        st.text(alphabet="aB-1 :#.\u00e9", max_size=45),
        st.sampled_from(
            ["medium", "derived", "https://example.org", "010", "no", "1:30", "a-b", "x" * 300]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(
            st.sampled_from(["title", "url", "value", "what", "kind", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
)


def accepts(text: str) -> bool:
    """Whether our reading finds nothing wrong."""
    source = source_from_text(text, path=Path("a.md"))
    node, problems = frontmatter.parse(text, source=source, first_line=1)
    reading = Reading(source, problems)
    if node is None or FRONT_MATTER.convert(node, "the front matter", reading) is None:
        return False
    return not reading.problems


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(front_matter_schema())
    assert json.loads(question_schema())["$schema"] == DIALECT


def test_it_names_every_key_with_its_meaning() -> None:
    properties = front_matter_schema()["properties"]
    assert list(properties) == [field.name for field in FRONT_MATTER.fields]
    assert all(entry["description"] for entry in properties.values())


def test_with_a_bank_the_ids_are_closed_lists(small_bank: Bank) -> None:
    properties = json.loads(question_schema(small_bank))["properties"]
    assert properties["topic"]["enum"] == ["encodings", "search", "stability"]
    assert properties["abilities"]["items"]["enum"] == ["debugging", "estimation"]
    assert "reverse-turns-first-key" in properties["misconception"]["enum"]


def test_an_empty_bank_closes_nothing(small_bank: Bank) -> None:
    bare = replace(small_bank, checkpoints=(), abilities={}, misconceptions={})
    assert front_matter_schema(bare) == front_matter_schema()


def test_the_small_bank_is_valid_by_it(small_bank: Bank) -> None:
    text = (SMALL / QUESTION).read_text(encoding="utf-8").split("---\n")[1]
    assert accepts(text)
    closed = Draft202012Validator(front_matter_schema(small_bank))
    assert closed.is_valid(yaml.safe_load(text))


@settings(deadline=None)  # the machine may be busy
@given(key=st.sampled_from([*VALID, "numbers", "applies_to", "formerly", "other"]), value=VALUES)
def test_any_value_is_accepted_by_both_or_by_neither(key: str, value: object) -> None:
    """The value is written by PyYAML and read by it for the schema, by us for ours."""
    text = yaml.safe_dump({**VALID, key: value}, allow_unicode=True)
    if "&id" in text:
        return  # PyYAML wrote an alias for a value that stands twice
    assert accepts(text) == VALIDATOR.is_valid(yaml.safe_load(text))


@settings(deadline=None)  # the machine may be busy
@given(key=st.sampled_from(list(VALID)), text=st.text(alphabet="aB-1:.~_ ", min_size=1, max_size=9))
def test_any_text_without_quotes_is_read_alike(key: str, text: str) -> None:
    document = yaml.safe_dump({name: value for name, value in VALID.items() if name != key})
    document += f"{key}: {text.strip()}\n"
    try:
        value = yaml.safe_load(document)
    except (yaml.YAMLError, ValueError):
        assert not accepts(document)
        return
    if accepts(document):
        assert VALIDATOR.is_valid(value)


@pytest.mark.parametrize("key", list(VALID))
def test_each_key_is_required_by_both(key: str) -> None:
    rest = {name: value for name, value in VALID.items() if name != key}
    assert not accepts(yaml.safe_dump(rest))
    assert not VALIDATOR.is_valid(rest)
