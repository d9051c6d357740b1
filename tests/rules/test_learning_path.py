"""The steps of the learning path."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.bank import Bank
from builder.rules import learning_path
from tests.conftest import Workshop

PATH = Path("learning-path.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("days: 4-7", "days: 7-4", "the step ends before it begins"),
        ("days: 4-7", 'days: "3"', "the step begins on day 3"),
        ("categories: [text]", "review: false", "a step studies categories or plans reviews"),
        ("review: true", "review: true, categories: [text]", "a step studies categories or plans"),
    ],
)
def test_faults_are_found(old: str, new: str, message: str, workshop: Workshop) -> None:
    workshop.replace(old, new, PATH)
    (problem,) = workshop.found("learning-path")
    assert problem.message.startswith(message)


def test_days_may_be_left_out(workshop: Workshop) -> None:
    workshop.replace("days: 4-7", 'days: "6"', PATH)
    assert not workshop.found("learning-path")


def test_a_bank_made_in_memory_has_no_lines_to_show(small_bank: Bank) -> None:
    assert not list(learning_path.check_bank(replace(small_bank, sources={})))
