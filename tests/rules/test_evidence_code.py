"""Evidence as Python."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import CodeBlock, Question
from builder.rules import evidence_code


@pytest.mark.parametrize(
    "code", ["x = (", "x = \x00", "if:", "x = " + "(" * 300, "  x = 1", "x = " + "-" * 50_000 + "1"]
)
def test_what_does_not_parse_is_found(code: str, small_question: Question) -> None:
    block = CodeBlock("bench", code, 89)
    (problem,) = evidence_code.check(replace(small_question, evidence=(block,)))
    assert problem.line >= 89
    assert problem.column >= 1


def test_a_doubtful_escape_passes(small_question: Question) -> None:
    """It is a warning of the interpreter, and warnings are errors in these tests."""
    block = CodeBlock("proof", 'assert "\\d"\n', 89)
    assert not list(evidence_code.check(replace(small_question, evidence=(block,))))


def test_a_fault_at_the_end_stays_in_the_file(small_question: Question) -> None:
    last = len(small_question.source.lines)
    block = CodeBlock("proof", "def f():\n", last)
    (problem,) = evidence_code.check(replace(small_question, evidence=(block,)))
    assert problem.line == last
