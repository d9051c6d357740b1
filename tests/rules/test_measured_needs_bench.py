"""Figures that are called measured."""

from __future__ import annotations

from dataclasses import replace

from builder.question import CodeBlock, Question
from builder.rules import measured_needs_bench


def with_bench(question: Question, code: str) -> Question:
    return replace(question, evidence=(*question.evidence, CodeBlock("bench", code, 90)))


def test_a_number_is_found(small_question: Question) -> None:
    number = replace(small_question.numbers[0], kind="measured")
    (problem,) = measured_needs_bench.check(replace(small_question, numbers=(number,)))
    assert problem.line == number.line


def test_a_block_that_prints_passes(small_question: Question) -> None:
    number = replace(small_question.numbers[0], kind="measured")
    question = with_bench(replace(small_question, numbers=(number,)), "print(1)\n")
    assert not list(measured_needs_bench.check(question))


def test_a_mute_block_is_found(small_question: Question) -> None:
    (problem,) = measured_needs_bench.check(with_bench(small_question, "sprint(1)\n"))
    assert problem.message == "the block prints nothing"


def test_a_missing_section_is_another_problem(small_question: Question) -> None:
    assert not list(measured_needs_bench.check(replace(small_question, sections=())))
