"""Problems: what is wrong in a content file, where, and how it is mended.

Rules yield `Problem` records and never print or raise. The printers below are the only place that
decides how a problem looks, on a terminal and as an annotation in continuous integration.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EXCERPT_COLUMNS = 96
"""The most columns of an author's line that are shown around the caret."""

_ANSI = {"head": "\x1b[1m", "rule": "\x1b[31m", "mark": "\x1b[31m", "word": "\x1b[36m"}
_RESET = "\x1b[0m"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of one place."""

    path: str
    """As printed: relative to the working directory where it lies below it, with `/`."""
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    rule: str
    """The kebab-case id that `explain` takes."""
    message: str
    expected: str = ""
    """The closed list, the range or the shape that would pass."""
    help: str = ""
    """One mend, only where it is nearly certain."""
    note: str = ""
    """A second place or a background."""
    source_line: str = ""
    """The author's line, empty where there is none."""
    length: int = 1
    """How many characters the caret underlines."""


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and drop exact repetitions."""
    return sorted(set(problems))


def quoted(text: str) -> str:
    """Set an author's words in backticks, shortened to a readable length."""
    flat = " ".join(text.split())
    return f"`{flat if len(flat) <= 60 else flat[:57] + '...'}`"


def listed(words: Iterable[str]) -> str:
    """List alternatives as ``one of `a`, `b` or `c` ``."""
    marked = [f"`{word}`" for word in words]
    if len(marked) <= 1:
        return "".join(marked) or "nothing"
    return f"one of {', '.join(marked[:-1])} or {marked[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Put a number before its noun: `1 word`, `2 words`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def closest(word: str, known: Iterable[str], *, cutoff: float = 0.75) -> str:
    """Name the known word that was nearly certainly meant, or nothing.

    Args:
        word: What the author wrote.
        known: What would be right.
        cutoff: How alike they must be, 0 to 1.
    """
    found = closest_word(word, known, cutoff=cutoff)
    return f"did you mean `{found}`?" if found and found != word else ""


def closest_word(word: str, known: Iterable[str], *, cutoff: float = 0.75) -> str:
    """The known word that was nearly certainly meant, or nothing."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    found = difflib.get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else ""


def escaped(text: str) -> str:
    r"""Make control, bidirectional and invisible characters visible as `\u202e`."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def format_text(problems: Sequence[Problem], *, color: bool) -> str:
    """Print problems for a terminal.

    Args:
        problems: In the order in which they are to stand.
        color: Whether to add terminal colours.

    Returns:
        The blocks, each ended by a newline; empty where there is no problem.
    """
    return "".join(f"{_block(problem, color=color)}\n" for problem in problems)


def _block(problem: Problem, *, color: bool) -> str:
    place = f"{escaped(problem.path)}:{problem.line}:{problem.column}"
    rows = [
        f"{_paint(place, 'head', color=color)}: {_paint(problem.rule, 'rule', color=color)}: "
        f"{escaped(problem.message)}"
    ]
    if problem.source_line.strip():
        rows.extend(_excerpt(problem, color=color))
    for word in ("expected", "help", "note"):
        if text := getattr(problem, word):
            rows.append(f"  {_paint(word + ':', 'word', color=color)} {escaped(text)}")
    return "\n".join(rows)


def _paint(text: str, part: str, *, color: bool) -> str:
    return f"{_ANSI[part]}{text}{_RESET}" if color else text


def _excerpt(problem: Problem, *, color: bool) -> list[str]:
    """The author's line, cut around the place, with carets beneath it."""
    start = min(problem.column - 1, len(problem.source_line))
    end = min(max(start + problem.length, start + 1), len(problem.source_line) + 1)
    left, right = _window(problem.source_line, start, end)
    cut = "…" if left else ""
    before = cut + escaped(problem.source_line[left:start])
    marked = escaped(problem.source_line[start : min(end, right)])
    after = escaped(problem.source_line[min(end, right) : right])
    tail = "…" if right < len(problem.source_line) else ""
    number = str(problem.line)
    carets = " " * _columns(before) + _paint("^" * max(1, _columns(marked)), "mark", color=color)
    return [
        f"  {number} | {before}{marked}{after}{tail}".rstrip(),
        f"  {' ' * len(number)} | {carets}",
    ]


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """The slice of a long line that is shown: all of a short one."""
    if len(line) <= EXCERPT_COLUMNS:
        return 0, len(line)
    shown = min(end - start, EXCERPT_COLUMNS)
    if start < EXCERPT_COLUMNS // 4:
        return 0, EXCERPT_COLUMNS
    left = max(0, min(start - (EXCERPT_COLUMNS - shown) // 2, len(line) - EXCERPT_COLUMNS))
    return left, left + EXCERPT_COLUMNS


def _columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining ones none."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def format_github(problems: Sequence[Problem]) -> str:
    """Print problems as workflow commands, which GitHub shows beside the line."""
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _annotation(problem: Problem) -> str:
    details = [
        f"{word}: {text}"
        for word in ("expected", "help", "note")
        if (text := getattr(problem, word))
    ]
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "endColumn": str(problem.column + problem.length),
        "title": problem.rule,
    }
    head = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    body = "%0A".join(_data(escaped(row)) for row in [problem.message, *details])
    return f"::error {head}::{body}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escaped(text)).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem]) -> str:
    """Count problems and the files they are in."""
    if not problems:
        return "no problems"
    files = counted(len({problem.path for problem in problems}), "file")
    return f"{counted(len(problems), 'problem')} in {files}"
