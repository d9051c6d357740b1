"""The file that a new question starts from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.bank import Bank
from builder.skeleton import SkeletonError, new_question
from tests.conftest import Workshop, rules_of

TO_FILL_IN = {
    "to-do",
    "scenario-length",
    "rationale-length",
    "mechanism-length",
    "explanation-length",
    "spoken-line-form",
    "benchmark-bullets",
    "unrecorded-id",
    "evidence-unproved",
}
"""What an empty text brings with it; none of these is the skeleton's own fault."""


def test_it_passes_but_for_what_the_author_must_say(workshop: Workshop) -> None:
    bank, _ = workshop.load()
    skeleton = new_question(bank, "sorting", "new-one")
    assert skeleton.path == workshop.root / "basics" / "sorting" / "new-one.md"
    skeleton.path.write_text(skeleton.text, encoding="utf-8")
    assert workshop.load()[0].question("new-one"), "it is whole"
    assert rules_of(workshop.problems()) <= TO_FILL_IN
    assert len(workshop.found("to-do")) == skeleton.text.count("TODO")


def test_it_takes_the_topic_that_lacks_most(workshop: Workshop) -> None:
    bank, _ = workshop.load()
    assert "topic: encodings\n" in new_question(bank, "text", "new-one").text


def test_the_category_may_stand_behind_its_checkpoint(small_bank: Bank) -> None:
    assert new_question(small_bank, "basics/sorting", "new-one").path.parent.name == "sorting"


@pytest.mark.parametrize(
    ("category", "question", "message"),
    [
        ("sortng", "new-one", "`sortng` is not a category: did you mean `sorting`"),
        ("zzz", "new-one", "`zzz` is not a category: expected one of `sorting` or `text`"),
        ("other/sorting", "new-one", "`other/sorting` is not a category"),
        ("sorting", "New", "`New` is no valid id"),
        ("sorting", "../a", "no valid id"),
        ("sorting", "a" * 61, "no valid id"),
        ("sorting", "guest-name-column", "`guest-name-column` is taken by"),
        ("sorting", "parcel-search", "`parcel-search` is taken by"),
    ],
)
def test_what_cannot_be_made_is_refused(
    category: str, question: str, message: str, small_bank: Bank
) -> None:
    with pytest.raises(SkeletonError) as caught:
        new_question(small_bank, category, question)
    assert message in str(caught.value)


def test_no_file_is_overwritten(workshop: Workshop) -> None:
    (workshop.root / "basics" / "sorting" / "new-one.md").symlink_to("absent")
    with pytest.raises(SkeletonError, match="already"):
        new_question(workshop.load()[0], "sorting", "new-one")


def test_an_empty_bank_gives_placeholders(workshop: Workshop) -> None:
    bank, _ = workshop.load()
    text = new_question(replace(bank, misconceptions={}, abilities={}), "text", "new-one").text
    assert "misconception: some-belief" in text
