"""Figures: pictures that a page may hold."""

from __future__ import annotations

import io
import re
import resource
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder import child, figures
from builder.figures import FigureRefused, dot_figure, svg_file

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'


@pytest.fixture
def svg(tmp_path: Path) -> Path:
    return tmp_path / "figure.svg"


def shown(svg: Path, inner: str, opening: str = OPEN) -> str:
    """What stands inside of the written picture."""
    svg.write_text(f"{opening}{inner}</svg>", encoding="utf-8")
    written = svg_file(svg, "Words", id_prefix="p-")
    return re.sub(r"^<svg[^>]*>|</svg>$", "", written)


def test_outer_element(svg: Path) -> None:
    """The picture has its own size, and its words for those who do not see it."""
    svg.write_text(f"{OPEN}<g/></svg>", encoding="utf-8")
    assert svg_file(svg, 'A "b" & c', id_prefix="p-") == (
        '<svg viewBox="0 0 20 10" width="20" height="10" role="img"'
        ' aria-label="A &quot;b&quot; &amp; c"><g/></svg>'
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<rect id="a"/><use href="#a"/>', '<rect id="p-a"/><use href="#p-a"/>'),
        (
            '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>',
            '<use href="#p-a"/>',
        ),
        ("<rect fill=\"url('#g')\"/>", '<rect fill="url(#p-g)"/>'),
        (
            '<path style="stroke:#000; fill : none;mix-blend-mode:x"/>',
            '<path stroke="currentColor" fill="none"/>',
        ),
        (
            '<rect fill="#FFFFFF" stroke="rgb(0, 0, 0)"/>',
            '<rect fill="var(--paper, Canvas)" stroke="currentColor"/>',
        ),
        ('<rect fill="#c00"/>', '<rect fill="#c00"/>'),
        ('<rect fill="var(--accent)"/>', '<rect fill="var(--accent)"/>'),
        (
            '<text class="x" font-family="Evil">a  <tspan>b</tspan> &lt;c</text>',
            "<text>a <tspan>b</tspan> &lt;c</text>",
        ),
        ("<title>t</title><desc>d</desc><metadata>m</metadata><g> words </g>", "<g/>"),
        ('<i:x xmlns:i="urn:i"/><g xmlns:i="urn:i" i:label="x" data-x="y"/>', "<g/>"),
        ("<!-- a comment --><g/>", "<g/>"),
    ],
)
def test_written_anew(svg: Path, inner: str, expected: str) -> None:
    """Ids get the prefix, styles become attributes, black and white follow the page."""
    assert shown(svg, inner) == expected


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<script>alert(1)</script>", "contains `<script>`"),
        ("<style>a{}</style>", "contains `<style>`"),
        ("<foreignObject/>", "contains `<foreignObject>`"),
        ('<image href="data:image/png;base64,AAAA"/>', "contains `<image>`"),
        ('<a href="https://example.org"><g/></a>', "contains `<a>`"),
        ('<animate attributeName="href"/>', "contains `<animate>`"),
        ('<g onclick="x()"/>', "sets `onclick`"),
        ('<use href="https://example.org/a.svg#a"/>', "refers to `https://example.org/a.svg#a`"),
        ('<use href="a.svg#a"/>', "refers to"),
        ('<rect fill="url(https://example.org/#a)"/>', "sets `fill` to"),
        ('<rect mask="url(#a) url(x)"/>', "sets `mask` to"),
        ('<rect style="fill:url(//x)"/>', "sets `fill` to"),
        ('<rect fill="expression(&quot;x&quot;)"/>', "sets `fill` to"),
        ("<g>" * 24 + "</g>" * 24, "more than 24 deep"),
        ("<g>", "is not XML"),
    ],
)
def test_refused(svg: Path, inner: str, reason: str) -> None:
    """What a page must not hold is refused and named, never dropped in silence."""
    with pytest.raises(FigureRefused, match=re.escape(reason)):
        shown(svg, inner)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<svg/>", "does not begin"),
        ("words", "is not XML"),
        ("<!DOCTYPE svg><svg/>", "DOCTYPE"),
        ('<!doctype x [<!ENTITY a "b">]><svg/>', "DOCTYPE"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 1"/>', "viewBox"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2000 10"/>', "at most 1600"),
        ("x" * 70_000, "bytes"),
    ],
)
def test_refused_file(svg: Path, text: str, reason: str) -> None:
    """A file that is no picture of a sensible size is refused."""
    svg.write_text(text, encoding="utf-8")
    with pytest.raises(FigureRefused, match=reason):
        svg_file(svg, "Words", id_prefix="")


def test_link_is_not_followed(svg: Path) -> None:
    """A symbolic link does not bring a file from elsewhere into a page."""
    svg.symlink_to("/etc/passwd")
    with pytest.raises(FigureRefused, match="link"):
        svg_file(svg, "Words", id_prefix="")


def test_second_sanitiser_is_asked(svg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the foreign sanitiser cannot read is refused, even if our own reading passed."""
    import py_svg_hush

    def refuse(_svg: bytes) -> bytes:
        raise ValueError("no")

    monkeypatch.setattr(py_svg_hush, "filter_svg", refuse)
    with pytest.raises(FigureRefused, match="cannot be read: no"):
        shown(svg, "<g/>")


# --- diagrams


def test_diagram_follows_the_page() -> None:
    """Lines and letters have the colour of the text, fillings a wash of it, no id and no title."""
    code = (
        'digraph "g" { bgcolor=white; a [style=filled fillcolor=red id=x];'
        ' a -> b [color=blue label="é<"] }'
    )
    drawn = dot_figure(code, "From a to b", id_prefix="p-")
    root = ElementTree.fromstring(drawn)
    colours = {node.get(key) for node in root.iter() for key in ("fill", "stroke")}
    assert colours == {None, "none", "currentColor"}
    assert 'fill-opacity="0.1"' in drawn
    assert "<title" not in drawn
    assert " id=" not in drawn
    assert ">é&lt;</text>" in drawn
    assert root.get("aria-label") == "From a to b"


def test_arrow_heads_are_full() -> None:
    """The head of an arrow is no wash, whatever its colour."""
    drawn = dot_figure("digraph { a -> b [color=red] }", "x", id_prefix="")
    assert '<polygon fill="currentColor"' in drawn
    assert "fill-opacity" not in drawn


def test_letter_sizes() -> None:
    """Letters are a little smaller than Graphviz thinks, so that any font fits its box."""
    drawn = dot_figure("digraph { a; b [fontsize=28] }", "x", id_prefix="")
    assert sorted(re.findall(r'font-size="([\d.]+)"', drawn)) == ["13", "26"]


def test_diagram_needs_no_font_and_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same graph has the same bytes whatever the machine's fonts and language are."""
    code = "digraph { a [label=Breite] }"
    first = figures._drawn(code)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("FONTCONFIG_FILE", "/nowhere")
    assert figures._drawn(code) == first
    assert 'points="' in first


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("digraph {", "Graphviz: syntax error"),
        ("", "Graphviz: this is no graph"),
        ("x" * 4_001, "more than 4,000 characters"),
        ('digraph { a [image="/etc/passwd"] }', "sets `image`"),
        ("digraph { layout=neato; a }", "sets `layout`"),
        ('digraph { a [URL="javascript:x"] }', "sets `URL`"),
        ('digraph { a ["tooltip" = "x"] }', "sets `tooltip`"),
        ("graph { rankdir=LR; " + " -- ".join(f"n{i}" for i in range(60)) + " }", "at most 1600"),
    ],
)
def test_refused_diagram(code: str, reason: str) -> None:
    """A diagram that is wrong, reaches outside or does not fit a page is refused."""
    with pytest.raises(FigureRefused, match=re.escape(reason)):
        dot_figure(code, "Words", id_prefix="")


@pytest.mark.parametrize(
    ("finished", "reason"),
    [
        (child.Finished("time", -9, b"", 10.0), "its limit of time"),
        (child.Finished("exit", -11, b"", 0.1), "does not understand"),
        (child.Finished("exit", 1, b"No module named 'pygraphviz'", 0.1), "pip install pygraphviz"),
    ],
)
def test_graphviz_that_fails(
    finished: child.Finished, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Graphviz that hangs, crashes or is not there is said so."""
    monkeypatch.setattr(child, "run", lambda *_, **__: finished)
    with pytest.raises(FigureRefused, match=reason):
        figures._drawn("digraph { never-cached }")


def test_child_in_this_process(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The child draws with two plug-ins alone, and says what it cannot read."""
    from builder import figures_child

    assert b"<svg" in figures_child.drawn(b"graph { a -- b }")
    with pytest.raises(SystemExit, match="this is no graph"):
        figures_child.drawn(b"graph {")
    assert b"syntax error" in capfdbinary.readouterr().err


def test_child_limits_itself(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The child takes its limits before it reads the graph, and marks where the picture begins."""
    from builder import figures_child

    limits: list[int] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, _pair: limits.append(kind))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"graph { a }")))
    figures_child.main()
    sys.stdout.flush()
    assert limits == [resource.RLIMIT_CPU, resource.RLIMIT_CORE]
    assert figures_child.DRAWN + b"<?xml" in capfdbinary.readouterr().out
