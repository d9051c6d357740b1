"""The columns of drawings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question
from builder.rules import drawing_width
from tests.conftest import Workshop


@pytest.mark.parametrize(("columns", "count"), [(40, 0), (41, 1)])
def test_the_bound_passes(columns: int, count: int, small_question: Question) -> None:
    text = f"```text\nshort\n{'x' * columns}\n```\n"
    question = replace(small_question, mechanism_markdown=text)
    assert len(list(drawing_width.check(question))) == count


def test_code_may_be_wider(small_question: Question) -> None:
    text = f"```python\n{'x' * 80}\n```\n\n```\n{'x' * 80}\n```\n"
    assert not list(drawing_width.check(replace(small_question, mechanism_markdown=text)))


def test_the_caret_stands_below_what_is_too_much(workshop: Workshop) -> None:
    workshop.replace(
        "### Complexity\n", f"- So:\n\n  ```text\n  {'x' * 43}\n  ```\n\n### Complexity\n"
    )
    (problem,) = workshop.found("drawing-width")
    assert (problem.column, problem.length) == (43, 3)
