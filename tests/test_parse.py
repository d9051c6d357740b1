"""A question file as a record: every field, every line, and what survives a fault."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.bank import Bank
from builder.outline import OUTLINE
from builder.parse import parse_question
from builder.problems import Problem
from builder.question import Question, fingerprint
from builder.source import QUESTION_BYTES, source_from_text
from tests.conftest import QUESTION, SMALL, Workshop, rules_of

TEXT = (SMALL / QUESTION).read_text(encoding="utf-8")


def parse(text: str, bank: Bank) -> tuple[Question | None, list[Problem]]:
    source = source_from_text(text, path=Path("shop-order-list.md"), name="shop-order-list.md")
    return parse_question(source, bank.categories[0])


def changed(bank: Bank, old: str, new: str) -> tuple[Question, list[Problem]]:
    assert old in TEXT
    question, problems = parse(TEXT.replace(old, new, 1), bank)
    assert question
    return question, problems


def test_every_part_is_read(small_question: Question) -> None:
    question = small_question
    assert question.id == "shop-order-list"
    assert question.time_seconds == 150
    assert question.tags == ("sorting", "keys")
    assert [(number.value, number.kind, number.line) for number in question.numbers] == [
        ("17 comparisons", "derived", 13)
    ]
    assert [reference.line for reference in question.references] == [16, 18]
    assert question.question_text == "Which statement prints equal prices from A to Z?"
    assert question.question_line == 38
    assert question.scenario_line == 24
    assert [option.verdict for option in question.options] == ["right", "trap", "wrong", "wrong"]
    assert [option.line for option in question.options] == [42, 44, 46, 48]
    assert question.key_index == 0
    assert question.key.rationale_markdown.startswith("The sort compares prices alone")
    assert question.trap.rationale_line == 45
    assert len(question.distractors) == 3
    assert question.aloud.startswith("A stable sort keeps the order")
    assert question.aloud_line == 53
    assert [section.id for section in question.sections] == [
        "memory",
        "complexity",
        "trade-offs",
        "benchmarks",
        "when-to-use",
    ]
    assert [section.is_waived for section in question.sections] == [False] * 3 + [True, False]
    assert question.is_whole


def test_lines_of_every_passage_are_those_of_the_file(small_bank: Bank) -> None:
    for question in small_bank.questions:
        for _, text, line in question.passages():
            first = next(row for row in text.split("\n") if row.strip())
            shown = question.source.lines[line - 1 : line + 4]
            assert any(first.strip()[:30] in row for row in shown)
        for block in question.evidence:
            assert question.source.line(block.line) == block.code.split("\n")[0]


def test_the_spoken_line_is_blanked_out_of_the_mechanism(small_question: Question) -> None:
    assert "Aloud" not in small_question.mechanism_markdown
    offset = small_question.mechanism_markdown.split("\n").index(
        next(row for row in small_question.mechanism_markdown.split("\n") if row)
    )
    shown = small_question.source.line(small_question.mechanism_line + offset)
    assert shown.startswith("A sort is stable")


def test_sections_and_blocks_are_found_by_name(small_bank: Bank) -> None:
    question = small_bank.question("guest-name-column")
    assert question
    memory, bench = question.section("memory"), question.block("bench")
    assert memory
    assert memory.title == "Memory"
    assert bench
    assert "print(" in bench.code
    bare = replace(question, sections=(), evidence=())
    assert bare.section("memory") is None
    assert bare.block("proof") is None


def test_an_option_may_have_several_lines(small_bank: Bank) -> None:
    old = "- [ ] Sort by name at the very end: `return"
    question, problems = changed(
        small_bank, old, "- [ ] Sort by name\n  at the very end:\n\n  `return"
    )
    option = question.options[2]
    assert option.markdown.split("\n")[:4] == [
        "Sort by name",
        "at the very end:",
        "",
        "`return sorted(orders, key=name, reverse=False)`.",
    ]
    assert option.rationale_line == 50
    assert not problems


def test_an_option_may_hold_a_block_of_code(small_bank: Bank) -> None:
    old = "`return sorted(orders, key=name, reverse=False)`."
    question, problems = changed(small_bank, old, "so\n\n  ```python\n  sorted(x)\n  ```\n")
    assert "```python\nsorted(x)\n```" in question.options[2].markdown
    assert not problems


@pytest.mark.parametrize("marker", ["*", "+"])
def test_other_list_marks_are_lists_too(marker: str, small_bank: Bank) -> None:
    text = TEXT.replace("\n- [", f"\n{marker} [")
    question, problems = parse(text, small_bank)
    assert question
    assert not problems
    assert len(question.options) == 4


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        (
            "  > **Trap.**",
            "  > And\n\n  > **Trap.**",
            "option-form",
            "an option has two",
        ),
        (
            "and the dearest order is anywhere.",
            "so.\n\n  Text.",
            "option-form",
            "text stands",
        ),
        ("## Options\n", "## Options\n\nHere they are.\n", "option-form", "this stands outside"),
        ("**Trap.**", "**Right.**", "rationale-opening", "the rationale begins `**Right.**`"),
        ("**Trap.**", "**Trap**", "rationale-opening", "the rationale has no opening word"),
        ("A sort is stable", "> **Aloud.** Again.\n\nA sort is", "spoken-line", "a second spoken"),
        ("> **Aloud.**", "> Aloud:", "spoken-line", "the explanation has no spoken line"),
        ("## Evidence\n", "## Evidence\n\nSee below.\n", "evidence-blocks", "this is neither"),
        (
            "from operator",
            "x = 1\n```\n\n```python\nfrom operator",
            "evidence-blocks",
            "the evidence",
        ),
    ],
)
def test_faults_of_structure_are_found(
    old: str, new: str, rule: str, message: str, small_bank: Bank
) -> None:
    question, problems = changed(small_bank, old, new)
    assert not question.is_whole
    (problem,) = [problem for problem in problems if problem.rule == rule]
    assert problem.message.startswith(message)


@pytest.mark.parametrize(("level", "title"), OUTLINE)
def test_each_missing_section_is_found(level: int, title: str, small_bank: Bank) -> None:
    heading = f"\n{'#' * level} {title}\n"
    question, problems = changed(small_bank, heading, "\n")
    assert not question.is_whole
    assert f"`{heading.strip()}` is missing" in [problem.message for problem in problems]


def test_a_fence_that_is_never_closed_is_found_where_it_opens(small_bank: Bank) -> None:
    assert TEXT.endswith("```\n")
    _, problems = parse(TEXT[:-4], small_bank)
    (problem,) = problems
    assert (problem.rule, problem.source_line) == ("unclosed-fence", "```python")


def test_blocks_fenced_by_longer_marks_hold_shorter_ones(small_bank: Bank) -> None:
    new = "~~~~text\n```\n~~~\n### Not a heading\n~~~~\n\n### Complexity\n"
    _, problems = changed(small_bank, "### Complexity\n", new)
    assert not problems


def test_a_wrong_rationale_keeps_key_and_distractors_apart(small_bank: Bank) -> None:
    question, _ = changed(small_bank, "**Trap.**", "**Right.**")
    assert [option.verdict for option in question.options] == ["right", "wrong", "wrong", "wrong"]


def test_without_front_matter_there_is_no_question(small_bank: Bank) -> None:
    for text in ("", "\n", "# Title\n", "---\nid: a\n", "---\n"):
        question, (problem,) = parse(text, small_bank)
        assert question is None
        assert problem.rule == "no-front-matter"


def test_with_unreadable_front_matter_the_body_is_read_all_the_same(small_bank: Bank) -> None:
    question, problems = changed(small_bank, "title: Orders", "title: [Orders")
    assert question.id == "shop-order-list"
    assert not question.is_whole
    assert len(question.options) == 4
    assert rules_of(problems) == {"invalid-yaml"}


def test_a_missing_key_makes_a_question_partial(small_bank: Bank) -> None:
    question, problems = changed(small_bank, "time: 150\n", "")
    assert not question.is_whole
    assert rules_of(problems) == {"missing-key"}


def test_a_heading_in_quotes_or_code_is_none(small_bank: Bank) -> None:
    _, problems = changed(small_bank, "A sort is stable", "    ## Memory\n\nA sort is stable")
    assert not problems


def test_the_heading_that_was_meant_is_taken(small_bank: Bank) -> None:
    question, problems = changed(small_bank, "### Trade-offs", "### Tradeoff")
    assert rules_of(problems) == {"unknown-heading"}
    assert question.section("trade-offs")


def test_a_problem_at_a_key_underlines_its_value(small_question: Question) -> None:
    found = small_question.at_key("difficulty", "rule", "message")
    assert (found.line, found.column, found.length) == (5, 13, 6)
    listed = small_question.at_key("references", "rule", "message")
    assert (listed.line, listed.column, listed.length) == (15, 1, 10)
    absent = small_question.at_key("formerly", "rule", "message")
    assert (absent.line, absent.column) == (1, 1)
    assert small_question.in_key("tags", "absent", "rule", "message").column == 7


def test_the_fingerprint_is_that_of_what_is_asked(small_question: Question) -> None:
    same = replace(small_question, scenario_markdown=f"{small_question.scenario_markdown} \n")
    assert fingerprint(same) == fingerprint(small_question)
    assert fingerprint(replace(small_question, aloud="")) == fingerprint(small_question)
    for other in (
        replace(small_question, scenario_markdown="x"),
        replace(small_question, question_text="x"),
        replace(small_question, options=small_question.options[::-1]),
        replace(
            small_question,
            options=tuple(replace(o, is_marked=not o.is_marked) for o in small_question.options),
        ),
    ):
        assert fingerprint(other) != fingerprint(small_question)


BOMBS = {
    "brackets": "[" * 40_000,
    "stars": "*" * 40_000,
    "strong": "**a " * 10_000,
    "quotes": "> " * 20_000,
    "lists": "- " * 20_000,
    "headings": "## Memory\n" * 4_000,
    "fences": "```\n" * 10_000,
    "backticks": "`" + "` `" * 13_000,
    "tables": "|" * 20_000 + "\n" + "|-" * 10_000,
    "links": "[a](" * 10_000,
    "dollars": "$" * 40_000,
    "tags": "<a" * 20_000,
    "comments": "<!--" * 10_000,
    "words": "a " * 20_000,
    "sentences": "A. " * 13_000,
    "options": "- [ ] a\n" * 5_000,
    "boxes": "[x]" * 13_000,
    "aloud": "> **Aloud.**\n\n" * 2_800,
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("heading", ["### Memory", "## Options", "## Evidence"])
def test_a_bomb_is_checked_within_two_seconds(name: str, heading: str, workshop: Workshop) -> None:
    workshop.replace_section(heading, BOMBS[name])
    assert workshop.question.stat().st_size <= QUESTION_BYTES
    start = time.process_time()
    problems = workshop.content_problems()
    assert time.process_time() - start < 2
    assert problems


LINES = st.sampled_from(
    [
        *TEXT.splitlines()[:60],
        "---",
        "```",
        "```python",
        "~~~",
        "## Options",
        "### Memory",
        "- [x] a",
        "- [ ] ",
        "  > **Trap.** b",
        "> **Aloud.** c",
        "| a |",
        "| - |",
        "1. d",
        "    e",
        "",
        "====",
    ]
)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(LINES, max_size=60))
def test_no_arrangement_of_lines_raises(lines: list[str]) -> None:
    from builder.bank import load_bank
    from builder.check import _question_problems

    bank, _ = load_bank(SMALL)
    assert bank
    question, problems = parse("\n".join(lines), bank)
    assert problems or question
    if question:
        for problem in [*problems, *_question_problems(question)]:
            assert 1 <= problem.line <= max(1, len(lines))
            assert problem.column >= 1
