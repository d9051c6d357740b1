"""The lengths of options beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import option_length


def with_options(question: Question, *texts: str) -> Question:
    """The question with the texts of its options, the first of which is the key."""
    options = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(o, markdown=text) for o, text in options))


@pytest.mark.parametrize(("key", "count"), [(69, 1), (70, 0), (140, 0), (141, 1)])
def test_the_key_lies_near_the_mean_of_the_others(
    key: int, count: int, small_question: Question
) -> None:
    question = with_options(small_question, "k" * key, "a" * 100, "b" * 100, "c" * 100)
    assert len(list(option_length.check(question))) == count


@pytest.mark.parametrize(("longest", "count"), [(180, 0), (181, 1)])
def test_the_longest_is_at_most_so_much_longer(
    longest: int, count: int, small_question: Question
) -> None:
    question = with_options(small_question, "k" * 120, "a" * 100, "b" * longest, "c" * 120)
    assert len(list(option_length.check(question))) == count


def test_what_is_shown_counts(small_question: Question) -> None:
    marked = "**[a](https://example.org/some/long/address)**" + "a" * 99
    question = with_options(small_question, marked, "a" * 100, "b" * 100, "c" * 100)
    assert not list(option_length.check(question))


def test_three_options_or_no_key_are_other_problems(small_question: Question) -> None:
    three = replace(small_question, options=small_question.options[:3])
    unmarked = tuple(replace(option, is_marked=False) for option in small_question.options)
    assert not list(option_length.check(three))
    assert not list(option_length.check(replace(small_question, options=unmarked)))
