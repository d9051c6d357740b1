"""The ledger of ids: what it refuses, what it records."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import ledger
from tests.conftest import Workshop, rules_of


def lock(workshop: Workshop) -> Path:
    return workshop.root / "ids.lock"


def found(workshop: Workshop) -> list[tuple[str, str]]:
    return [(p.rule, p.message) for p in ledger.problems(workshop.load()[0])]


def test_without_a_file_every_id_is_new(workshop: Workshop) -> None:
    lock(workshop).unlink()
    assert {rule for rule, _ in found(workshop)} == {"unrecorded-id"}
    bank, _ = workshop.load()
    assert ledger.update(bank) == 3
    assert not found(workshop)
    assert ledger.update(bank) == 0


def test_the_file_is_sorted_one_id_a_line(workshop: Workshop) -> None:
    before = lock(workshop).read_bytes()
    lock(workshop).write_bytes(b"".join(sorted(before.splitlines(keepends=True), reverse=True)))
    lines = lock(workshop).read_text().splitlines()
    (workshop.root / "ids.lock").write_text("\n".join(lines[:2]) + "\n")
    assert ledger.update(workshop.load()[0]) == 1
    assert lock(workshop).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A shop prints", "A store prints"),
        ("equal prices", "the same prices"),
        ("Sort by name at the very end", "Sort by name at last"),
    ],
)
def test_a_change_of_what_is_asked_needs_a_higher_revision(
    old: str, new: str, workshop: Workshop
) -> None:
    workshop.replace(old, new)
    (problem,) = ledger.problems(workshop.load()[0])
    assert problem.rule == "revision-not-raised"
    assert problem.help == "write `revision: 2`"
    workshop.replace("revision: 1", "revision: 2")
    assert found(workshop) == [("unrecorded-id", "the ledger has revision 1 of `shop-order-list`")]
    assert ledger.update(workshop.load()[0]) == 1
    assert not found(workshop)


def test_update_does_not_record_a_change_without_a_revision(workshop: Workshop) -> None:
    workshop.replace("A shop prints", "A store prints")
    assert ledger.update(workshop.load()[0]) == 0
    assert found(workshop)


def test_a_revision_is_not_lowered(workshop: Workshop) -> None:
    workshop.replace("revision: 2", "revision: 1", Path("basics/sorting/parcel-lookup.md"))
    assert found(workshop) == [("revision-not-raised", "revision 1 follows revision 2")]
    assert ledger.update(workshop.load()[0]) == 0


def test_explanations_may_change(workshop: Workshop) -> None:
    workshop.replace("A sort is stable", "Sorting is stable")
    assert not found(workshop)


def test_a_vanished_id_is_found_at_its_line(workshop: Workshop) -> None:
    workshop.question.unlink()
    (problem,) = ledger.problems(workshop.load()[0])
    assert (problem.rule, problem.line, problem.path) == ("vanished-id", 3, "content/ids.lock")


def test_a_partial_question_has_not_vanished(workshop: Workshop) -> None:
    workshop.replace("### Memory\n", "### Remarks\n")
    assert not found(workshop)


def test_a_retired_id_may_vanish_and_does_not_return(workshop: Workshop) -> None:
    text = lock(workshop).read_text()
    lock(workshop).write_text(text.replace('9fe"}', '9fe", "retired": true}'))
    assert found(workshop) == [
        ("reused-id", "`shop-order-list` was the id of a question that is retired")
    ]
    workshop.replace("revision: 1", "revision: 5")
    assert ledger.update(workshop.load()[0]) == 0
    workshop.question.unlink()
    assert not found(workshop)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<<<<<<< HEAD",
        "[]",
        "[" * 10_000,
        '{"id": "a"}',
        '{"id": "A", "revision": 1, "asks": "0123456789abcdef"}',
        '{"id": "a", "revision": 0, "asks": "0123456789abcdef"}',
        '{"id": "a", "revision": true, "asks": "0123456789abcdef"}',
        '{"id": "a", "revision": 1, "asks": "0123"}',
        '{"id": "a", "revision": 1, "asks": "0123456789abcdef", "retired": 1}',
        '{"id": "a", "revision": 1, "asks": "0123456789abcdef", "more": 1}',
    ],
)
def test_a_broken_line_is_found_and_nothing_is_written(line: str, workshop: Workshop) -> None:
    text = lock(workshop).read_text() + line + "\n"
    lock(workshop).write_text(text)
    workshop.replace("revision: 1", "revision: 2")
    assert "ledger-line" in {rule for rule, _ in found(workshop)}
    assert ledger.update(workshop.load()[0]) == 0
    assert lock(workshop).read_text() == text


def test_an_id_stands_once(workshop: Workshop) -> None:
    text = lock(workshop).read_text()
    lock(workshop).write_text(text + text.splitlines()[0] + "\n")
    assert found(workshop) == [("ledger-line", "`guest-name-column` stands twice")]


def test_an_unreadable_ledger_is_a_problem(workshop: Workshop) -> None:
    lock(workshop).unlink()
    lock(workshop).symlink_to("site.yaml")
    assert "not-a-regular-file" in rules_of(ledger.problems(workshop.load()[0]))
