"""Options that contain each other."""

from __future__ import annotations

from dataclasses import replace

from builder.question import Question
from builder.rules import option_overlap


def with_options(question: Question, *texts: str) -> Question:
    """The question with the texts of its options, the first of which is the key."""
    options = zip(question.options, texts, strict=True)
    return replace(question, options=tuple(replace(o, markdown=text) for o, text in options))


def test_a_contained_option_is_found(small_question: Question) -> None:
    question = with_options(
        small_question, "Copy the list.", "Copy the list twice.", "Keep.", "Drop."
    )
    (problem,) = option_overlap.check(question)
    assert problem.message == "another option contains this"
    assert problem.line == small_question.options[0].line


def test_equal_options_are_found_once(small_question: Question) -> None:
    question = with_options(small_question, "Copy  it", "copy it.", "Keep it.", "Drop it.")
    (problem,) = option_overlap.check(question)
    assert problem.message == "this option is the same as another"
    assert problem.line == small_question.options[1].line


def test_parts_of_words_are_no_overlap(small_question: Question) -> None:
    question = with_options(small_question, "Copy 1", "Copy 16", "Copy 12", "Copy 11")
    assert not list(option_overlap.check(question))
