"""Code and numbers in some options."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import option_specificity


def with_options(question: Question, *texts: str) -> Question:
    """The question with the texts of its options, the first of which is the key."""
    options = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(o, markdown=text) for o, text in options))


@pytest.mark.parametrize(
    "texts",
    [
        ("Copy.", "Keep.", "Drop.", "Wait."),
        ("Copy 1.", "Keep 2.", "Drop 3.", "Wait 4."),
        ("Copy 1.", "Keep two.", "Drop half.", "Wait 4."),
        ("Copy `a`.", "Keep `b`.", "Drop `c1`.", "Wait `d`."),
        ("Use float64.", "Use doubles.", "Use halves.", "Use words."),
        ("Copy two.", "Keep.", "Drop.", "Wait."),
    ],
)
def test_all_or_none_pass(texts: tuple[str, ...], small_question: Question) -> None:
    assert not list(option_specificity.check(with_options(small_question, *texts)))


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        (("Copy `a`.", "Keep.", "Drop.", "Wait."), 0),
        (("Copy `a`.", "Keep `b`.", "Drop.", "Wait `d`."), 2),
        (("Copy.", "Keep 2.", "Drop.", "Wait."), 1),
        (("Copy 1.", "Keep 2.", "Drop 3.", "Wait."), 3),
    ],
)
def test_the_odd_one_is_found(texts: tuple[str, ...], odd: int, small_question: Question) -> None:
    (problem,) = option_specificity.check(with_options(small_question, *texts))
    assert problem.line == small_question.options[odd].line


def test_three_options_are_another_problem(small_question: Question) -> None:
    three = replace(small_question, options=small_question.options[:3])
    assert not list(option_specificity.check(three))
