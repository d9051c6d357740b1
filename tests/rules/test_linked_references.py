"""Links against references."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.question import Question, Reference
from builder.rules import linked_references


def linking(question: Question, text: str, *urls: str) -> Question:
    references = tuple(Reference("Some source", url, 17) for url in urls)
    bare = tuple(replace(section, markdown="") for section in question.sections)
    return replace(question, mechanism_markdown=text, sections=bare, references=references)


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org/a) [b](https://example.org/b)",
        "[a](https://example.org/a#part) <https://example.org/b/>",
        '[a](<https://example.org/a>) [b](https://example.org/b "title")',
        "[a](https://example.org/a) [b](https://example.org/b) [q](other.md) [h](#heading)",
    ],
)
def test_agreement_passes(text: str, small_question: Question) -> None:
    question = linking(small_question, text, "https://example.org/a", "https://example.org/b#x")
    assert not list(linked_references.check(question))


def test_brackets_belong_to_an_address(small_question: Question) -> None:
    url = "https://example.org/a_(b)"
    assert not list(linked_references.check(linking(small_question, f"[a]({url})", url)))


def test_a_near_address_is_offered(small_question: Question) -> None:
    text = "[a](https://example.org/library/function.html)"
    question = linking(small_question, text, "https://example.org/library/functions.html")
    (unlisted, unlinked) = linked_references.check(question)
    assert unlisted.help == "did you mean `https://example.org/library/functions.html`?"
    assert unlinked.message == "this reference is linked nowhere"


@pytest.mark.parametrize("urls", [(), ("",)])
def test_missing_references_are_another_problem(
    urls: tuple[str, ...], small_question: Question
) -> None:
    question = linking(small_question, "[a](https://example.org/a)", *urls)
    assert not list(linked_references.check(question))
