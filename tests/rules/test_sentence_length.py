"""The number of words of a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import sentence_length
from tests.conftest import Workshop


@pytest.mark.parametrize(("words", "count"), [(25, 0), (26, 1)])
def test_the_bound_passes(words: int, count: int, small_question: Question) -> None:
    question = replace(small_question, mechanism_markdown="word " * (words - 1) + "end.")
    assert len(list(sentence_length.check(question))) == count


@pytest.mark.parametrize(
    "one",
    ["`a = b + c - d`", "3 × 4 × 5 = 60", "[word](https://example.org/a/b/c)"],
)
def test_formulas_code_and_links_are_one_word(one: str, small_question: Question) -> None:
    question = replace(small_question, mechanism_markdown="word " * 23 + f"then {one}.")
    assert not list(sentence_length.check(question))


def test_a_sentence_can_end_in_a_unit_or_a_letter(small_question: Question) -> None:
    text = f"{'word ' * 20}of 8 B. {'Word ' * 20}in C. {'Word ' * 20}end."
    assert not list(sentence_length.check(replace(small_question, mechanism_markdown=text)))


def test_tables_drawings_and_code_are_not_read(small_question: Question) -> None:
    long = "word " * 40
    text = f"So:\n\n| a |\n| --- |\n| {long} |\n\n```text\n{long}\n```\n"
    assert not list(sentence_length.check(replace(small_question, mechanism_markdown=text)))


def test_the_objective_is_read(small_question: Question) -> None:
    (problem,) = sentence_length.check(replace(small_question, objective="word " * 26))
    assert problem.message == "the objective has 26 words"


def test_a_sentence_of_marks_is_shown_by_its_line(workshop: Workshop) -> None:
    workshop.replace("A sort is stable", f"*A* **b** {'word ' * 25}sort is stable")
    (problem,) = workshop.found("sentence-length")
    assert problem.line == 55
