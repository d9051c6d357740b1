"""Markdown to tokens, words and HTML; the only module that knows markdown-it-py.

Raw HTML is shown as text. Links lead to `https`, `http`, a question file of the bank or a
`#fragment`; nothing is loaded from elsewhere. What the parser would swallow in silence - text
nested too deep, reference definitions - is a problem with its line.

The way of a text: `block_tokens` parses it (cached), `_faults` reads the tokens for problems,
`_written` writes them as HTML; `_Page` keeps what that takes. The words of a text come from the
same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape
from itertools import takewhile
from typing import Any, Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

from builder import figures, highlight, mathematics
from builder.problems import Problem, closest, listed, quoted
from builder.source import Source

DEEPEST_LEVEL: Final = 16
"""Levels of blocks or of marks inside each other; a list in a list has four."""

WIDEST_TABLE: Final = 12
"""Columns of a table."""

MOST_LINES: Final = 2_000
"""Lines of one text that is parsed at once."""

MOST_BARS: Final = 100
"""`|` in a line: each may be a column, and each column a cell of every row."""

MOST_BRACKETS: Final = 1_000
"""`[`, and of `$` as many: the parser looks ahead from each, so that their number squares."""

_PARSER_LEVEL: Final = 40  # far enough above `DEEPEST_LEVEL` that nothing vanishes unseen

_QUESTION_LINK: Final = re.compile(
    r"(?:(?:\.\./\.\./[a-z0-9-]+|\.\.)/[a-z0-9-]+/)?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\.md"
)
_HOST: Final = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.I)
_DEFINITION: Final = re.compile(r" {0,3}\[[^\]\n]+\]:\s*\S")
_DEEP_QUOTE: Final = re.compile(r"^(?:[ \t]{0,9}>){9}", re.M)
_PROSE_AFTER_AMOUNT: Final = re.compile(r"\d[\d.,]*\s*[A-Za-z]?\s+[A-Za-z]{2}")
_ALIGNMENT: Final = {"text-align:left": "left", "text-align:right": "right",
                     "text-align:center": "center"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """A piece of Markdown as HTML, with what was wrong in it."""

    html: str
    has_mathematics: bool
    """Whether the page needs the mathematics font."""
    problems: tuple[Problem, ...]


# --- parsing ---------------------------------------------------------------------------------


def block_tokens(text: str) -> list[Token]:
    """Parse blocks; the tokens are shared, so they must not be changed.

    `token.map` counts lines from 0 in `text`.
    """
    return list(_blocks(text))


@lru_cache(maxsize=2048)
def _blocks(text: str) -> tuple[Token, ...]:
    return () if _complexity(text) else tuple(_parser().parse(text))


@lru_cache(maxsize=4096)
def _inline(text: str) -> tuple[Token, ...]:
    return tuple(_parser().parseInline(" ".join(text.split())))


def _complexity(text: str) -> str:
    """Say why a text would take the parser too long, or nothing."""
    if text.count("\n") > MOST_LINES:
        return f"the text has more than {MOST_LINES:,} lines"
    if any(line.count("|") > MOST_BARS for line in text.split("\n")):
        return f"a line has more than {MOST_BARS} of `|`"
    for sign in "[$":
        if text.count(sign) > MOST_BRACKETS:
            return f"the text has more than {MOST_BRACKETS:,} of `{sign}`"
    return "quotes stand inside each other more than eight deep" if _DEEP_QUOTE.search(text) else ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "xhtmlOut": False, "maxNesting": _PARSER_LEVEL}
    )
    parser.enable("table")
    parser.disable(["reference", "html_block", "html_inline"])
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    parser.inline.ruler.at("math_inline", _formula_rule)
    parser.validateLink = _every_link  # type: ignore[assignment,method-assign]  # `_link` judges
    return parser


def _every_link(_url: str) -> bool:
    return True


_dollar_rule: Final = math_inline_dollar(allow_space=False, allow_digits=False)


def _formula_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Take `$x$` for a formula, but neither `$5 or 6$` nor `$HOME/$USER`."""
    start = state.pos
    if state.src[start] != "$" or (start and state.src[start - 1].isalnum()):
        return False
    if not _dollar_rule(state, True):
        return False
    end, state.pos = state.pos, start
    follows = state.src[end : end + 1]
    if follows.isalnum() or _PROSE_AFTER_AMOUNT.match(state.src, start + 1, end):
        return False
    return _dollar_rule(state, silent)


# --- HTML ------------------------------------------------------------------------------------


def render_block(
    text: str,
    *,
    source: Source,
    first_line: int,
    id_prefix: str = "",
    heading_offset: int = 0,
    root: str = "",
) -> Rendered:
    """Render a slice of a file.

    Args:
        text: The slice; it may be dedented, its lines must be those of the file.
        source: The file, for problems and for figures that lie beside it.
        first_line: The line of the file where the slice begins.
        id_prefix: Put before the ids of headings and figures, for example `why-`.
        heading_offset: Added to the level of headings: 2 makes `#` an `h3`.
        root: The relative way to the root of the site, `""` or `"../"`.
    """
    tokens = _blocks(text)
    place = _Place(source, first_line)
    if reason := _complexity(text):
        return Rendered("", False, (_too_complex(place, reason),))
    return _Page(place, id_prefix, heading_offset, root).rendered(tokens)


def render_inline(text: str, *, source: Source, first_line: int, root: str = "") -> Rendered:
    """Render a text without blocks, such as a title or an option; line ends become spaces.

    Args:
        text: The text.
        source: The file, for problems.
        first_line: The line of the file where the text begins.
        root: The relative way to the root of the site, `""` or `"../"`.
    """
    place = _Place(source, first_line)
    if reason := _complexity(text):
        return Rendered("", False, (_too_complex(place, reason),))
    return _Page(place, "", 0, root, is_inline=True).rendered(_inline(text))


def _too_complex(place: _Place, reason: str) -> Problem:
    expected = "less in one section: fewer lines, columns, brackets or levels"
    return place.problem(0, "", "text-too-complex", reason, expected=expected)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a slice lies in its file."""

    source: Source
    first_line: int

    def problem(self, line: int, found: str, rule: str, message: str, **more: Any) -> Problem:
        """A problem in line `line` (from 0) of the slice, under the words `found`."""
        number = min(self.first_line + line, max(1, len(self.source.lines)))
        shown = self.source.lines[number - 1] if self.source.lines else ""
        at = shown.find(found) if found else -1
        if at < 0:
            at = len(shown) - len(shown.lstrip())
            found = shown.strip()
        return self.source.problem(number, at + 1, rule, message, length=max(1, len(found)), **more)


@dataclass(slots=True)
class _Page:
    """One rendering: its place, what it collects, and what it needs to know."""

    place: _Place
    id_prefix: str
    heading_offset: int
    root: str
    is_inline: bool = False
    problems: list[Problem] = field(default_factory=list)
    slugs: dict[str, int] = field(default_factory=dict)
    figures: int = 0
    has_mathematics: bool = False
    line: int = 0
    """Line of the slice, from 0, that is being written."""

    def rendered(self, tokens: Sequence[Token]) -> Rendered:
        """Write the tokens, unless reading them would already be too much."""
        if faults := list(_faults(tokens, self.place)):
            return Rendered("", False, tuple(faults))
        html = _written(tokens, self)
        return Rendered(html, self.has_mathematics, tuple(self.problems))

    def report(self, found: str, rule: str, message: str, **more: Any) -> None:
        """Keep a problem of the line that is being written."""
        self.problems.append(self.place.problem(self.line, found, rule, message, **more))

    def slug(self, words: str) -> str:
        """An id for a heading, different from all others of the rendering."""
        base = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-") or "section"
        self.slugs[base] = count = self.slugs.get(base, 0) + 1
        return f"{self.id_prefix}{base}" + (f"-{count}" if count > 1 else "")

    def figure_prefix(self) -> str:
        """A prefix for the ids inside the next figure."""
        self.figures += 1
        return f"{self.id_prefix}figure-{self.figures}-"


def _faults(tokens: Sequence[Token], place: _Place) -> Iterator[Problem]:
    """Find what makes a text unfit to be written at all."""
    columns = line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        deepest = max((child.level for child in token.children or ()), default=0)
        if token.level >= DEEPEST_LEVEL or deepest >= DEEPEST_LEVEL:
            message = "the text is nested too deep to be shown"
            yield place.problem(
                line, "", "nesting-too-deep", message, expected=f"at most {DEEPEST_LEVEL} levels"
            )
            return
        columns = 0 if token.type == "thead_open" else columns + (token.type == "th_open")
        if token.type == "th_open" and columns == WIDEST_TABLE + 1:
            message = "the table has too many columns"
            yield place.problem(
                line, "", "table-too-wide", message, expected=f"at most {WIDEST_TABLE} columns"
            )
        if token.type == "inline" and place.first_line:
            yield from _definitions(token, line, place)


def _definitions(token: Token, line: int, place: _Place) -> Iterator[Problem]:
    for number, text in enumerate(token.content.split("\n")):
        if _DEFINITION.match(text):
            message = "a link definition would be shown as text"
            expected = "the address in place: `[words](https://...)`"
            yield place.problem(
                line + number, text.strip(), "reference-definition", message, expected=expected
            )


# --- writing ---------------------------------------------------------------------------------
# A writer takes the tokens, the place of its own among them, and the page, and gives HTML.

_Writer = Callable[[Sequence[Token], int, _Page], str]
_RENDERER: Final = RendererHTML()


def _written(tokens: Sequence[Token], page: _Page) -> str:
    pieces = []
    for at, token in enumerate(tokens):
        if token.map:
            page.line = token.map[0]
        if token.type == "inline":
            pieces.append(_written(token.children or (), page))
        elif write := _WRITERS.get(token.type):
            pieces.append(write(tokens, at, page))
        else:
            pieces.append(_as_usual(tokens, at, page))
    return "".join(pieces)


def _as_usual(tokens: Sequence[Token], at: int, _page: _Page) -> str:
    """Write a token as the parser's own renderer does."""
    rule = _RENDERER.rules.get(tokens[at].type, _RENDERER.renderToken)
    written: str = rule(tokens, at, _parser().options, {})
    return written


def _paragraph_open(tokens: Sequence[Token], at: int, page: _Page) -> str:
    return "" if _lone_picture(tokens[at + 1]) else _as_usual(tokens, at, page)


def _paragraph_close(tokens: Sequence[Token], at: int, page: _Page) -> str:
    return "" if _lone_picture(tokens[at - 1]) else _as_usual(tokens, at, page)


def _heading_open(tokens: Sequence[Token], at: int, page: _Page) -> str:
    slug = page.slug(_words(tokens[at + 1].children or ()))
    return f'<{_heading(tokens[at], page)} id="{escape(slug)}">'


def _heading_close(tokens: Sequence[Token], at: int, page: _Page) -> str:
    return f"</{_heading(tokens[at], page)}>\n"


def _table_open(tokens: Sequence[Token], at: int, _page: _Page) -> str:
    label = ", ".join(filter(None, _header_words(tokens, at)))
    name = f' aria-label="{escape(label)}"' if label else ""
    return f'<div class="table" tabindex="0" role="group"{name}><table>\n'


def _table_close(_tokens: Sequence[Token], _at: int, _page: _Page) -> str:
    return "</table></div>\n"


def _th_open(tokens: Sequence[Token], at: int, _page: _Page) -> str:
    name = _cell(tokens, at)
    scope = ' scope="col"' if name == "th" else ""
    return f"<{name}{scope}{_alignment(tokens[at])}>"


def _th_close(tokens: Sequence[Token], at: int, _page: _Page) -> str:
    return f"</{_cell(tokens, at - 2)}>\n"


def _td_open(tokens: Sequence[Token], at: int, _page: _Page) -> str:
    return f"<td{_alignment(tokens[at])}>"


def _line_end(tokens: Sequence[Token], at: int, page: _Page) -> str:
    page.line += 1
    return "<br>\n" if tokens[at].type == "hardbreak" else "\n"


def _link_open(tokens: Sequence[Token], at: int, page: _Page) -> str:
    return _link(str(tokens[at].attrGet("href") or ""), page)


def _code_block(tokens: Sequence[Token], at: int, _page: _Page) -> str:
    return _drawing(tokens[at].content)


def _fence(tokens: Sequence[Token], at: int, page: _Page) -> str:
    language, _, rest = tokens[at].info.strip().partition(" ")
    return _fenced(tokens[at].content, language, rest.strip(), page)


def _inline_formula(tokens: Sequence[Token], at: int, page: _Page) -> str:
    return _formula(tokens[at].content, page, is_display=False)


def _display_formula(tokens: Sequence[Token], at: int, page: _Page) -> str:
    formula = _formula(tokens[at].content.strip(), page, is_display=True)
    return f'<div class="formula" tabindex="0">{formula}</div>\n'


def _heading(token: Token, page: _Page) -> str:
    return f"h{min(6, int(token.tag[1:]) + page.heading_offset)}"


def _header_words(tokens: Sequence[Token], idx: int) -> list[str]:
    head = takewhile(lambda token: token.type != "thead_close", tokens[idx:])
    return [_words(token.children or ()) for token in head if token.type == "inline"]


def _cell(tokens: Sequence[Token], idx: int) -> str:
    """An empty header cell heads nothing: it is a plain cell."""
    return "th" if tokens[idx + 1].content.strip() else "td"


def _alignment(token: Token) -> str:
    side = _ALIGNMENT.get(str(token.attrGet("style") or ""), "")
    return f' class="align-{side}"' if side in ("right", "center") else ""


def _fenced(code: str, language: str, rest: str, page: _Page) -> str:
    if language == "dot":
        return _diagram(code, rest, page)
    if language == "text":
        return _drawing(code)
    if reason := highlight.refusal(code):
        page.report("", "code-too-long", reason)
        return ""
    if language not in highlight.LANGUAGES:
        _report_language(language, page)
        return _drawing(code)
    html = highlight.code_html(code, language)
    return (
        f'<div class="code" data-language="{language}"><pre tabindex="0">'
        f'<code class="language-{language}">{html}</code></pre></div>\n'
    )


def _report_language(language: str, page: _Page) -> None:
    message = (
        f"{quoted(language)} is not a language of code blocks"
        if language
        else "the code block does not name its language"
    )
    known = [*sorted(highlight.LANGUAGES), "text", "dot"]
    mend = closest(language, known) if language else "write `text` for output and drawings"
    page.report(language, "code-language", message, expected=listed(known), help=mend)


def _drawing(code: str) -> str:
    return f'<pre class="drawing" tabindex="0">{escape(code, quote=False)}</pre>\n'


def _formula(latex: str, page: _Page, *, is_display: bool) -> str:
    page.has_mathematics = True
    try:
        return mathematics.formula_html(latex, is_display=is_display)
    except mathematics.FormulaRefused as refused:
        first = latex.split("\n", maxsplit=1)[0]
        most = mathematics.LONGEST_FORMULA
        expected = f"LaTeX mathematics without layout, links and macros, at most {most} characters"
        page.report(first, "formula-refused", str(refused), expected=expected)
        return f"<code>{escape(latex)}</code>"


def _link(href: str, page: _Page) -> str:
    """The opening tag of a link; without an address where it is refused."""
    if reason := _link_fault(href):
        expected = "an address that begins `https://`, a question file `id.md`, or `#heading`"
        page.report(href, "link-refused", reason, expected=expected)
        return "<a>"
    if href.startswith("#"):
        return f'<a href="#{escape(page.id_prefix + href[1:])}">'
    if urlsplit(href).scheme:
        return f'<a href="{escape(href)}" rel="external">'
    return _question_link(href, page)


def _link_fault(href: str) -> str:
    """Say why a link must not stand, or nothing."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "the address cannot be read"
    if not parts.scheme and not parts.netloc:
        path, _, fragment = href.partition("#")
        if not href:
            return "the link has no address"
        if "#" in href and not re.fullmatch(r"[A-Za-z0-9_-]+", fragment):
            return "the part after `#` is not the id of a heading"
        return "" if not path or _QUESTION_LINK.fullmatch(path) else "the link leads nowhere here"
    if not re.match(r"https?://", href):
        start = f"{parts.scheme}:" if parts.scheme else "//"
        return f"links that begin `{start}` are refused"
    if not _HOST.fullmatch(parts.netloc):
        return "the host of the address is not a plain name"
    return ""


def _question_link(href: str, page: _Page) -> str:
    path, hash_sign, fragment = href.partition("#")
    match = _QUESTION_LINK.fullmatch(path)
    assert match, "`_link_fault` let it through"
    if not (page.place.source.path.parent / path).is_file():
        near = (file.name for file in page.place.source.path.parent.glob("*.md"))
        page.report(
            href,
            "link-broken",
            f"there is no file {quoted(path)} beside this one",
            expected="a question file of the bank: `id.md`, or `../../checkpoint/category/id.md`",
            help=closest(path, near),
        )
        return "<a>"
    target = f"{page.root}questions/{match['id']}.html{hash_sign}{fragment}"
    return f'<a href="{escape(target)}" data-question="{match["id"]}">'


def _lone_picture(inline: Token) -> bool:
    return [child.type for child in inline.children or ()] == ["image"]


def _picture(tokens: Sequence[Token], at: int, page: _Page) -> str:
    token = tokens[at]
    name = str(token.attrGet("src") or "")
    description = _words(token.children or ())
    if page.is_inline or len(tokens) > 1 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.svg", name):
        expected = "an SVG file beside the question, alone in its paragraph: `![words](file.svg)`"
        page.report(name, "image-refused", "this picture cannot be shown", expected=expected)
        return escape(description)
    if not _has_description(description, page):
        return ""
    caption = str(token.attrGet("title") or "")
    try:
        drawn = figures.svg_file(
            page.place.source.path.parent / name, description, id_prefix=page.figure_prefix()
        )
    except figures.FigureRefused as refused:
        page.report(name, "figure-refused", str(refused), expected=_SVG_EXPECTED)
        return ""
    return _figure(drawn, caption)


def _diagram(code: str, description: str, page: _Page) -> str:
    if not _has_description(description, page):
        return ""
    try:
        drawn = figures.dot_figure(code, description, id_prefix=page.figure_prefix())
    except figures.FigureRefused as refused:
        page.report("", "figure-refused", str(refused), expected=_DOT_EXPECTED)
        return ""
    return _figure(drawn, "")


_SVG_EXPECTED: Final = (
    "an SVG file of shapes and text with a `viewBox`, without scripts, styles and references to "
    "other files"
)
_DOT_EXPECTED: Final = "DOT of a small graph that a page can show, without links, images and files"


def _has_description(description: str, page: _Page) -> bool:
    if description.strip():
        return True
    expected = "`![What it shows](file.svg)`, or the words after ```` ```dot ````"
    page.report("", "figure-description", "the figure has no description", expected=expected)
    return False


def _figure(drawn: str, caption: str) -> str:
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="figure">{drawn}{words}</figure>\n'


_WRITERS: Final[Mapping[str, _Writer]] = {
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _th_open,
    "th_close": _th_close,
    "td_open": _td_open,
    "softbreak": _line_end,
    "hardbreak": _line_end,
    "link_open": _link_open,
    "image": _picture,
    "code_block": _code_block,
    "fence": _fence,
    "math_inline": _inline_formula,
    "math_block": _display_formula,
}


# --- words -----------------------------------------------------------------------------------

_SHORT_FORMS: Final = re.compile(r"(?:\b(?:e\.g|i\.e|vs|cf|al|Fig|Sec|approx|resp))\.$")
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9±\ue000])")
_SIGNS: Final = frozenset("×·*/+=<>≈≠≤≥÷±−")
_DASHES: Final = frozenset("-–")
_GLUE: Final = "\N{OPEN BOX}"
"""Stands for the spaces inside of code and formulas, each of which counts as one word."""
_CODE_MARK: Final = "\ue000"
"""Set before code while sentences are parted: one may begin with code in small letters."""


def plain_text(text: str) -> str:
    """Give the words a reader sees, one paragraph a line, without code blocks and tables."""
    return "\n".join(words for _, words in _passages(text, glue=" "))


def count_words(text: str) -> int:
    """Count words: a piece of code and a formula such as `3 × 4 = 12` are one word each."""
    passages = (words for _, words in _passages(text, glue=_GLUE))
    return sum(map(_count, passages))


def sentences(text: str) -> list[tuple[int, str]]:
    """Give each sentence with its line, counted from 0 in `text`.

    Spaces inside of code are written as `␣`, so that a piece of code stays one word.
    """
    found = []
    for line, words in _passages(text, glue=_GLUE):
        found += [
            (line + words.count("\n", 0, start), _unmarked(words[start:end]))
            for start, end in _sentence_spans(words)
        ]
    return found


def _unmarked(words: str) -> str:
    return " ".join(words.replace(_CODE_MARK, "").split())


def _count(words: str) -> int:
    parts = _unmarked(words).split()
    is_word = [any(character.isalnum() for character in part) for part in parts]
    joints = zip(parts, is_word, parts[1:], parts[2:], is_word[2:], strict=False)
    joined = sum(
        before and after and _joins(sign, left, right)
        for left, before, sign, right, after in joints
    )
    return sum(is_word) - joined


def _joins(sign: str, left: str, right: str) -> bool:
    """Whether a sign makes one formula of its neighbours; a dash needs a figure beside it."""
    if _SIGNS.issuperset(sign):
        return True
    return sign in _DASHES and any(map(str.isdigit, left + right))


def _sentence_spans(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(words):
        if not _SHORT_FORMS.search(words, max(start, match.start() - 9), match.start() + 1):
            yield start, match.end()
            start = match.end()
    if words[start:].strip():
        yield start, len(words)


def _passages(text: str, *, glue: str) -> Iterator[tuple[int, str]]:
    """Each paragraph outside of tables as (line from 0, words); line ends are kept."""
    tables = 0
    for token in _blocks(text):
        tables += (token.type == "table_open") - (token.type == "table_close")
        if token.type == "inline" and token.map and not tables:
            words = _words(token.children or (), glue=glue, line_end="\n")
            if words.strip():
                yield token.map[0], words if glue != " " else " ".join(words.split())


def _words(tokens: Sequence[Token], *, glue: str = " ", line_end: str = " ") -> str:
    return "".join(_word(token, glue, line_end) for token in tokens)


def _word(token: Token, glue: str, line_end: str) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return line_end
    if token.type in ("code_inline", "math_inline"):
        mark = _CODE_MARK if glue != " " else ""
        return mark + glue.join(token.content.split())
    return token.content if token.type == "text" else ""
