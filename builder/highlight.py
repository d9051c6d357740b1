"""Code to HTML: Pygments finds the tokens, four colours show them.

Pygments knows some eighty kinds of token; a page that is read for two hours wants few colours.
Every kind is therefore mapped to one of four classes or to none, neighbours of one class become
one `span`, and the colours stand here beside the mapping so that a test can measure them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, String
from pygments.token import _TokenType as TokenType

LANGUAGES: Final = frozenset(
    {
        "bash", "c", "console", "cpp", "css", "cuda", "diff", "docker", "go", "hcl", "html",
        "http", "ini", "javascript", "json", "makefile", "nginx", "promql", "protobuf",
        "pycon", "python", "rust", "sql", "toml", "typescript", "xml", "yaml",
    }
)  # fmt: skip
"""Names of languages that a code block may carry: a closed list, so that a slip is told."""

LONGEST_CODE: Final = 12_000
"""Characters of one code block."""

LONGEST_LINE: Final = 160
"""Characters in a line of code."""

# Some lexers take the square of the length of a word or of a run of empty lines.
_EMPTY_LINES: Final = re.compile(r"(?:^[ \t]*\n){4}", re.M)
_LONG_LINE: Final = re.compile(rf"[^\n]{{{LONGEST_LINE + 1}}}")

_CLASS_OF: Final[dict[TokenType, str]] = {
    Comment: "c",
    Comment.Preproc: "k",
    Keyword: "k",
    Operator.Word: "k",
    Name.Tag: "k",
    Name.Decorator: "k",
    Generic.Deleted: "k",
    String: "s",
    Generic.Inserted: "s",
    Number: "n",
    Keyword.Constant: "n",
    Generic.Output: "c",
    Generic.Prompt: "c",
    Generic.Heading: "c",
    Generic.Subheading: "c",
    String.Affix: "k",
}

COLOURS: Final[dict[str, tuple[str, str]]] = {
    "c": ("oklch(0.50 0.020 220)", "oklch(0.70 0.018 215)"),
    "k": ("oklch(0.44 0.095 245)", "oklch(0.80 0.075 240)"),
    "s": ("oklch(0.46 0.085 145)", "oklch(0.81 0.085 145)"),
    "n": ("oklch(0.47 0.105 45)", "oklch(0.82 0.085 70)"),
}
"""Colour of comment, keyword, string and number on light and on dark paper."""


def refusal(code: str) -> str:
    """Say why a code block is not highlighted, or nothing."""
    if len(code) > LONGEST_CODE:
        return f"the code block has more than {LONGEST_CODE:,} characters"
    if _LONG_LINE.search(code):
        return f"a line of the code block has more than {LONGEST_LINE} characters"
    return "four lines of the code block are empty" if _EMPTY_LINES.search(code) else ""


def code_html(code: str, language: str) -> str:
    """Return code of one of `LANGUAGES` as escaped HTML, coloured tokens in a `span` of `hl-…`.

    Code that `refusal` names comes back without colours.
    """
    if refusal(code):
        return escape(code, quote=False)
    lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    return "".join(_spans(lexer.get_tokens(code)))


def style_css() -> str:
    """Return the style sheet of the four token classes, light and dark in one rule each."""
    rules = [
        f".hl-{name} {{ color: light-dark({light}, {dark}); }}\n"
        for name, (light, dark) in COLOURS.items()
    ]
    return "".join(rules) + ".hl-c { font-style: italic; }\n"


def _spans(tokens: Iterable[tuple[TokenType, str]]) -> Iterator[str]:
    classed = ((_class_of(kind), text) for kind, text in tokens)
    for name, run in groupby(classed, key=lambda pair: pair[0]):
        text = escape("".join(part for _, part in run), quote=False)
        yield f'<span class="hl-{name}">{text}</span>' if name else text


def _class_of(kind: TokenType) -> str:
    for ancestor in reversed(kind.split()):
        if ancestor in _CLASS_OF:
            return _CLASS_OF[ancestor]
    return ""
