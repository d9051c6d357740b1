"""Outline: a question file as headings with the text below each, and the lines of that text.

The scan for headings is made here, line by line, and not by the Markdown parser: the parser refuses
what is too complex as a whole, and a lost fence would swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.source import Source

SectionId = Literal["memory", "complexity", "trade-offs", "benchmarks", "when-to-use"]

PARTS = ("Scenario", "Question", "Options", "Explanation", "Evidence")
SECTIONS: Mapping[str, SectionId] = {
    "Memory": "memory",
    "Complexity": "complexity",
    "Trade-offs": "trade-offs",
    "Benchmarks": "benchmarks",
    "When to use": "when-to-use",
}
OUTLINE = (
    *((2, title) for title in PARTS[:4]),
    *((3, title) for title in SECTIONS),
    (2, PARTS[4]),
)
"""Level and title of every heading, in the order in which they stand."""

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r"[ >]*(?:[-*+] +)?(`{3,}(?=[^`]*$)|~{3,})")
_QUOTE_PREFIX = re.compile(r"^ {0,3}> ?")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it, down to the next heading."""

    level: int
    title: str
    heading_line: int
    text: str
    first_line: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands below the heading."""
        return not self.text.strip()


def parts(source: Source, first_line: int) -> Iterator[Part]:
    """What stands before the first heading, then each heading with its text."""
    lines = source.lines[first_line - 1 :]
    level, title, heading, start = 0, "", 0, 0
    for at, next_level, next_title in _headings(lines):
        text = "\n".join(lines[start:at])
        yield Part(level, title, first_line + heading, text, first_line + start)
        level, title, heading, start = next_level, next_title, at, at + 1
    text = "\n".join(lines[start:])
    yield Part(level, title, first_line + heading, text, first_line + start)


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Index, level and title of each heading that begins a line outside of fenced code.

    A scan of its own and not the parser's, because the parser refuses what is too complex as a
    whole, and then no part could be named.
    """
    fence = ""
    for number, line in enumerate(lines):
        fence = "" if begins_section(line) else fence_after(line, fence)
        if not fence and (heading := _HEADING.match(line)):
            yield number, len(heading[1]), heading[2]


def begins_section(line: str) -> bool:
    """Whether a line is a heading of the format, which no code needs."""
    heading = _HEADING.match(line)
    return heading is not None and (len(heading[1]), heading[2]) in OUTLINE


def fence_after(line: str, fence: str) -> str:
    """The marks of the fenced block that is open after a line, or nothing."""
    if not fence:
        opening = _FENCE.match(line)
        return opening[1] if opening else ""
    marks = line.lstrip(" >").rstrip()
    return "" if len(marks) >= len(fence) and not marks.strip(fence[0]) else fence


def trimmed(part: Part) -> tuple[str, int]:
    """The text of a part without blank lines around it, and its first line."""
    lines = part.text.split("\n")
    skipped = next((i for i, line in enumerate(lines) if line.strip()), 0)
    return "\n".join(lines[skipped:]).rstrip(), part.first_line + skipped


def heading_text(level: int, title: str) -> str:
    """A heading as its line."""
    return f"{'#' * level} {title}"


def dedented(lines: Iterable[str], columns: int) -> str:
    """The lines without up to so many spaces at their beginning."""
    pattern = re.compile(rf"^ {{0,{columns}}}")
    kept = list(lines)
    return "\n".join([kept[0], *(pattern.sub("", line) for line in kept[1:])]).rstrip()


def unquoted(lines: Sequence[str], columns: int) -> str:
    """The text of a quotation, without its marks."""
    pattern = re.compile(rf"^ {{0,{columns}}}")
    return "\n".join(_QUOTE_PREFIX.sub("", pattern.sub("", line)) for line in lines).strip("\n")
