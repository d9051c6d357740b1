"""Ledger: every id that was ever published, with its revision and what it asked.

`content/ids.lock` holds one JSON object a line, sorted by id, so that two branches merge. It is
written by `build.py check --update-ledger`, which adds and raises but never forgets: an id that
vanished stays until its line says `"retired": true`, and a retired id is not given again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.bank import LEDGER_NAME, Bank
from builder.fields import SLUG_PATTERN
from builder.problems import Problem, quoted, sorted_problems
from builder.question import Question, fingerprint
from builder.source import COLLECTION_BYTES, Refused, Source, read_source

_UPDATE = "run `python build.py check --update-ledger`"
_LINE = '{"id": "some-id", "revision": 1, "asks": "0123456789abcdef"}'


@dataclass(frozen=True, slots=True)
class Record:
    """What the ledger knows of an id."""

    id: str
    revision: int
    asks: str
    """The fingerprint of scenario, question, options and key at this revision."""
    is_retired: bool = False
    line: int = 0

    def to_json(self) -> str:
        """The record as its line."""
        values: dict[str, str | int] = {
            "id": self.id,
            "revision": self.revision,
            "asks": self.asks,
        }
        return json.dumps({**values, "retired": True} if self.is_retired else values)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file as it was read."""

    source: Source | None
    records: Mapping[str, Record]
    problems: tuple[Problem, ...]


def read_ledger(root: Path) -> Ledger:
    """Read the ledger of a content folder; a missing file is an empty ledger."""
    path = root / LEDGER_NAME
    if not path.exists() and not path.is_symlink():
        return Ledger(None, {}, ())
    try:
        source = read_source(path, root=root, limit_bytes=COLLECTION_BYTES)
    except Refused as refused:
        return Ledger(None, {}, refused.problems)
    records: dict[str, Record] = {}
    problems = []
    for number, line in enumerate(source.lines, 1):
        record = _record(line, number)
        if record is None or record.id in records:
            problems.append(_invalid(source, number, record))
        else:
            records[record.id] = record
    return Ledger(source, records, tuple(problems))


def _record(line: str, number: int) -> Record | None:
    try:
        values = json.loads(line)
        return _valid(values, number) if isinstance(values, dict) else None
    except (ValueError, RecursionError):
        return None


def _valid(values: dict[str, object], number: int) -> Record | None:
    name, revision, asks = values.get("id"), values.get("revision"), values.get("asks")
    is_retired = values.get("retired", False)
    if not (isinstance(name, str) and re.fullmatch(SLUG_PATTERN, name)):
        return None
    if isinstance(revision, bool) or not isinstance(revision, int) or revision < 1:
        return None
    if not (isinstance(asks, str) and re.fullmatch(r"[0-9a-f]{16}", asks)):
        return None
    if not isinstance(is_retired, bool) or values.keys() - {"id", "revision", "asks", "retired"}:
        return None
    return Record(name, revision, asks, is_retired, number)


def _invalid(source: Source, number: int, record: Record | None) -> Problem:
    message = f"`{record.id}` stands twice" if record else "this is not a line of the ledger"
    return source.at(
        number,
        "",
        "ledger-line",
        message,
        expected=f"each id once, as {_LINE}",
        help="after a conflict, keep the lines of both sides",
    )


def problems(bank: Bank) -> list[Problem]:
    """Compare the questions with the ledger."""
    ledger = read_ledger(bank.root)
    found = list(ledger.problems)
    for question in bank.questions:
        found.extend(_question_problems(question, ledger.records.get(question.id)))
    found.extend(_vanished(bank, ledger))
    return sorted_problems(found)


def _question_problems(question: Question, record: Record | None) -> Iterator[Problem]:
    if record is None:
        message = f"`{question.id}` is not in the ledger"
        expected = f"a line in {LEDGER_NAME}"
        yield question.at_key("id", "unrecorded-id", message, expected=expected, help=_UPDATE)
    elif record.is_retired:
        message = f"`{question.id}` was the id of a question that is retired"
        yield question.at_key("id", "reused-id", message, expected="an id that was never given")
    elif question.revision < record.revision:
        message = f"revision {question.revision} follows revision {record.revision}"
        yield question.at_key(
            "revision",
            "revision-not-raised",
            message,
            expected=f"{record.revision} or higher: revisions and ids are not used again",
        )
    elif question.revision > record.revision:
        message = f"the ledger has revision {record.revision} of `{question.id}`"
        yield question.at_key(
            "revision", "unrecorded-id", message, expected="the ledger up to date", help=_UPDATE
        )
    elif fingerprint(question) != record.asks:
        yield question.at_key(
            "revision",
            "revision-not-raised",
            f"scenario, question, options or key changed since revision {record.revision}",
            expected="a higher revision, so that learners see that the question changed",
            help=f"write `revision: {record.revision + 1}`",
        )


def _vanished(bank: Bank, ledger: Ledger) -> Iterator[Problem]:
    known = bank.present_ids | {
        former for question in bank.all_questions for former in question.formerly
    }
    for record in ledger.records.values():
        if record.id not in known and not record.is_retired and ledger.source:
            yield ledger.source.at(
                record.line,
                f'"{record.id}"',
                "vanished-id",
                f"{quoted(record.id)} is the id of no question any more",
                expected=f"the question, or one that says `formerly: [{record.id}]`",
                note='to give a question up for ever, add `"retired": true` to this line',
            )


def update(bank: Bank) -> int:
    """Add new ids and raised revisions to the ledger; leave the rest as it is.

    Returns:
        How many lines were added or changed; the file is untouched where it is 0.
    """
    ledger = read_ledger(bank.root)
    if ledger.problems:
        return 0
    records = dict(ledger.records)
    for question in bank.questions:
        record = records.get(question.id)
        if record is None or (not record.is_retired and question.revision > record.revision):
            records[question.id] = Record(question.id, question.revision, fingerprint(question))
    changed = sum(records[name] != ledger.records.get(name) for name in records)
    if changed:
        _write(bank.root / LEDGER_NAME, records.values())
    return changed


def _write(path: Path, records: Iterable[Record]) -> None:
    rows = [record.to_json() for record in sorted(records, key=lambda record: record.id)]
    staged = path.with_name(f".{path.name}.new")
    staged.write_text("\n".join(rows) + "\n", encoding="utf-8")
    staged.replace(path)
