"""Code in four colours that can be read on both papers."""

from __future__ import annotations

import html
import re

import pytest
from coloraide import Color

from builder import highlight
from builder.highlight import COLOURS, LANGUAGES, code_html, refusal, style_css

LIGHT, DARK = "oklch(0.981 0.006 92)", "oklch(0.212 0.009 215)"


@pytest.mark.parametrize("name", COLOURS)
def test_contrast(name: str) -> None:
    """Every colour has a contrast of 4.5 to the paper of its scheme."""
    for colour, paper in zip(COLOURS[name], (LIGHT, DARK), strict=True):
        assert Color(colour).contrast(paper) >= 4.5


@pytest.mark.parametrize("name", COLOURS)
def test_colours_can_be_shown(name: str) -> None:
    """Every colour lies inside of what any screen shows, so that its contrast is not cut."""
    assert all(Color(colour).in_gamut("srgb") for colour in COLOURS[name])


def test_style_sheet_has_every_class() -> None:
    """The style sheet colours every class that code can have, in both schemes."""
    css = style_css()
    for name, (light, dark) in COLOURS.items():
        assert f".hl-{name} {{ color: light-dark({light}, {dark}); }}" in css
    assert set(highlight._CLASS_OF.values()) == COLOURS.keys()


def test_neighbours_share_a_span() -> None:
    """Tokens of one colour that touch are one element."""
    assert code_html('x = "a" "b"', "python") == (
        'x = <span class="hl-s">"a"</span> <span class="hl-s">"b"</span>'
    )
    assert code_html("# one\n", "python") == '<span class="hl-c"># one</span>\n'


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_keeps_the_code(language: str) -> None:
    """Colours change no letter of the code, whatever the language."""
    code = "\n\nif (a < b && c) { x = 'é' } # <b>\n\n  - key: 0x1f\n"
    written = code_html(code, language)
    assert html.unescape(re.sub(r'<span class="hl-\w+">|</span>', "", written)) == code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("x\n" * 7_000, "more than 12,000 characters"),
        ("x" * 161, "more than 160 characters"),
        ("a\n\n\n\n\nb", "four lines"),
    ],
)
def test_long_code_is_refused_and_plain(code: str, words: str) -> None:
    """Code that would take a lexer long is named, and shown without colours."""
    assert words in refusal(code)
    assert code_html(code + "<", "python") == code + "&lt;"


def test_usual_code_is_not_refused() -> None:
    """Two empty lines and lines of a hundred characters are usual."""
    assert refusal("def f():\n    pass\n\n\n" + "x" * 100) == ""
