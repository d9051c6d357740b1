"""The style sheets: contrasts that the tokens promise, and classes that somebody makes."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from coloraide import Color

from builder import highlight
from builder.render import STYLES

THEME = Path(__file__).parent.parent / "theme"
TOKENS = (THEME / "css" / "tokens.css").read_text("utf-8")
PAIR = re.compile(r"--([\w-]+): light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\)")
COLOURS = {name: (Color(light), Color(dark)) for name, light, dark in PAIR.findall(TOKENS)}
PAPERS = ("paper", "lift")
TEXTS = ("ink", "ink-soft", "accent", "right", "wrong", "trap")
WASHES = ("accent-wash", "right-wash", "wrong-wash", "trap-wash")


def contrast(one: str, other: str, scheme: int) -> float:
    return COLOURS[one][scheme].contrast(COLOURS[other][scheme], method="wcag21")


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: int) -> None:
    """4.5 to 1: all texts on all papers, ink on all washes, a meaning on its own."""
    pairs = [
        *product(TEXTS, PAPERS),
        *product(("ink", "ink-soft", "accent"), WASHES),
        *((name, f"{name}-wash") for name in ("right", "wrong", "trap")),
        *(("on-fill", name) for name in ("accent", "right", "wrong", "trap")),
    ]
    faint = {pair: contrast(*pair, scheme) for pair in pairs if contrast(*pair, scheme) < 4.5}
    assert faint == {}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(scheme: int) -> None:
    """3 to 1, on papers and on the wash of what is chosen."""
    for ground in (*PAPERS, *WASHES):
        assert contrast("edge", ground, scheme) >= 3, ground


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_code_can_be_read_on_every_ground(scheme: int) -> None:
    """Its colours belong to the highlighter, the grounds to the theme."""
    for colours in highlight.COLOURS.values():
        for ground in (*PAPERS, *WASHES):
            token = Color(colours[scheme])
            assert token.contrast(COLOURS[ground][scheme], method="wcag21") >= 4.5


def test_every_colour_is_a_token() -> None:
    """No other sheet names one, but the shade behind a dialog."""
    for name in STYLES[1:]:
        css = (THEME / "css" / f"{name}.css").read_text("utf-8")
        css = css.replace("oklch(0.15 0.01 220 / 0.45)", "")
        assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl|oklch\(", css), name


def test_every_token_that_is_used_exists() -> None:
    """A slip in a name would fall back to nothing, in silence."""
    css = "".join((THEME / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    made = set(re.findall(r"(--[\w-]+):", css))
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert used <= made
    assert made - used == set()


def test_every_class_that_is_styled_is_made_somewhere() -> None:
    """By a template, by Python or by a script; a rule for nothing is deleted."""
    css = "".join((THEME / "css" / f"{name}.css").read_text("utf-8") for name in STYLES)
    css = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", css, flags=re.S)
    styled = set(re.findall(r"\.([a-z][\w-]*)", css))
    places = [
        *(THEME / "templates").rglob("*.html"),
        *(THEME / "js").rglob("*.js"),
        *(THEME.parent / "builder").glob("*.py"),
    ]
    text = " ".join(path.read_text("utf-8") for path in places)
    unmade = {name for name in styled if not re.search(rf"[\"' ]{name}[\"' .]", text)}
    assert unmade == {"align-right", "align-center"}, "Markdown's tables make these two"


def test_icons_are_shapes_alone() -> None:
    """They are put into every page, so they hold nothing that could load or run."""
    for path in (THEME / "icons").glob("*.svg"):
        svg = path.read_text("utf-8")
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
        assert set(re.findall(r"<([a-z]+)", svg)) <= {"svg", "path", "circle", "rect"}
        assert not re.search(r"href|style|on\w+=|url\(", svg)
