"""Sources that stand twice."""

from __future__ import annotations

from dataclasses import replace

from builder.question import Question
from builder.rules import repeated_reference


def test_what_follows_the_hash_does_not_count(small_question: Question) -> None:
    first = small_question.references[0]
    again = replace(first, url=first.url + "#part", line=18)
    (problem,) = repeated_reference.check(replace(small_question, references=(first, again)))
    assert problem.note == "the first stands on line 16"


def test_a_broken_address_is_another_problem(small_question: Question) -> None:
    empty = replace(small_question.references[0], url="")
    assert not list(repeated_reference.check(replace(small_question, references=(empty, empty))))
