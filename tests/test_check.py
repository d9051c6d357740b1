"""Running the rules, choosing files, and explaining."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.bank import Bank
from builder.check import (
    UnknownRuleError,
    check_bank,
    check_content,
    check_records,
    explain,
    registry,
    select,
)
from builder.problems import Problem
from tests.conftest import Workshop, rules_of


def test_the_small_bank_is_clean(small_bank: Bank) -> None:
    assert check_bank(small_bank) == []


def test_content_and_records_are_checked_apart(workshop: Workshop) -> None:
    (workshop.root / "ids.lock").unlink()
    workshop.replace("Sort by name at the very end:", "Always sort by name at the end:")
    bank, _ = workshop.load()
    assert rules_of(check_content(bank)) == {"cue-words"}
    assert rules_of(check_records(bank)) == {"unrecorded-id"}
    assert rules_of(check_bank(bank)) == {"cue-words", "unrecorded-id"}


def test_paths_choose_files_and_folders(workshop: Workshop) -> None:
    (workshop.root / "ids.lock").unlink()
    bank, _ = workshop.load()
    sorting = workshop.root / "basics" / "sorting"
    assert {problem.path for problem in check_bank(bank, paths=[sorting])} == {
        "content/basics/sorting/parcel-lookup.md",
        "content/basics/sorting/shop-order-list.md",
    }
    (problem,) = check_bank(bank, paths=[workshop.question])
    assert problem.path == "content/basics/sorting/shop-order-list.md"
    assert len(check_bank(bank, paths=[Path()])) == 3
    assert check_bank(bank, paths=[workshop.root / "basics" / "sort"]) == []


def test_without_paths_all_problems_are_sorted() -> None:
    problems = [Problem("b.md", 1, 1, "r", "m"), Problem("a.md", 1, 1, "r", "m")]
    assert [problem.path for problem in select(problems, [])] == ["a.md", "b.md"]


def test_markup_is_checked_in_every_passage(workshop: Workshop) -> None:
    for old in ("A shop prints", "The sort compares", "A sort is stable", "Two sorts are easy"):
        workshop.replace(old, f"[x](javascript:0) {old}")
    bank, _ = workshop.load()
    found = [problem for problem in check_content(bank) if problem.rule == "link-refused"]
    assert len(found) == 4


def test_a_partial_question_is_checked_too(workshop: Workshop) -> None:
    workshop.replace("time: 150\n", "")
    workshop.replace("Sort by name at the very end:", "Always sort by name at the end:")
    assert rules_of(workshop.content_problems()) == {"missing-key", "cue-words"}


def test_a_page_is_explained() -> None:
    page = explain("scenario-length")
    assert page.startswith("scenario-length\n===============\n\nA scenario has 40 to 190 words.\n")
    assert "Fails:" in page


def test_an_unknown_rule_is_refused_with_the_closest_one() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean `scenario-length`"):
        explain("scenario-lenght")
    with pytest.raises(UnknownRuleError, match=r"`zzz` is not a rule$"):
        explain("zzz")


def test_rules_are_in_alphabetical_order() -> None:
    assert list(registry()) == sorted(registry())
