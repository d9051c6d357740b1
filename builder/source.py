"""Source: one content file as text and lines, read with suspicion.

What this module lets through is regular, small, valid UTF-8 in composed form, without characters
that a reviewer cannot see. Everything later relies on that.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.problems import Problem, counted

QUESTION_BYTES = 64 * 1024
"""The cap for a question: large enough for any that can be read in its time."""
COLLECTION_BYTES = 128 * 1024
"""The cap for a file that grows with the bank, such as the misconceptions."""

HIDDEN_CLASS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
)
"""Characters that a reviewer cannot see, as ranges that Python and JSON Schema both read."""
HIDDEN = re.compile(rf"[{HIDDEN_CLASS}\ud800-\udfff\U000e0000-\U000e0fff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A content file that could be read."""

    path: Path
    name: str
    """The path as it is printed."""
    text: str
    """With `\\n` as the only line end."""
    lines: tuple[str, ...]
    """Without line ends; line 1 is `lines[0]`."""

    def line(self, number: int) -> str:
        """The line of a number from 1, empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def problem(self, line: int, column: int, rule: str, message: str, **more: Any) -> Problem:
        """Make a problem that shows the author's line.

        Args:
            line: From 1.
            column: From 1.
            rule: Its id.
            message: One sentence without a full stop.
            **more: `expected`, `help`, `note` and `length` of the problem.
        """
        return Problem(self.name, line, column, rule, message, source_line=self.line(line), **more)

    def at(self, line: int, word: str, rule: str, message: str, **more: Any) -> Problem:
        """Make a problem that underlines a word, looked for from the line on.

        Args:
            line: Where to begin, from 1. The word may stand up to 60 lines below.
            word: What to underline; the line's first letter where it is not found.
            rule: Its id.
            message: One sentence without a full stop.
            **more: `expected`, `help`, `note` of the problem.
        """
        for number in range(line, min(line + 60, len(self.lines) + 1)):
            if word and (found := self.line(number).find(word)) >= 0:
                return self.problem(number, found + 1, rule, message, length=len(word), **more)
        text = self.line(line)
        start = len(text) - len(text.lstrip())
        return self.problem(
            line, start + 1, rule, message, length=max(1, len(text.strip())), **more
        )


class Refused(Exception):
    """A file that cannot be read as text; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


def printed_name(path: Path) -> str:
    """The path as it is printed: relative to the working directory where it lies below it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def source_from_text(text: str, *, path: Path, name: str = "") -> Source:
    """Make a source of a text that is already in memory."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return Source(path, name or printed_name(path), text, tuple(lines))


def read_source(path: Path, *, root: Path, limit_bytes: int = QUESTION_BYTES) -> Source:
    """Read a content file.

    Args:
        path: The file, at or below `root`.
        root: The content folder; no link may stand between it and the file.
        limit_bytes: The most bytes the file may have.

    Raises:
        Refused: It is no regular file, too large, not UTF-8, or holds what cannot be seen.
    """
    name = printed_name(path)
    raw = _read_bytes(path, name, root, limit_bytes)
    text = _decode(raw, name).replace("\r\n", "\n")
    source = source_from_text(text, path=path, name=name)
    problems = (*_lone_returns(source), *_hidden_characters(source), *_decomposed(source))
    if problems:
        raise Refused(problems)
    return source


def link_problem(path: Path, root: Path) -> Problem | None:
    """The problem of a path that is a link, or stands behind one, below the root."""
    below = path.relative_to(root)
    for count in range(1, len(below.parts) + 1):
        part = root.joinpath(*below.parts[:count])
        if part.is_symlink():
            return Problem(
                printed_name(part),
                1,
                1,
                "not-a-regular-file",
                "a link stands here",
                expected="a regular file or folder: links are not followed",
            )
    return None


def _read_bytes(path: Path, name: str, root: Path, limit_bytes: int) -> bytes:
    if linked := link_problem(path, root):
        raise Refused((linked,))
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            _refuse(name, "not-a-regular-file", "this is no regular file", "a regular file")
        if status.st_size > limit_bytes:
            _refuse_size(name, status.st_size, limit_bytes)
        with path.open("rb") as file:
            raw = file.read(limit_bytes + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        _refuse(name, "unreadable-file", f"the file cannot be read: {reason}", "a readable file")
    if len(raw) > limit_bytes:
        _refuse_size(name, len(raw), limit_bytes)
    return raw


def _refuse(name: str, rule: str, message: str, expected: str) -> None:
    raise Refused((Problem(name, 1, 1, rule, message, expected=expected),))


def _refuse_size(name: str, size_bytes: int, limit_bytes: int) -> None:
    _refuse(
        name,
        "file-too-large",
        f"the file has {counted(size_bytes, 'byte')}",
        f"at most {limit_bytes} bytes ({limit_bytes // 1024} KiB)",
    )


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        shown = raw.split(b"\n")[line - 1].rstrip(b"\r").decode("utf-8", "replace")
        message = f"byte 0x{raw[error.start]:02x} is not valid UTF-8"
        problem = Problem(
            name,
            line,
            column,
            "not-utf-8",
            message,
            expected="text in UTF-8; most editors offer it under `Save with encoding`",
            source_line=shown,
        )
        raise Refused((problem,)) from None


def _lone_returns(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.lines, 1):
        if (at := line.find("\r")) >= 0:
            yield source.problem(
                number,
                at + 1,
                "line-ending",
                "a carriage return stands without a line feed",
                expected="lines that end with a line feed, or with carriage return and line feed",
            )
            return  # an old Mac file has one on every line: one report is enough


def _hidden_characters(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.lines, 1):
        for match in HIDDEN.finditer(line.replace("\r", " ")):
            if _selects_emoji(line, match.start()):
                continue
            character = match.group()
            label = unicodedata.name(character, "a control character").lower()
            yield source.problem(
                number,
                match.start() + 1,
                "hidden-character",
                f"U+{ord(character):04X} ({label}) cannot be seen here",
                expected="characters that a reviewer can see",
                help="delete it",
            )
            break  # one a line: pasted text can hold thousands


def _selects_emoji(line: str, at: int) -> bool:
    """Whether a variation selector stands after a symbol, where it does only choose its style."""
    return line[at] in "\ufe0e\ufe0f" and at > 0 and unicodedata.category(line[at - 1]) == "So"


def _decomposed(source: Source) -> Iterator[Problem]:
    if unicodedata.is_normalized("NFC", source.text):
        return
    for number, line in enumerate(source.lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            yield _decomposed_problem(source, number, line)


def _decomposed_problem(source: Source, number: int, line: str) -> Problem:
    composed = unicodedata.normalize("NFC", line)
    same = next(
        (i for i, (ours, theirs) in enumerate(zip(line, composed, strict=False)) if ours != theirs),
        min(len(line), len(composed)),
    )
    return source.problem(
        number,
        min(same + 1, len(line)),
        "not-normalised",
        "a character is written in a decomposed form",
        expected=f"Unicode NFC: {composed[same : same + 1] or 'the composed character'!r}",
        note="two spellings that look the same would count as two words or two ids",
    )
