"""Headings that are none of the format."""

from __future__ import annotations

import pytest

from tests.conftest import Workshop


@pytest.mark.parametrize("text", ["Mechanism\n=========", "Mechanism\n---------", "> ## Mechanism"])
def test_a_heading_inside_of_a_section_is_found(text: str, workshop: Workshop) -> None:
    workshop.replace("A sort is stable", f"{text}\n\nA sort is stable")
    (problem,) = workshop.found("unknown-heading")
    assert problem.message == "a heading stands inside of the mechanism"


@pytest.mark.parametrize("text", ["# Mechanism", "#### Mechanism", "## Mechanism ##"])
def test_a_heading_of_another_name_is_found(text: str, workshop: Workshop) -> None:
    workshop.replace("### Memory\n", f"{text}\n\nSo it is.\n\n### Memory\n")
    (problem,) = workshop.found("unknown-heading")
    assert problem.source_line == text


def test_a_comment_in_code_is_no_heading(workshop: Workshop) -> None:
    workshop.replace("wanted = ", "# Mechanism\n## Mechanism\nwanted = ")
    assert not workshop.found("unknown-heading")
