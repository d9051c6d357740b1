"""The form of the question itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import question_form


@pytest.mark.parametrize(
    "text",
    [
        "Which layout keeps the most sessions?",
        "What makes `rank=0` hold 3 GiB more than its peers?",
        "Which change (of those allowed) ends the kills?",
        "How many of the 1.5 million rows are read?",
    ],
)
def test_one_question_passes(text: str, small_question: Question) -> None:
    assert not list(question_form.check(replace(small_question, question_text=text)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Name the layout.", "the question does not end in `?`"),
        ("It is slow. Why is it slow?", "the question has 2 sentences"),
        (
            "Which of the following keeps the most?",
            "leans on its options with `Which of the following`",
        ),
        ("Which way does NOT copy?", "leans on its options with `NOT`"),
        ("Which statement is true?", "leans on its options with `statement is true`"),
        ("Why (how?) is it slow?", "two questions in one"),
        ("- Why is it slow?\n- How?", "sentence"),
    ],
)
def test_other_forms_are_found(text: str, message: str, small_question: Question) -> None:
    (problem, *_) = question_form.check(replace(small_question, question_text=text))
    assert message in problem.message


def test_a_missing_question_is_another_problem(small_question: Question) -> None:
    assert not list(question_form.check(replace(small_question, question_text="")))
