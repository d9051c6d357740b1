"""Fields: the shape of every key that a content file may have.

A table of `Field` records is the single description of a mapping. Reading converts by it, and
`builder.schema` writes the JSON Schema from it, so the two cannot differ. A plain YAML value that
another reader would take for a number, a date or a truth value is refused where text is wanted, and
the other way round, so that every YAML reader sees what we see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from typing import Any

from builder.frontmatter import Entry, Mapping, Node, Scalar, Sequence
from builder.problems import Problem, closest, closest_word, counted, listed, quoted
from builder.source import HIDDEN, HIDDEN_CLASS, Source

SLUG_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
_HOST_PATTERN = r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
HTTPS_PATTERN = rf"{_HOST_PATTERN}(?:[/?#][^\s<>\"`\\^{{|}}@]*)?"
_SITE_PATTERN = rf"(?:{_HOST_PATTERN}(?:/[^\s<>\"`\\^{{|}}@?#]*)?)?"
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_NOT_TEXT = re.compile(
    r"|~|null|true|false|yes|no|on|off|y|n|<<|=|\.nan|[-+]?\.inf"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?0[xob][0-9a-f_]+|[-+]?\.?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[ t].*)?",
    re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 reads as something else than a string when it is not quoted."""

_MOST_MENDS = 20
"""Unknown keys of one mapping for which a mend is looked for, which takes time."""

JsonSchema = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """A conversion in progress: the file, and what is wrong so far."""

    source: Source
    problems: list[Problem] = field(default_factory=list)

    def report(self, node: Node, rule: str, message: str, **more: str) -> None:
        """Keep a problem of a value."""
        line, column, length = _extent(node, self.source)
        self.problems.append(
            self.source.problem(line, column, rule, message, length=length, **more)
        )


def _extent(node: Node, source: Source) -> tuple[int, int, int]:
    """Line, column and length of what stands for a node on its first line."""
    rest = source.line(node.line)[node.column - 1 :]
    if isinstance(node, Scalar):
        width = len(node.text) + (2 if node.quoted else 0)
        return node.line, node.column, max(1, min(width, len(rest)))
    return node.line, node.column, 1


@dataclass(frozen=True, slots=True)
class Text:
    """A string on one line."""

    shortest: int = 1
    longest: int = 200
    pattern: str = ""
    """A whole match, in the part of the syntax that Python and JSON Schema share."""
    shape: str = ""
    """The pattern in words, for `expected`."""

    def convert(self, node: Node, name: str, reading: Reading) -> str | None:
        """The string, or None with a problem."""
        if not isinstance(node, Scalar):
            reading.report(node, "wrong-type", f"{name} must be text", expected="text on one line")
            return None
        if not node.quoted and _NOT_TEXT.fullmatch(node.text):
            _refuse_bare(node, name, reading)
            return None
        return node.text if self._fits(node, name, reading) else None

    def _fits(self, node: Scalar, name: str, reading: Reading) -> bool:
        text = node.text
        if "\n" in text:
            reading.report(node, "wrong-value", f"{name} has a line break", expected="one line")
        elif not self.shortest <= len(text) <= self.longest:
            reading.report(
                node,
                "wrong-value",
                f"{name} has {counted(len(text), 'character')}",
                expected=_range(self.shortest, self.longest, "characters"),
            )
        elif text != text.strip() or "\t" in text or HIDDEN.search(text):
            reading.report(
                node,
                "wrong-value",
                f"{name} begins or ends with a space, or holds what cannot be seen",
                expected="text without spaces around it",
            )
        elif self.pattern and not re.fullmatch(self.pattern, text):
            reading.report(
                node, "wrong-value", f"{quoted(text)} is no valid {name}", expected=self.shape
            )
        else:
            return True
        return False

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        seen = f"[^\\s{HIDDEN_CLASS}]"
        plain = f"{seen}(?:[^\\n\\t{HIDDEN_CLASS}]*{seen})?"
        pattern = self.pattern or plain
        schema: JsonSchema = {
            "type": "string",
            "minLength": self.shortest,
            "maxLength": self.longest,
        }
        return {**schema, "pattern": f"^(?:{pattern})$"}


def _refuse_bare(node: Scalar, name: str, reading: Reading) -> None:
    if node.text:
        reading.report(
            node,
            "wrong-type",
            f"{name} must be text, and YAML does not read {quoted(node.text)} as text",
            expected="text",
            help=f'write "{node.text}", with the quotes',
        )
    else:
        reading.report(node, "wrong-type", f"{name} has no value", expected="text on one line")


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number in a range."""

    least: int
    greatest: int
    unit: str = ""

    def convert(self, node: Node, name: str, reading: Reading) -> int | None:
        """The number, or None with a problem."""
        expected = f"a whole number from {self.least} to {self.greatest}{self._unit()}"
        if not isinstance(node, Scalar):
            reading.report(node, "wrong-type", f"{name} must be a number", expected=expected)
            return None
        if node.quoted or not _INTEGER.fullmatch(node.text):
            self._refuse(node, name, reading, expected)
            return None
        value = int(node.text)
        if not self.least <= value <= self.greatest:
            reading.report(
                node, "wrong-value", f"{name} is {value}{self._unit()}", expected=expected
            )
            return None
        return value

    def _refuse(self, node: Scalar, name: str, reading: Reading, expected: str) -> None:
        bare = re.fullmatch(r"0*([0-9]{1,9})\s*(?:s|sec|seconds)?", node.text)
        meant = int(bare[1]) if bare else None
        fits = meant is not None and self.least <= meant <= self.greatest
        reading.report(
            node,
            "wrong-type",
            f"{quoted(node.text)} is not a plain number" if node.text else f"{name} has no value",
            expected=expected,
            help=f"write {meant}, without quotes or unit" if fits else "",
        )

    def _unit(self) -> str:
        return f" {self.unit}" if self.unit else ""

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.greatest}


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""

    def convert(self, node: Node, name: str, reading: Reading) -> bool | None:
        """The truth value, or None with a problem."""
        if isinstance(node, Scalar) and not node.quoted and node.text in ("true", "false"):
            return node.text == "true"
        reading.report(
            node, "wrong-type", f"{name} must be true or false", expected="`true` or `false`"
        )
        return None

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list of words."""

    words: tuple[str, ...]

    def convert(self, node: Node, name: str, reading: Reading) -> str | None:
        """The word, or None with a problem."""
        if isinstance(node, Scalar) and node.text in self.words:
            return node.text
        if isinstance(node, Scalar):
            message = f"{quoted(node.text)} is no {name}" if node.text else f"{name} has no value"
            reading.report(
                node,
                "wrong-value",
                message,
                expected=listed(self.words),
                help=closest(node.text, self.words),
            )
        else:
            reading.report(
                node, "wrong-type", f"{name} must be one word", expected=listed(self.words)
            )
        return None

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind."""

    kind: Kind
    fewest: int
    most: int
    noun: str = "entry"
    plural: str = "entries"
    is_unique: bool = True

    def convert(self, node: Node, name: str, reading: Reading) -> tuple[Any, ...] | None:
        """The values that could be read, or None with a problem."""
        if not isinstance(node, Sequence):
            self._refuse(node, name, reading)
            return None
        if not self.fewest <= len(node.items) <= self.most:
            reading.report(
                node,
                "wrong-value",
                f"{name} has {counted(len(node.items), self.noun, self.plural)}",
                expected=_range(self.fewest, self.most, self.plural),
            )
        values = [self.kind.convert(item, self.noun, reading) for item in node.items]
        if self.is_unique:
            _report_repeated(node, values, name, reading)
        return tuple(value for value in values if value is not None)

    def _refuse(self, node: Node, name: str, reading: Reading) -> None:
        simple = isinstance(node, Scalar) and re.fullmatch(r"[\w-]+", node.text)
        help_text = f"write `[{node.text}]`" if simple and isinstance(node, Scalar) else ""
        reading.report(
            node,
            "wrong-type",
            f"{name} must be a list",
            expected=f"a list of {_range(self.fewest, self.most, self.plural)}",
            help=help_text,
        )

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        schema: JsonSchema = {
            "type": "array",
            "items": self.kind.json_schema(),
            "minItems": self.fewest,
            "maxItems": self.most,
        }
        return {**schema, "uniqueItems": True} if self.is_unique else schema


def _report_repeated(node: Sequence, values: list[Any], name: str, reading: Reading) -> None:
    seen: set[str] = set()
    for item, value in zip(node.items, values, strict=True):
        if value is None:
            continue
        found = _comparable(value)
        if found in seen:
            shown = quoted(str(value)) if isinstance(value, str) else "an entry"
            reading.report(
                item, "wrong-value", f"{shown} stands twice in {name}", expected="each entry once"
            )
        seen.add(found)


def _comparable(value: Any) -> str:
    """A value as text, without the line that it stands on."""
    if isinstance(value, dict):
        value = {key: part for key, part in value.items() if key != "line"}
    return repr(value)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping."""

    name: str
    kind: Kind
    description: str
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with a closed list of keys."""

    fields: tuple[Field, ...]
    noun: str = "key"
    """What a key is called in messages, such as `front-matter key`."""

    def convert(self, node: Node, name: str, reading: Reading) -> dict[str, Any] | None:
        """The values of the valid keys and the mapping's `line`, or None with a problem."""
        if not isinstance(node, Mapping):
            reading.report(
                node,
                "wrong-type",
                f"{name} must be keys with values",
                expected=f"the keys {', '.join(f'`{field.name}`' for field in self.fields)}",
            )
            return None
        known = {field.name: field for field in self.fields}
        unknown = [entry for entry in node.entries if entry.key.text not in known]
        written = {entry.key.text for entry in node.entries}
        unused = [name for name in known if name not in written]
        misspelt = {closest_word(entry.key.text, unused) for entry in unknown[:_MOST_MENDS]}
        values: dict[str, Any] = {}
        for entry in node.entries:
            if found := known.get(entry.key.text):
                values[found.name] = found.kind.convert(entry.value, found.name, reading)
        for number, entry in enumerate(unknown):
            self._report_unknown(entry, unused if number < _MOST_MENDS else (), reading)
        for wanted in self.fields:
            if wanted.is_required and wanted.name in unused and wanted.name not in misspelt:
                reading.report(
                    node,
                    "missing-key",
                    f"{name} has no `{wanted.name}`",
                    expected=wanted.description,
                )
        found_values = {key: value for key, value in values.items() if value is not None}
        return {**found_values, "line": node.line}

    def _report_unknown(self, entry: Entry, unused: Iterable[str], reading: Reading) -> None:
        reading.report(
            entry.key,
            "unknown-key",
            f"{quoted(entry.key.text)} is not a {self.noun}",
            expected=listed(names(self.fields)),
            help=closest(entry.key.text, unused),
        )

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in self.fields if field.is_required],
            "properties": {
                field.name: {**field.kind.json_schema(), "description": field.description}
                for field in self.fields
            },
        }


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys are ids of the author's own."""

    key: Text
    value: Kind
    noun: str
    most: int

    def convert(self, node: Node, name: str, reading: Reading) -> dict[str, Any] | None:
        """The valid entries, or None with a problem."""
        if not isinstance(node, Mapping):
            reading.report(
                node, "wrong-type", f"{name} must be ids with values", expected="a mapping"
            )
            return None
        values: dict[str, Any] = {}
        for entry in node.entries:
            key = self.key.convert(entry.key, f"{self.noun} id", reading)
            value = self.value.convert(entry.value, quoted(entry.key.text), reading)
            if key is not None and value is not None:
                values[key] = value
        return values

    def json_schema(self) -> JsonSchema:
        """The same in JSON Schema."""
        return {
            "type": "object",
            "propertyNames": self.key.json_schema(),
            "additionalProperties": self.value.json_schema(),
            "maxProperties": self.most,
        }


Kind = Text | Integer | Flag | Choice | ListOf | Record | MapOf


def slug(longest: int = 60) -> Text:
    """An id: lower-case ASCII words joined by hyphens."""
    return Text(
        longest=longest,
        pattern=SLUG_PATTERN,
        shape="lower-case ASCII letters and digits, words joined by single hyphens",
    )


def link(*, is_optional: bool = False) -> Text:
    """An https address; an optional one is that of a site, without query and fragment."""
    return Text(
        shortest=0 if is_optional else 10,
        longest=500,
        pattern=_SITE_PATTERN if is_optional else HTTPS_PATTERN,
        shape="an address such as `https://example.org/bank/`, or empty"
        if is_optional
        else "an address that begins with `https://` and the name of a host",
    )


def positions(node: Node | None) -> AbstractMapping[str, tuple[int, int]]:
    """Line and column of each key of a mapping."""
    if not isinstance(node, Mapping):
        return {}
    return {entry.key.text: (entry.key.line, entry.key.column) for entry in node.entries}


def _range(least: int, most: int, plural: str) -> str:
    if least == most:
        return f"exactly {least} {plural}"
    return f"{least} to {most} {plural}" if least else f"at most {most} {plural}"


def names(fields: Iterable[Field]) -> tuple[str, ...]:
    """The keys of a table, in its order."""
    return tuple(field.name for field in fields)
