"""Topics of the category."""

from __future__ import annotations

from tests.conftest import Workshop


def test_a_topic_of_a_neighbour_is_found(workshop: Workshop) -> None:
    workshop.replace("topic: stability", "topic: encodings")
    (problem,) = workshop.found("unknown-topic")
    assert problem.message == "`encodings` is not a topic of `sorting`"
    assert problem.help == ""


def test_a_missing_topic_is_another_problem(workshop: Workshop) -> None:
    workshop.replace("topic: stability\n", "")
    assert not workshop.found("unknown-topic")
