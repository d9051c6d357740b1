"""What is left to be written."""

from __future__ import annotations

from tests.conftest import Workshop


def test_each_line_is_found(workshop: Workshop) -> None:
    workshop.replace("A sort is stable", "TODO: say what is stable. A sort is stable")
    workshop.replace("assert 2**16", "# TODO\nassert 2**16")
    first, second = workshop.found("to-do")
    assert first.expected.startswith("say what is stable")
    assert second.expected == ""


def test_parts_of_words_are_none(workshop: Workshop) -> None:
    workshop.replace("A sort is stable", "MASTODON and todo: a sort is stable")
    assert not workshop.found("to-do")
