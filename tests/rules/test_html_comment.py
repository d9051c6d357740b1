"""Comments that would be shown."""

from __future__ import annotations

from tests.conftest import Workshop


def test_the_line_is_that_of_the_comment(workshop: Workshop) -> None:
    workshop.replace("Both ways take", "`<!-- code -->` is code.\n\n<!-- a\nb --> Both ways take")
    (problem,) = workshop.found("html-comment")
    assert problem.source_line == "<!-- a"


def test_a_comment_in_a_block_of_code_passes(workshop: Workshop) -> None:
    workshop.replace("### Complexity\n", "```html\n<!-- so -->\n```\n\n### Complexity\n")
    assert not workshop.found("html-comment")
