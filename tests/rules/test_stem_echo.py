"""Words that question and key share alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import stem_echo


def with_options(question: Question, *texts: str) -> Question:
    """The question with the texts of its options, the first of which is the key."""
    options = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(o, markdown=text) for o, text in options))


def test_another_form_of_the_word_is_found(small_question: Question) -> None:
    question = replace(small_question, question_text="Which change stops the copies?")
    question = with_options(question, "Copy it once.", "Keep it.", "Drop it.", "Wait.")
    (problem,) = stem_echo.check(question)
    assert problem.message.startswith("`Copy` stands in the question")


@pytest.mark.parametrize(
    ("asked", "distractor"),
    [
        ("Which change stops the copies?", "Copy it twice."),
        ("Which change stops the copies?", "Call `a.copy()`."),
        ("Which change keeps the most?", "Wait."),
        ("Which `copy` is made?", "Wait."),
        ("", "Wait."),
    ],
)
def test_shared_common_and_code_words_pass(
    asked: str, distractor: str, small_question: Question
) -> None:
    question = replace(small_question, question_text=asked)
    question = with_options(question, "Copy it, and keep it.", distractor, "Drop it.", "Leave.")
    assert not list(stem_echo.check(question))


def test_three_options_are_another_problem(small_question: Question) -> None:
    three = replace(small_question, options=small_question.options[:3])
    assert not list(stem_echo.check(three))
