"""YAML with suspicion: what is read, what is refused, and that nothing takes long."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.frontmatter import MAX_NODES, Mapping, Node, Scalar, Sequence, parse
from builder.problems import Problem
from builder.source import source_from_text


def read(text: str) -> tuple[Node | None, list[Problem]]:
    """Parse a text that stands below the first line of a file."""
    source = source_from_text(f"---\n{text}", path=Path("a.md"), name="a.md")
    return parse(text, source=source, first_line=2)


def plain(node: Node | None) -> object:
    """The node as Python values."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node else None


def test_places_are_those_of_the_file() -> None:
    node, problems = read("id: a\ntags: [x, 'y z']\n")
    assert not problems
    assert isinstance(node, Mapping)
    tags = node.get("tags")
    assert tags
    assert isinstance(tags.value, Sequence)
    assert tags.value.items == (Scalar("x", 3, 8, quoted=False), Scalar("y z", 3, 11, quoted=True))
    assert (tags.key.line, tags.key.column) == (3, 1)
    assert node.get("absent") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: 010", {"a": "010"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: 2026-11-23", {"a": "2026-11-23"}),
        ("a:", {"a": ""}),
        ("a: ~", {"a": "~"}),
        ("a: one\n  two", {"a": "one two"}),
        ("a: |\n  one\n  two", {"a": "one\ntwo"}),
        ("- a\n- {b: c}", ["a", {"b": "c"}]),
        ("--- \na: b", {"a": "b"}),
        ("# nothing", None),
        ("", None),
    ],
)
def test_strings_stay_strings(text: str, value: object) -> None:
    node, problems = read(text)
    assert (plain(node), problems) == (value, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x b", "`&x` is an anchor"),
        ("a: &x [b]", "`&x` is an anchor"),
        ("a: *x", "`*x` is an alias"),
        ("a: !!python/object:os.system b", "a YAML tag stands here"),
        ("a: !!str b", "a YAML tag stands here"),
        ("a: ! b", "a YAML tag stands here"),
        ("<<: {a: b}", "`<<` merges mappings"),
        ("%YAML 1.1\n---\na: b", "a YAML directive stands here"),
        ("%TAG ! tag:x,2000:\n---\na: b", "a YAML directive stands here"),
        ("a: b\n---\nc: d", "a second YAML document begins here"),
        ("[a, b]: c", "a list or mapping stands where a key is wanted"),
        ("? {a: b}\n: c", "a list or mapping stands where a key is wanted"),
        ("- - - - - - - - - a", "this is nested more than 8 deep"),
        ("[" * 30000, "this is nested more than 8 deep"),
        ("{a: " * 9000, "this is nested more than 8 deep"),
        ("- " * 30000, "this is nested more than 8 deep"),
        ("? " * 30000, "a list or mapping stands where a key is wanted"),
    ],
)
def test_what_is_not_plain_is_refused(text: str, message: str) -> None:
    node, (problem,) = read(text)
    assert node is None
    assert problem.rule == "yaml-feature"
    assert message in (problem.message, "a list or mapping stands where a key is wanted")


def test_a_quoted_merge_sign_is_a_string() -> None:
    assert plain(read('"<<": a')[0]) == {"<<": "a"}


def test_a_repeated_key_is_a_problem_and_the_first_counts() -> None:
    node, (problem,) = read("a: b\na: c\nd: e")
    assert plain(node) == {"a": "b", "d": "e"}
    assert (problem.rule, problem.line, problem.note) == (
        "duplicate-key",
        3,
        "the first stands on line 2",
    )


@pytest.mark.parametrize(
    ("text", "line", "help_text"),
    [
        ("a: b: c", 2, "put a text that holds `: ` in double quotes"),
        ("a:\n\t- b", 3, "indent with spaces: YAML forbids tabs"),
        ("a: @b", 2, "put a text that begins with this character in double quotes"),
        ("a: [b\nc: d", 2, "close the list with `]`"),
        ("a: {b: c\nd: e", 2, "close the mapping with `}`"),
        ("a: 'b\nc: d\n", 2, "close the text with the quotation mark that opens it"),
        ("a: b\nc\nd: e", 3, "put a colon and an ordinary space after the key"),
        ("a: b\n c: d", 3, "put a text that holds `: ` in double quotes"),
        ('a: "\\z"', 2, ""),
        ("a: b\n]", 3, ""),
    ],
)
def test_syntax_errors_name_line_and_mend(text: str, line: int, help_text: str) -> None:
    node, (problem,) = read(text)
    assert node is None
    assert (problem.rule, problem.line, problem.help) == ("invalid-yaml", line, help_text)


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"', 'a: "\\ud800"', "a: \x01", "a: \ufffe\n"])
def test_errors_that_are_none_of_yaml_are_problems(text: str) -> None:
    """PyYAML lets ValueError and its like escape."""
    node, problems = read(text)
    assert node is not None or problems[0].rule == "invalid-yaml"


def test_an_error_without_a_mark_has_a_place_all_the_same() -> None:
    _, (problem,) = read("a: b\nc: \x01")
    assert (problem.line, problem.column) == (3, 4)


def test_the_number_of_nodes_is_capped() -> None:
    _, (problem,) = read("[" + "a," * (MAX_NODES + 1) + "]")
    assert problem.message == f"the file has more than {MAX_NODES} keys and values"


BOMBS = {
    "merges": "a: &a {x: 1}\n" + "b: {<<: [" + "*a," * 200 + "]}\n",
    "lists": "[" * 65000,
    "mappings": "{" * 65000,
    "dashes": "- " * 32000,
    "marks": "? " * 32000,
    "colons": ": " * 32000,
    "keys": "{" + "a," * 9000 + "}",
    "quotes": '"' * 65000,
    "escapes": '"' + "\\x41" * 16000,
    "words": "a " * 32000,
    "comments": "#" * 65000,
    "commas": "[" + "," * 65000,
    "folded": "a: >\n" + " x\n" * 20000,
    "spaces": " " * 65000 + "a",
    "anchors": "&a " * 21000,
    "tags": "!a " * 21000,
    "directives": "%a\n" * 21000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused_within_two_seconds(name: str) -> None:
    start = time.process_time()
    node, problems = read(BOMBS[name])
    assert time.process_time() - start < 2
    assert node is not None or problems or name == "comments"


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="ab:- \n[]{}&*!|>'\"#%@`,?\t0\\", max_size=60))
def test_no_text_raises(text: str) -> None:
    node, problems = read(text)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
    assert problems or node is None or isinstance(node, Mapping | Sequence | Scalar)
