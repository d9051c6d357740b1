"""Front matter: YAML text to keys and strings with their places.

Only the plain part of YAML is let through: mappings, sequences and strings. Anchors, aliases, tags,
merges and repeated keys are problems, and no value changes its type here: `no`, `010` and `1:30`
stay the strings they are until a field table converts them. The text is read event by event, so
that a hostile nesting is refused before anything recursive sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from builder.problems import Problem, counted
from builder.source import Source

MAX_DEPTH = 8
"""Mappings and sequences inside each other; the deepest content file needs four."""
MAX_NODES = 8_000
"""Keys and values of one file."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string as it is written, without its quotes."""

    text: str
    line: int
    column: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, each key once."""

    entries: tuple[Entry, ...]
    line: int
    column: int

    def get(self, name: str) -> Entry | None:
        """The entry of a key, if the mapping has it."""
        return next((entry for entry in self.entries if entry.key.text == name), None)


Node = Scalar | Sequence | Mapping


class _RefusalError(Exception):
    """The first fault after which the rest of the text cannot be trusted."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(text: str, *, source: Source, first_line: int) -> tuple[Node | None, list[Problem]]:
    """Read YAML.

    Args:
        text: A slice of the file, whole lines.
        source: The file, for the author's lines in problems.
        first_line: The line of the file at which `text` begins.

    Returns:
        The outermost node, None where the text is empty or cannot be read, and the problems.
    """
    reader = _Reader(source, first_line)
    try:
        return reader.document(yaml.parse(text, Loader=yaml.SafeLoader)), reader.problems
    except _RefusalError as refusal:
        return None, [*reader.problems, refusal.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, reader.marked(error)]
    except Exception as error:  # PyYAML also lets ValueError, IndexError and others escape
        return None, [*reader.problems, reader.unmarked(error)]


class _Reader:
    """Builds nodes from parser events and keeps what is wrong with them."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.problems: list[Problem] = []
        self._node_count = 0

    def place(self, mark: Any) -> tuple[int, int]:
        """Line and column of the file for a mark of the parser."""
        return self.first_line + mark.line, mark.column + 1

    def document(self, events: Iterator[Any]) -> Node | None:
        """The node of the only document."""
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._check_start(event, is_first=node is None)
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, depth=1)
        return node

    def _check_start(self, event: Any, *, is_first: bool) -> None:
        if not is_first:
            self._refuse(event.start_mark, "a second YAML document begins here")
        if event.version or event.tags:
            self._refuse(event.start_mark, "a YAML directive stands here")

    def _refuse(self, mark: Any, message: str, length: int = 1) -> None:
        line, column = self.place(mark)
        raise _RefusalError(
            self.source.problem(
                line,
                column,
                "yaml-feature",
                message,
                length=length,
                expected="plain YAML: keys, lists and strings",
            )
        )

    def _node(self, event: Any, events: Iterator[Any], *, depth: int) -> Node:
        self._check(event, depth)
        line, column = self.place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column, quoted=event.style is not None)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(events, depth)), line, column)
        return Mapping(tuple(self._entries(events, depth)), line, column)

    def _check(self, event: Any, depth: int) -> None:
        self._node_count += 1
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event.start_mark, f"`*{event.anchor}` is an alias")
        if event.anchor:
            self._refuse(event.start_mark, f"`&{event.anchor}` is an anchor")
        if getattr(event, "tag", None):
            self._refuse(event.start_mark, "a YAML tag stands here")
        if depth > MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            self._refuse(event.start_mark, f"this is nested more than {MAX_DEPTH} deep")
        if self._node_count > MAX_NODES:
            self._refuse(event.start_mark, f"the file has more than {MAX_NODES} keys and values")

    def _items(self, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, depth=depth + 1)

    def _entries(self, events: Iterator[Any], depth: int) -> Iterator[Entry]:
        first: dict[str, Scalar] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._key(event, events, depth)
            value = self._node(next(events), events, depth=depth + 1)
            if key.text in first:
                self._repeated(key, first[key.text])
            else:
                first[key.text] = key
                yield Entry(key, value)

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> Scalar:
        node = self._node(event, events, depth=depth + 1)
        if not isinstance(node, Scalar):
            self._refuse(event.start_mark, "a list or mapping stands where a key is wanted")
            raise AssertionError  # pragma: no cover - _refuse raises
        if node.text == "<<" and not node.quoted:
            self._refuse(event.start_mark, "`<<` merges mappings", 2)
        return node

    def _repeated(self, key: Scalar, first: Scalar) -> None:
        self.problems.append(
            self.source.problem(
                key.line,
                key.column,
                "duplicate-key",
                f"`{key.text}` stands twice",
                length=len(key.text),
                expected="each key once",
                note=f"the first stands on line {first.line}",
            )
        )

    def marked(self, error: yaml.MarkedYAMLError) -> Problem:
        """The problem of a syntax error with a place."""
        mark = _place(error)
        line, column = self.place(mark) if mark else (self.first_line, 1)
        line = min(line, max(1, len(self.source.lines)))
        reason = re.sub(r"'([^']*)'", r"`\1`", error.problem or error.context or "invalid syntax")
        help_text, note = _advice(self.source.line(line), error)
        return self.source.problem(
            line,
            min(column, len(self.source.line(line)) + 1),
            "invalid-yaml",
            f"this is not valid YAML: {reason}",
            expected=_EXPECTED,
            help=help_text,
            note=note,
        )

    def unmarked(self, error: Exception) -> Problem:
        """The problem of a failure that the parser gives no place for."""
        position = getattr(error, "position", None)
        line = self.first_line
        column = 1
        if isinstance(position, int):
            before = "\n".join(self.source.lines[self.first_line - 1 :])[:position]
            line += before.count("\n")
            column = len(before) - (before.rfind("\n") + 1) + 1
        return self.source.problem(
            line,
            column,
            "invalid-yaml",
            f"this is not valid YAML: {type(error).__name__}",
            expected=_EXPECTED,
        )


_EXPECTED = "plain YAML: `key: text`, `key: [one, two]`, or lines below the key that begin `- `"

_BEGUN = {
    "could not find expected ':'": "put a colon and an ordinary space after the key",
    "while parsing a flow sequence": "close the list with `]`",
    "while parsing a flow mapping": "close the mapping with `}`",
    "while scanning a quoted scalar": "close the text with the quotation mark that opens it",
}
"""Errors that the parser finds below the place of the mistake, with the mend of that place."""


def _place(error: yaml.MarkedYAMLError) -> Any:
    """The mark at which the mistake was probably made."""
    if error.context_mark and (error.problem in _BEGUN or error.context in _BEGUN):
        return error.context_mark
    return error.problem_mark or error.context_mark


_LOOKS_LIKE_TEXT = re.compile(r":\s+(?:[*&!%@`][^\s]|[|>][A-Za-z]|\[[^\]]*\]\s*\w|'[^']*'\w)")
"""A value whose first character means something to YAML, and that was meant as text."""


def _advice(line: str, error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """The likeliest mend of a syntax error, and the second place."""
    reason = str(error.problem)
    begun, found = error.context_mark, error.problem_mark
    if mend := _BEGUN.get(reason) or _BEGUN.get(str(error.context)):
        distance = found.line - begun.line if begun and found else 0
        return mend, f"it was noticed {counted(distance, 'line')} below" if distance else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces: YAML forbids tabs", ""
    if "mapping values are not allowed" in reason:
        return "put a text that holds `: ` in double quotes", ""
    if "cannot start any token" in reason or _LOOKS_LIKE_TEXT.search(line):
        return "put a text that begins with this character in double quotes", ""
    return "", ""
