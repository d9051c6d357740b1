"""Figures that no question shows."""

from __future__ import annotations

from tests.conftest import Workshop


def test_a_figure_that_is_shown_passes(workshop: Workshop) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'
    (workshop.question.parent / "runs.svg").write_text(drawing, encoding="utf-8")
    assert workshop.found("unused-figure")
    workshop.replace("### Complexity\n", "![Two runs](runs.svg)\n\n### Complexity\n")
    assert not workshop.found("unused-figure")
