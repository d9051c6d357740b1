"""Conversion of values by the field tables, and what is said of the wrong ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builder import fields, frontmatter
from builder.fields import Choice, Field, Flag, Integer, Kind, ListOf, MapOf, Reading, Record, Text
from builder.problems import Problem
from builder.source import source_from_text

RECORD = Record(
    (
        Field("name", Text(longest=8), "what it is called"),
        Field("size", Integer(1, 9, "bytes"), "how large it is", is_required=False),
    ),
    noun="key of a thing",
)


def convert(kind: Kind, text: str) -> tuple[Any, list[Problem]]:
    """Convert the value of the only key of a text."""
    source = source_from_text(f"key: {text}\n", path=Path("a.yaml"), name="a.yaml")
    node, problems = frontmatter.parse(source.text, source=source, first_line=1)
    assert not problems
    assert isinstance(node, frontmatter.Mapping)
    reading = Reading(source)
    return kind.convert(node.entries[0].value, "key", reading), reading.problems


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Text(), "some words", "some words"),
        (Text(), '"010"', "010"),
        (Text(), "v1.2", "v1.2"),
        (Text(), "no way", "no way"),
        (Text(shortest=0), '""', ""),
        (Text(), "a\u00a0b", "a\u00a0b"),
        (fields.slug(), "a-b-2", "a-b-2"),
        (fields.link(), "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        (fields.link(is_optional=True), '""', ""),
        (Integer(-5, 5), "-5", -5),
        (Integer(0, 5), "0", 0),
        (Flag(), "true", True),
        (Flag(), "false", False),
        (Choice(("a", "b")), "b", "b"),
        (ListOf(Text(), 0, 2), "[]", ()),
        (ListOf(Text(), 0, 2), "[a, b]", ("a", "b")),
        (ListOf(Text(), 0, 2, is_unique=False), "[a, a]", ("a", "a")),
        (RECORD, "{name: a, size: 3}", {"name": "a", "size": 3, "line": 1}),
        (MapOf(fields.slug(), Text(), "word", 9), "{a: b}", {"a": "b"}),
    ],
)
def test_valid_values_are_converted(kind: Kind, text: str, value: object) -> None:
    assert convert(kind, text) == (value, [])


@pytest.mark.parametrize(
    ("kind", "text", "rule", "message"),
    [
        (Text(), "", "wrong-type", "key has no value"),
        (Text(), "no", "wrong-type", "key must be text, and YAML does not read `no` as text"),
        (Text(), "010", "wrong-type", "key must be text, and YAML does not read `010` as text"),
        (Text(), "1:30", "wrong-type", "key must be text, and YAML does not read `1:30` as text"),
        (Text(), "1e3", "wrong-type", "key must be text, and YAML does not read `1e3` as text"),
        (Text(), "2026-11-23", "wrong-type", "key must be text, and YAML does not read"),
        (Text(), "[a]", "wrong-type", "key must be text"),
        (Text(longest=3), "four", "wrong-value", "key has 4 characters"),
        (Text(), '"a\\nb"', "wrong-value", "key has a line break"),
        (Text(), '" a"', "wrong-value", "key begins or ends with a space"),
        (Text(), '"a\\u200bb"', "wrong-value", "key begins or ends with a space, or holds what"),
        (Text(), '"a\\tb"', "wrong-value", "key begins or ends with a space, or holds what"),
        (fields.slug(), "A-b", "wrong-value", "`A-b` is no valid key"),
        (fields.slug(), "a--b", "wrong-value", "`a--b` is no valid key"),
        (
            fields.link(),
            "http://example.org",
            "wrong-value",
            "`http://example.org` is no valid key",
        ),
        (fields.link(), "https://user@example.org", "wrong-value", "`https://user@example.org`"),
        (Integer(1, 9, "bytes"), "10", "wrong-value", "key is 10 bytes"),
        (Integer(1, 9), "010", "wrong-type", "`010` is not a plain number"),
        (Integer(1, 9), '"5"', "wrong-type", "`5` is not a plain number"),
        (Integer(1, 9), "1_0", "wrong-type", "`1_0` is not a plain number"),
        (Integer(1, 9), "9" * 5000, "wrong-type", "`9999999"),
        (Integer(1, 9), "", "wrong-type", "key has no value"),
        (Integer(1, 9), "[1]", "wrong-type", "key must be a number"),
        (Flag(), "yes", "wrong-type", "key must be true or false"),
        (Flag(), '"true"', "wrong-type", "key must be true or false"),
        (Choice(("a", "b")), "c", "wrong-value", "`c` is no key"),
        (Choice(("a", "b")), "", "wrong-value", "key has no value"),
        (Choice(("a", "b")), "[a]", "wrong-type", "key must be one word"),
        (ListOf(Text(), 1, 2), "[]", "wrong-value", "key has 0 entries"),
        (ListOf(Text(), 1, 1), "[a, b]", "wrong-value", "key has 2 entries"),
        (ListOf(Text(), 1, 2), "[a, a]", "wrong-value", "`a` stands twice in key"),
        (ListOf(Text(), 1, 2), "a", "wrong-type", "key must be a list"),
        (ListOf(Text(), 1, 2), "{a: b}", "wrong-type", "key must be a list"),
        (ListOf(Text(), 1, 2), "[a, no]", "wrong-type", "entry must be text, and YAML"),
        (ListOf(RECORD, 1, 2), "[{name: a}, {name: a}]", "wrong-value", "an entry stands twice"),
        (RECORD, "a", "wrong-type", "key must be keys with values"),
        (RECORD, "{size: 1}", "missing-key", "key has no `name`"),
        (RECORD, "{name: a, colour: b}", "unknown-key", "`colour` is not a key of a thing"),
        (MapOf(fields.slug(), Text(), "word", 9), "a", "wrong-type", "key must be ids with values"),
        (
            MapOf(fields.slug(), Text(), "word", 9),
            "{A: b}",
            "wrong-value",
            "`A` is no valid word id",
        ),
    ],
)
def test_wrong_values_are_one_problem(kind: Kind, text: str, rule: str, message: str) -> None:
    _, (problem,) = convert(kind, text)
    assert problem.rule == rule
    assert problem.message.startswith(message)
    assert problem.expected


@pytest.mark.parametrize(
    ("kind", "text", "mend"),
    [
        (Text(), "no", 'write "no", with the quotes'),
        (Integer(1, 9), "05", "write 5, without quotes or unit"),
        (Integer(1, 9), "5 s", "write 5, without quotes or unit"),
        (Integer(1, 9), "50 s", ""),
        (Choice(("medium", "hard")), "Medium", "did you mean `medium`?"),
        (ListOf(Text(), 1, 2), "a", "write `[a]`"),
        (ListOf(Text(), 1, 2), "a and b", ""),
        (RECORD, "{nmae: a}", "did you mean `name`?"),
    ],
)
def test_a_mend_is_offered_when_it_is_nearly_certain(kind: Kind, text: str, mend: str) -> None:
    _, (problem,) = convert(kind, text)
    assert problem.help == mend


def test_what_can_be_read_is_kept() -> None:
    assert convert(ListOf(Text(), 1, 3), "[a, no, b]")[0] == ("a", "b")
    assert convert(RECORD, "{name: a, size: x}")[0] == {"name": "a", "line": 1}
    assert convert(MapOf(fields.slug(), Text(), "word", 9), "{a: b, c: no}")[0] == {"a": "b"}


@pytest.mark.parametrize(
    ("kind", "valid", "invalid"),
    [
        (Flag(), [True, False], ["true", 1]),
        (MapOf(fields.slug(), Text(), "word", 1), [{}, {"a": "b"}], [{"A": "b"}, {"a": 1}, []]),
        (fields.link(is_optional=True), ["", "https://example.org"], ["http://example.org"]),
        (Text(), ["a", "a b"], ["", " a", "a ", "a\tb", "a\u200bb", "\u202ea"]),
        (ListOf(Integer(1, 2), 0, 2), [[], [1, 2]], [[1, 1], [3], [1, 2, 1]]),
    ],
)
def test_the_schema_of_a_kind(kind: Kind, valid: list[object], invalid: list[object]) -> None:
    validator = Draft202012Validator(kind.json_schema())
    assert all(validator.is_valid(value) for value in valid)
    assert not any(validator.is_valid(value) for value in invalid)


def test_places_of_keys() -> None:
    source = source_from_text("a: b\nc: d\n", path=Path("a.yaml"))
    node, _ = frontmatter.parse(source.text, source=source, first_line=1)
    assert fields.positions(node) == {"a": (1, 1), "c": (2, 1)}
    assert fields.positions(None) == {}


def test_no_field_takes_the_name_of_the_line() -> None:
    from builder import bank, parse

    tables = [parse.FRONT_MATTER, bank.SITE, bank.CATEGORY, bank.CHECKPOINT, bank.LEARNING_PATH]
    assert all("line" not in fields.names(table.fields) for table in tables)
