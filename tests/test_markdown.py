"""Markdown: what authors write, what readers and checks get."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from builder import figures, markdown
from builder.check import registry
from builder.markdown import (
    block_tokens,
    count_words,
    plain_text,
    render_block,
    render_inline,
    sentences,
)
from builder.source import Source, source_from_text

FIXTURES = Path(__file__).parent / "markdown"
FOLDER = FIXTURES / "bank" / "numpy"


def source(text: str) -> Source:
    return source_from_text(text, path=FOLDER / "here.md", name="here.md")


def shown(text: str) -> str:
    """The HTML, and each problem as `! line:column rule: message`."""
    rendered = render_block(
        text, source=source(text), first_line=1, id_prefix="p-", heading_offset=2, root="../"
    )
    problems = [f"! {p.line}:{p.column} {p.rule}: {p.message}\n" for p in rendered.problems]
    html = (
        rendered.html if not rendered.html or rendered.html.endswith("\n") else rendered.html + "\n"
    )
    return html + "".join(problems)


def cases() -> list[object]:
    return [
        pytest.param(text, expected, id=f"{path.stem}:{line} {title}")
        for path in sorted(FIXTURES.glob("*.md"))
        for line, title, text, expected in read_fixture_file(path)
    ]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_fixture(text: str, expected: str) -> None:
    """Every case of `tests/markdown` gives the HTML and the problems that stand below it."""
    assert shown(text.removesuffix("\n")) == expected


# --- HTML


def test_inline_text_has_no_paragraph() -> None:
    """A title is rendered without blocks, and its line ends become spaces."""
    rendered = render_inline("A `b`\nof **c**", source=source("A `b`\nof **c**"), first_line=1)
    assert rendered.html == "A <code>b</code> of <strong>c</strong>"
    assert rendered.problems == ()


def test_inline_text_takes_no_picture() -> None:
    """A picture inside of an option is refused."""
    text = "![x](rows.svg)"
    rendered = render_inline(text, source=source(text), first_line=1)
    assert [problem.rule for problem in rendered.problems] == ["image-refused"]


@pytest.mark.parametrize("render", [render_block, render_inline])
def test_too_complex_text_is_not_parsed(render: object) -> None:
    """A text that would take the parser long is refused at its first line."""
    for text in ("[" * 1001, "$" * 1001, "a\n" * 2001, "> " * 9 + "a"):
        rendered = render(text, source=source(text), first_line=1)  # type: ignore[operator]
        assert [problem.rule for problem in rendered.problems] == ["text-too-complex"]
        assert rendered.html == ""
        assert block_tokens(text) == []


def test_problem_lines_are_those_of_the_file() -> None:
    """A slice in the middle of a file reports the lines of the file."""
    whole = source("---\nid: x\n---\n\n## Scenario\n\nOne.\n\nSee [a](gone.md).\n")
    rendered = render_block("One.\n\nSee [a](gone.md).", source=whole, first_line=7)
    (problem,) = rendered.problems
    assert (problem.line, problem.column, problem.length) == (9, 9, len("gone.md"))
    assert problem.source_line == "See [a](gone.md)."


def test_problem_beyond_the_file_points_to_its_end() -> None:
    """A text that does not stand in its file still has a place."""
    rendered = render_inline("[x](gone.md)", source=source(""), first_line=9)
    assert [(problem.line, problem.column) for problem in rendered.problems] == [(1, 1)]


def test_mathematics_is_reported() -> None:
    """A page knows whether it needs the mathematics font."""
    assert not render_block("x", source=source("x"), first_line=1).has_mathematics
    assert render_inline("$x$", source=source("$x$"), first_line=1).has_mathematics


def test_nothing_vanishes() -> None:
    """Words at every depth are shown, or a problem says that they cannot be."""
    for depth in range(1, 12):
        for text in (">" * depth + " word", "".join("  " * i + "- word\n" for i in range(depth))):
            rendered = render_block(text, source=source(text), first_line=1)
            wanted = text.count("word")
            assert rendered.problems or rendered.html.count("word") == wanted


def test_figures_have_ids_of_their_own() -> None:
    """Two figures of one text do not share an id."""
    text = "![a](rows.svg)\n\n![b](rows.svg)"
    html = render_block(text, source=source(text), first_line=1, id_prefix="s-").html
    ids = re.findall(r' id="([^"]+)"', html)
    assert ids == ["s-figure-1-tip", "s-figure-2-tip"]


def test_all_problems_are_documented() -> None:
    """Every rule that the module reports has a page for `explain`."""
    code = Path(markdown.__file__).read_text(encoding="utf-8")
    reported = set(re.findall(r'"((?:[a-z]+-)+[a-z]+)", (?:message|reason|str\(|f?")', code))
    assert reported
    assert reported <= registry().keys()


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    '![x](rows.svg" onload="alert(1))',
    "<javascript:alert(1)>",
    '<https://example.org/"onclick=alert(1)>',
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "| <script> |\n|---|\n| <img onerror=x> |",
    "$\\text{<script>}$",
    "$\\style{x}{y}$",
    "# <img onerror=x>",
    '!["><script>](rows.svg)',
    '![x](rows.svg "<script>")',
    '```dot "><script>\ndigraph { a [label="<script>"] }\n```',
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_stays_text(payload: str) -> None:
    """No payload becomes an element, a handler, a style or an address."""
    _assert_harmless(render_block(payload, source=source(payload), first_line=1).html)


def _assert_harmless(html: str) -> None:
    tags = re.findall(r"<[a-zA-Z][^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert not [tag for tag in tags if re.match(r"<(script|img|iframe|style|object)\b", tag)]
    assert not [tag for tag in tags if re.search(r"\s(on\w+|style|src)\s*=", tag)]
    assert not re.search(r'href="(?!https?:|#|questions/)', html)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PAYLOADS, "\n", "\n\n", "> ", "- ", "  ", "*", "`", "$", "|", "[", "]("]),
        max_size=12,
    )
)
def test_mixed_payloads_stay_text(pieces: list[str]) -> None:
    """Nor do payloads cut into each other and into markup."""
    text = "".join(piece for piece in pieces if "dot" not in piece)
    _assert_harmless(render_block(text, source=source(text), first_line=1).html)


BOMBS = {
    "brackets": "[" * 1000 + "](a)" * 1000,
    "pictures": "![" * 1000,
    "stars": "*a_b**c__ " * 6_000,
    "backticks": "".join("`" * i + " " for i in range(350)),
    "table": "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n" + "|x|\n" * 1_000,
    "rows": "|a|b|\n|-|-|\n" + "x\n" * 1_900,
    "formulas": "".join(f"$x^{{{i}}}$ " for i in range(499)),
    "parentheses": "(" * 60_000,
    "capitals": "A. " * 20_000,
    "entities": "&amp;" * 12_000,
    "lists": "> - " * 15_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_ends_in_time(name: str) -> None:
    """The worst texts of 64 KiB are rendered and counted, or refused, within the promised time."""
    text = BOMBS[name][:65_536]
    started = time.process_time()
    render_block(text, source=source(text), first_line=1)
    count_words(text)
    sentences(text)
    allowed = 12 if sys.gettrace() else 2  # a measurement of coverage slows Python down
    assert time.process_time() - started < allowed


# --- words


def test_plain_text_leaves_out_code_blocks_and_tables() -> None:
    """Words are what a reader reads: without blocks of code, tables, addresses and marks."""
    text = (
        "One **two** `three four`\n[five](https://six.example).\n\n```python\nseven\n```\n\n"
        "| eight |\n|---|\n| nine |\n\n> ten $x^2$"
    )
    assert plain_text(text) == "One two three four five.\nten x^2"
    assert plain_text("![seven](eight.svg)\n\nnine") == "nine"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Three plain words.", 3),
        ("`np.clip(x, -3.0, 3.0)` clips", 2),
        ("The batch is 256 × 224 × 3 × 4 B = 147 MiB", 6),
        ("a - b, well - known", 4),
        ("10 - 3 left", 2),
        ("$x + y$ is a sum", 4),
        ("x = ", 1),
        ("= x", 1),
        ("- one\n- two\n\n> three", 3),
        ("# A heading\n\nand words", 4),
    ],
)
def test_count_words(text: str, count: int) -> None:
    """Code and formulas are one word each; signs alone are none."""
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "See e.g. Table 3, i.e. Figure 4, et al. Here.",
            ["See e.g. Table 3, i.e. Figure 4, et al. Here."],
        ),
        ("It ends. `copy=False` begins.", ["It ends.", "copy=False begins."]),
        ("It takes 3.5 ms. 4 remain.", ["It takes 3.5 ms.", "4 remain."]),
        ("Each takes 4 B. The rest is free.", ["Each takes 4 B.", "The rest is free."]),
        ('He said "No." Then left.', ['He said "No."', "Then left."]),
        ("Call `f(a. B)` now.", ["Call f(a.␣B) now."]),
        (
            "Version 2.1 or later (see below). it goes on",
            ["Version 2.1 or later (see below). it goes on"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Sentences end at a full stop before a capital, a figure or code, not at short forms."""
    assert [sentence for _, sentence in sentences(text)] == expected


def test_sentences_know_their_lines() -> None:
    """Lines count from 0 in the text; paragraphs and items end a sentence."""
    text = "One goes\nover lines. Two\n\n- three\n- four\n\n```text\nFive.\n```\n\nSix."
    assert sentences(text) == [
        (0, "One goes over lines."),
        (1, "Two"),
        (3, "three"),
        (4, "four"),
        (10, "Six."),
    ]


def test_tokens_are_parsed_once() -> None:
    """The same text gives the same tokens, with lines that count from 0."""
    first, second = block_tokens("a\n\n# b"), block_tokens("a\n\n# b")
    assert first == second
    assert first is not second
    assert [token.map for token in first if token.type == "heading_open"] == [[2, 3]]


def test_figures_are_drawn_by_figures() -> None:
    """A refusal of the figure's own module names the file."""
    text = "![x](rows.svg)"
    with mock.patch.object(figures, "svg_file", side_effect=figures.FigureRefused("no room")):
        (problem,) = render_block(text, source=source(text), first_line=1).problems
    assert (problem.rule, problem.message, problem.column) == ("figure-refused", "no room", 6)


def test_source_is_found_by_path_of_the_slice() -> None:
    """Figures and questions are looked for beside the file, wherever the process runs."""
    elsewhere = Source(Path("/nowhere/x.md"), "x.md", "", ())
    (problem,) = render_inline("[x](beside.md)", source=elsewhere, first_line=1).problems
    assert problem.rule == "link-broken"


def test_address_that_python_cannot_read() -> None:
    """An address that the parser lets through and Python does not is refused."""
    assert markdown._link_fault("https://[x") == "the address cannot be read"
