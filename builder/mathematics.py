r"""LaTeX formulas to MathML, refused where the converter would be wrong in silence.

The converter copies `\text{<script>}` into its output as it stands, so that output is never
trusted: it is read back as XML, held to a closed list of elements and attributes, and written
anew from the tree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape
from typing import Final
from xml.etree import ElementTree

from latex2mathml.converter import convert

LONGEST_FORMULA: Final = 600
"""Characters of LaTeX in one formula; longer ones are tables or programs in disguise."""

DEEPEST_GROUP: Final = 12
"""Nested braces and `\\left` groups; the converter recurses once for each."""

_WRONG: Final = (
    (re.compile(r"<[!?]"), "a comment or a declaration"),
    (re.compile(r"<m\w+[^>]*>\s*\\"), "a command that the converter does not know"),
    (re.compile(r"<m\w+[^>]*>&(?!#x)"), "an alignment mark outside of an array"),
    (re.compile(r'linebreak="newline"'), "a line break outside of an array"),
    (re.compile(r"\s(?:xlink:)?href="), "a link"),
    (re.compile(r"<menclose"), "an enclosure, which browsers do not draw"),
    (re.compile(r"\smath(?:color|background)="), "a colour of its own"),
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UPRIGHT_LETTER: Final = re.compile(r"\\mathrm\s*(?:\{\s*[A-Za-z]\s*\}|[A-Za-z])")
_ELEMENTS: Final = _names(
    "math mrow mi mo mn mtext mspace msup msub msubsup munder mover munderover mfrac msqrt mroot"
    " mtable mtr mtd mstyle mpadded mphantom"
)
_ATTRIBUTES: Final = _names(
    "display stretchy fence form separator lspace rspace minsize maxsize symmetric largeop"
    " movablelimits accent accentunder linethickness displaystyle scriptlevel width height depth"
    " columnalign rowspacing columnspacing rowspan columnspan"
)
_VARIANT_NAMES: Final = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "fraktur": "FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "monospace": "MONOSPACE",
}


class FormulaRefused(Exception):
    """A formula that cannot be shown faithfully; the message says what is wrong with it."""


@lru_cache(maxsize=4096)
def formula_html(latex: str, *, is_display: bool) -> str:
    """Return MathML for a LaTeX formula.

    Args:
        latex: The formula without its dollar signs.
        is_display: Whether it stands on lines of its own.

    Raises:
        FormulaRefused: It is too long, too deep, not understood, or would be drawn wrong.
    """
    _refuse_bombs(latex)
    mathml = _converted(latex, "block" if is_display else "inline")
    for pattern, reason in _WRONG:
        if pattern.search(mathml):
            raise FormulaRefused(f"the formula contains {reason}")
    return _written(_tree(mathml))


def _refuse_bombs(latex: str) -> None:
    if not latex.strip():
        raise FormulaRefused("the formula is empty")
    if len(latex) > LONGEST_FORMULA:
        raise FormulaRefused(f"the formula is longer than {LONGEST_FORMULA} characters")
    if _UPRIGHT_LETTER.search(latex):
        raise FormulaRefused("`\\mathrm` with one letter comes out slanted: write `\\text` instead")
    _refuse_depth(latex)


def _refuse_depth(latex: str) -> None:
    depth = deepest = 0
    for mark in re.findall(r"\\[{}\\]|[{}]|\\(?:left|right|begin|end)\b", latex):
        depth += mark in ("{", r"\left", r"\begin")
        depth -= mark in ("}", r"\right", r"\end")
        deepest = max(deepest, depth)
    if deepest > DEEPEST_GROUP:
        raise FormulaRefused(f"groups are nested more than {DEEPEST_GROUP} deep")
    if depth:
        raise FormulaRefused("its braces, `\\left` or `\\begin` are not in pairs")


def _converted(latex: str, display: str) -> str:
    try:
        return convert(latex, display=display)
    except Exception as error:  # the converter raises a dozen kinds, IndexError among them
        reason = type(error).__name__.removesuffix("Error")
        raise FormulaRefused(f"the formula is not understood ({reason})") from error


def _tree(mathml: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(mathml)
    except ElementTree.ParseError as error:
        raise FormulaRefused("the formula has `<`, `>` or `&` inside of text") from error


def _written(node: ElementTree.Element) -> str:
    name = node.tag.rpartition("}")[2]
    if name not in _ELEMENTS or (node.tail or "").strip():
        raise FormulaRefused(f"the formula would put `<{name}>` into the page")
    attributes = dict(node.attrib)
    text = _in_variant(node.text or "", attributes.pop("mathvariant", "normal"))
    if name == "mi" and node.get("mathvariant") == "normal":
        attributes["mathvariant"] = "normal"
    for key in attributes:
        if key not in _ATTRIBUTES and key != "mathvariant":
            raise FormulaRefused(f"the formula would set `{key}` on an element of the page")
    opening = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    inner = escape(text, quote=False) + "".join(map(_written, node))
    return f"<{name}{opening}>{inner}</{name}>"


def _in_variant(text: str, variant: str) -> str:
    """Write letters as the Unicode letters of a variant: browsers ignore `mathvariant`."""
    if variant == "normal":
        return text
    if variant not in _VARIANT_NAMES:
        raise FormulaRefused(f"the formula uses the letter form {variant}")
    return "".join(_letter(character, _VARIANT_NAMES[variant]) for character in text)


def _letter(character: str, variant: str) -> str:
    kind = {"Lu": "CAPITAL", "Ll": "SMALL", "Nd": "DIGIT"}.get(unicodedata.category(character))
    if kind is None:
        return character
    last = unicodedata.name(character).rpartition(" ")[2]
    for name in (f"MATHEMATICAL {variant} {kind} {last}", f"{variant} {kind} {last}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return unicodedata.normalize("NFC", character)
