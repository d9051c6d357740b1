"""How a problem looks where it is printed."""

from __future__ import annotations

import pytest

from builder.problems import (
    EXCERPT_COLUMNS,
    Problem,
    closest,
    counted,
    format_github,
    format_text,
    listed,
    quoted,
    sorted_problems,
    summary,
)

PROBLEM = Problem(
    "content/strides.md",
    4,
    1,
    "unknown-key",
    "`tilte` is not a front-matter key",
    expected="one of `id`, `title`",
    help="did you mean `title`?",
    note="keys stand above the first heading",
    source_line="tilte: Why is this view slow?",
    length=5,
)


def test_a_problem_is_printed_whole() -> None:
    assert format_text([PROBLEM], color=False) == (
        "content/strides.md:4:1: unknown-key: `tilte` is not a front-matter key\n"
        "  4 | tilte: Why is this view slow?\n"
        "    | ^^^^^\n"
        "  expected: one of `id`, `title`\n"
        "  help: did you mean `title`?\n"
        "  note: keys stand above the first heading\n"
    )


def test_without_a_line_the_head_stands_alone() -> None:
    problem = Problem("site.yaml", 1, 1, "missing-file", "`site.yaml` is missing")
    assert format_text([problem], color=False) == (
        "site.yaml:1:1: missing-file: `site.yaml` is missing\n"
    )


def test_colour_adds_nothing_but_colour() -> None:
    colored = format_text([PROBLEM], color=True)
    assert "\x1b[" in colored
    plain = "".join(part.partition("m")[2] for part in ("\x1b[m" + colored).split("\x1b["))
    assert plain == format_text([PROBLEM], color=False)


def caret(line: str, column: int, length: int = 1) -> tuple[str, str]:
    """The author's line and the carets below it as they are printed."""
    problem = Problem("a.md", 7, column, "rule", "message", source_line=line, length=length)
    _, shown, carets = format_text([problem], color=False).splitlines()
    return shown.removeprefix("  7 | "), carets.removeprefix("    | ")


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "carets"),
    [
        ("abc", 2, 1, "abc", " ^"),
        ("abc", 4, 1, "abc", "   ^"),
        ("abc", 9, 3, "abc", "   ^"),
        ("a\tbc", 3, 2, "a bc", "  ^^"),
        ("日本語", 2, 1, "日本語", "  ^^"),
        ("e\u0301x", 3, 1, "e\u0301x", " ^"),
        ("a\u202eb", 2, 1, "a\\u202eb", " ^^^^^^"),
        ("a\U000e0001b", 3, 1, "a\\U000e0001b", "           ^"),
        ("abc", 2, 99, "abc", " ^^"),
    ],
)
def test_carets_stand_below_the_place(
    line: str, column: int, length: int, shown: str, carets: str
) -> None:
    assert caret(line, column, length) == (shown, carets)


@pytest.mark.parametrize(("column", "length"), [(1, 1), (60, 4), (150, 10), (300, 1), (301, 1)])
def test_a_long_line_is_cut_around_the_place(column: int, length: int) -> None:
    line = "".join(chr(0x4E00 % 0x80 + 0x30 + number % 70) for number in range(300))
    shown, carets = caret(line, column, length)
    assert len(shown) <= EXCERPT_COLUMNS + 2
    start = len(carets) - len(carets.lstrip())
    assert (shown + " ")[start : start + length].strip("… ") == line[column - 1 :][:length]


def test_control_characters_are_escaped_everywhere() -> None:
    problem = Problem("a\nb.md", 1, 1, "rule", "\x1b[31m", expected="\u200b", source_line="\x00")
    for printed in (format_text([problem], color=False), format_github([problem])):
        assert not set(printed) & set("\x1b\u200b\x00")
    assert "a\\u000ab.md" in format_text([problem], color=False)


def test_annotations_escape_what_the_runner_would_read() -> None:
    problem = Problem("a,b:c.md", 3, 2, "rule", "50 % :: off", help="so", length=4)
    assert format_github([problem]) == (
        "::error file=a%2Cb%3Ac.md,line=3,col=2,endColumn=6,title=rule::50 %25 :: off%0Ahelp: so\n"
    )


def test_problems_are_sorted_by_place_without_repetitions() -> None:
    later = Problem("a.md", 10, 1, "rule", "message")
    sooner = Problem("a.md", 9, 3, "rule", "message")
    assert sorted_problems([later, sooner, later]) == [sooner, later]


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        ([], "no problems"),
        ([PROBLEM], "1 problem in 1 file"),
        ([PROBLEM, Problem("b.md", 1, 1, "r", "m")], "2 problems in 2 files"),
    ],
)
def test_the_summary_counts(problems: list[Problem], text: str) -> None:
    assert summary(problems) == text


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("tilte", ["title", "topic"], "did you mean `title`?"),
        ("MEMORY", ["Memory"], "did you mean `Memory`?"),
        ("title", ["title"], ""),
        ("zebra", ["title", "topic"], ""),
        ("", [], ""),
    ],
)
def test_a_word_is_offered_when_it_is_nearly_certain(
    word: str, known: list[str], found: str
) -> None:
    assert closest(word, known) == found


def test_small_words() -> None:
    assert quoted("a\n  b") == "`a b`"
    assert quoted("x" * 80) == f"`{'x' * 57}...`"
    assert listed([]) == "nothing"
    assert listed(["a"]) == "`a`"
    assert listed(["a", "b", "c"]) == "one of `a`, `b` or `c`"
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(2, "entry", "entries") == "2 entries"
