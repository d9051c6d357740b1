"""Figures: SVG files and DOT blocks to SVG that may stand inside a page.

A picture is read as XML, held to a closed list of elements and attributes, and written anew: no
script, no style, no address but `#id`, every id under a prefix. What the list does not know is
refused and named, because a picture with a part missing is worse than none. The result goes
through a second, foreign sanitiser (svg-hush) on its way, so that one gap alone opens nothing.

Black becomes `currentColor`, white the paper: a picture follows the scheme of the page.
"""

from __future__ import annotations

import functools
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Final, Literal
from xml.etree import ElementTree

from builder import child
from builder.source import Refused, read_source

LONGEST_DOT: Final = 4_000
"""Characters of a DOT block."""

DEEPEST_GROUP: Final = 24
"""Elements of a picture inside each other."""

WIDEST: Final = 1_600
"""Units of the view box, and pixels where there is room."""

DOT_LIMITS: Final = child.Limits(10, 512 * 2**20, 1_000_000, 8)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = _names(
    "svg g path rect circle ellipse line polyline polygon text tspan defs marker linearGradient"
    " radialGradient stop clipPath mask pattern symbol use"
)
_SKIPPED: Final = frozenset(("title", "desc", "metadata"))
_ATTRIBUTES: Final = _names(
    "id d x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy width height points transform viewBox"
    " preserveAspectRatio offset refX refY markerWidth markerHeight markerUnits orient"
    " gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits"
    " patternUnits patternContentUnits patternTransform textLength lengthAdjust rotate pathLength"
    " href"
)
_PRESENTATION: Final = _names(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray"
    " stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity clip-path"
    " clip-rule mask marker-start marker-mid marker-end stop-color stop-opacity font-size"
    " font-weight font-style text-anchor dominant-baseline alignment-baseline letter-spacing"
    " word-spacing text-decoration vector-effect visibility display"
)
_Kind = Literal["picture", "diagram", "edge"]
"""A file, a DOT block, and in the latter what belongs to an edge."""
_UNUSED: Final = _names(
    "version baseProfile class style xmlns font-family space lang role aria-label"
    " aria-labelledby enable-background font-variant font-stretch line-height"
)
_COLOURED: Final = frozenset(("fill", "stroke", "stop-color"))
_BLACK: Final = frozenset(("black", "#000", "#000000", "rgb(0,0,0)"))
_WHITE: Final = frozenset(("white", "#fff", "#ffffff", "rgb(255,255,255)"))
_PLAIN_VALUE: Final = re.compile(r"[\w\s.,#%()+\-/]*", re.ASCII)
_LOCAL_URL: Final = re.compile(r"""url\(\s*["']?#([\w.-]+)["']?\s*\)""")
_FILE_ATTRIBUTES: Final = re.compile(
    r"\b(image|imagepath|shapefile|fontpath|stylesheet|layout|_background|URL|href|\w*tooltip|\w*target)\b\"?\s*=",
    re.I,
)


class FigureRefused(Exception):
    """A figure that cannot be shown; the message says why."""


def svg_file(path: Path, description: str, *, id_prefix: str) -> str:
    """Return the SVG of a file as it may stand in a page.

    Args:
        path: The file; it is read with the suspicion of any content file.
        description: Its words for readers who do not see it.
        id_prefix: Put before each id.

    Raises:
        FigureRefused: It cannot be read, or holds what pages must not.
    """
    try:
        source = read_source(path, root=path.parent)
    except Refused as refused:
        raise FigureRefused(refused.problems[0].message) from refused
    return _clean(source.text, description, id_prefix, "picture")


@functools.lru_cache(maxsize=512)
def dot_figure(code: str, description: str, *, id_prefix: str) -> str:
    """Draw a graph in the DOT language, in the colours of the page.

    Args:
        code: The graph.
        description: Its words for readers who do not see it.
        id_prefix: Put before each id.

    Raises:
        FigureRefused: Graphviz does not understand it, or takes too long.
    """
    if len(code) > LONGEST_DOT:
        raise FigureRefused(f"the diagram has more than {LONGEST_DOT:,} characters")
    if named := _FILE_ATTRIBUTES.search(code):
        raise FigureRefused(f"the diagram sets `{named[1]}`, which reaches outside of it")
    return _clean(_drawn(code), description, id_prefix, "diagram")


# --- Graphviz --------------------------------------------------------------------------------

_CHILD: Final = Path(__file__).with_name("figures_child.py")
"""Runs in a child process: Graphviz is C code that hostile input can hang or crash."""

_LETTER_SIZE: Final = 13
"""In place of Graphviz's 14, so that a browser's wider letters fit their boxes."""


def _drawn(code: str) -> str:
    with tempfile.TemporaryDirectory(prefix="diagram-") as folder:
        finished = child.run(
            [sys.executable, "-I", "-B", _CHILD],
            limits=DOT_LIMITS,
            folder=Path(folder),
            environment={"LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder},
            given=code.encode(),
        )
    messages, drawn, svg = finished.output.decode("utf-8", "replace").partition("<!-- drawn -->")
    if finished.ending != "exit":
        raise FigureRefused(f"Graphviz met its limit of {finished.ending}")
    if finished.status or not drawn:
        raise FigureRefused(_graphviz_message(messages))
    return svg[svg.find("<svg") :]


def _graphviz_message(messages: str) -> str:
    for line in messages.splitlines():
        if line.startswith("Error: "):
            return f"Graphviz: {line.removeprefix('Error: ').strip()}"
    if "No module named 'pygraphviz'" in messages:
        return "Graphviz is not installed: run `pip install pygraphviz`"
    return "Graphviz does not understand the diagram"


# --- cleaning --------------------------------------------------------------------------------


def _clean(svg: str, description: str, id_prefix: str, kind: _Kind) -> str:
    if re.search(r"<!(?:DOCTYPE|ENTITY)", svg, re.I):
        raise FigureRefused("the picture has a DOCTYPE: delete it")
    _written(_tree(svg), id_prefix, kind)  # names what must not be there
    root = _tree(_hushed(svg))
    size = _size(root)
    inner = "".join(_children(root, id_prefix, kind))
    return (
        f'<svg viewBox="{escape(root.attrib["viewBox"])}" width="{size[0]}" height="{size[1]}"'
        f' role="img" aria-label="{escape(description)}">{inner}</svg>'
    )


def _tree(svg: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise FigureRefused(f"the picture is not XML (its line {line}, column {column})") from error
    if _depth(root) > DEEPEST_GROUP:
        raise FigureRefused(f"the picture nests its parts more than {DEEPEST_GROUP} deep")
    if root.tag != f"{{{_SVG}}}svg":
        raise FigureRefused(f'the picture does not begin `<svg xmlns="{_SVG}">`')
    return root


def _depth(root: ElementTree.Element) -> int:
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [each for node in level for each in node]
    return depth


def _hushed(svg: str) -> str:
    import py_svg_hush

    try:
        filtered: bytes = py_svg_hush.filter_svg(svg.encode())
    except ValueError as error:
        raise FigureRefused(f"the picture cannot be read: {error}") from error
    return filtered.decode()


def _size(root: ElementTree.Element) -> tuple[int, int]:
    """Width and height in pixels: those of the view box, so that letters keep their size."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) != 4 or not all(re.fullmatch(r"-?\d{1,5}(\.\d+)?", each) for each in box):
        raise FigureRefused("the picture has no `viewBox` of four numbers")
    width, height = (max(1, round(float(each))) for each in box[2:])
    if max(width, height) > WIDEST:
        raise FigureRefused(f"the picture is {width} by {height}: at most {WIDEST} either way")
    return width, height


def _children(node: ElementTree.Element, prefix: str, kind: _Kind) -> Iterator[str]:
    is_text = node.tag in (f"{{{_SVG}}}text", f"{{{_SVG}}}tspan")
    yield _letters(node.text) if is_text else ""
    for each in node:
        yield _written(each, prefix, kind)
        yield _letters(each.tail) if is_text else ""


def _letters(text: str | None) -> str:
    return escape(re.sub(r"\s+", " ", text or ""), quote=False)


def _written(node: ElementTree.Element, prefix: str, kind: _Kind) -> str:
    """Write one element; nothing for what describes a picture or belongs to an editor."""
    space, _, name = node.tag[1:].rpartition("}")
    if space != _SVG or name in _SKIPPED:
        return ""
    if name not in _ELEMENTS:
        raise FigureRefused(f"the picture contains `<{name}>`")
    if kind == "diagram" and node.get("class") == "edge":
        kind = "edge"
    attributes = dict(_attributes(node, prefix, kind))
    if kind != "picture":
        attributes = _in_page_colours(name, attributes, kind)
    opening = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    inner = "".join(_children(node, prefix, kind))
    return f"<{name}{opening}>{inner}</{name}>" if inner else f"<{name}{opening}/>"


def _attributes(node: ElementTree.Element, prefix: str, kind: _Kind) -> Iterator[tuple[str, str]]:
    declared = dict(_declarations(node.get("style", "")))
    for key, value in {**node.attrib, **declared}.items():
        space, _, name = key.rpartition("}")
        if space and not (name == "href" and "xlink" in space):
            continue  # of an editor, or `xml:space`
        if kind != "picture" and name == "id":
            continue  # nothing refers to it, and it says nothing
        if name in _ATTRIBUTES or name in _PRESENTATION:
            yield name, _value(name, value.strip(), prefix)
        elif name not in _UNUSED and not name.startswith(("data-", "-")):
            raise FigureRefused(f"the picture sets `{name}`")


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """Declarations of a `style` as attributes, which the content policy allows."""
    for declaration in filter(str.strip, style.split(";")):
        name, _, value = declaration.partition(":")
        if name.strip() in _PRESENTATION:
            yield name.strip(), value.strip()


def _value(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return prefix + value
    if name == "href":
        if not re.fullmatch(r"#[\w.-]+", value):
            raise FigureRefused(f"the picture refers to `{value[:60]}`")
        return f"#{prefix}{value[1:]}"
    if name in _COLOURED:
        value = _colour(value)
    if local := _LOCAL_URL.fullmatch(value):
        return f"url(#{prefix}{local[1]})"
    if value.casefold().startswith("var(--") and name in _COLOURED:
        return value
    if not _PLAIN_VALUE.fullmatch(value) or "url" in value.casefold():
        raise FigureRefused(f"the picture sets `{name}` to `{value[:60]}`")
    return value


def _colour(value: str) -> str:
    plain = re.sub(r"\s+", "", value.casefold())
    if plain in _BLACK:
        return "currentColor"
    return "var(--paper, Canvas)" if plain in _WHITE else value


def _in_page_colours(name: str, attributes: Mapping[str, str], kind: _Kind) -> dict[str, str]:
    """Lines and letters in the colour of the text, fillings as a wash of it, no background."""
    found = dict(attributes)
    fill = found.get("fill", "currentColor" if name == "text" else "none")
    if name == "text":
        found["font-size"] = _letter_size(found.get("font-size", "14"))
        fill = "currentColor"
    elif fill == "var(--paper, Canvas)":
        fill = "none"
    elif kind == "edge" and fill not in ("none", "transparent"):
        fill = "currentColor"  # the head of an arrow
    elif fill not in ("none", "currentColor", "transparent"):
        fill, found["fill-opacity"] = "currentColor", "0.1"
    if name in ("path", "polygon", "ellipse", "polyline", "text"):
        found["fill"] = fill
    if found.get("stroke", "none") not in ("none", "transparent"):
        found["stroke"] = "currentColor"
    return found


def _letter_size(size: str) -> str:
    return f"{float(size) * _LETTER_SIZE / 14:.4g}"
