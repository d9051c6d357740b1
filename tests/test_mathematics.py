"""Formulas: MathML that is right, or a reason."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import mathematics
from builder.mathematics import FormulaRefused, formula_html


@pytest.mark.parametrize(
    ("latex", "mathml"),
    [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\mathbf{W}_2", "<msub><mi>𝐖</mi><mn>2</mn></msub>"),
        (r"\mathbf{12}", "<mn>𝟏𝟐</mn>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\mathit{h}", "<mrow><mi>h</mi></mrow>"),
        (r"\mathcal{O}", "<mi>𝒪</mi>"),
        (r"\mathrm{KV}", '<mi mathvariant="normal">K</mi><mi mathvariant="normal">V</mi>'),
        (r"\text{GiB}", "<mtext>GiB</mtext>"),
        (r"\operatorname{softmax}", "<mo>softmax</mo>"),
    ],
)
def test_formula(latex: str, mathml: str) -> None:
    """Usual formulas become the elements that draw them."""
    assert mathml in formula_html(latex, is_display=False)


def test_display() -> None:
    """A formula of its own says so."""
    assert formula_html("x", is_display=True).startswith('<math display="block">')
    assert formula_html("x", is_display=False).startswith('<math display="inline">')


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        ("", "empty"),
        (" ", "empty"),
        ("x" * 601, "longer than 600"),
        ("{" * 13 + "x" + "}" * 13, "nested more than 12"),
        ("x^{", "not in pairs"),
        (r"\left( x", "not in pairs"),
        ("x^", "not understood"),
        (r"\frac" * 50, "not understood"),
        (r"\foo x", "does not know"),
        (r"\text{\foo}", "does not know"),
        ("a & b", "alignment mark"),
        (r"a \\ b", "line break"),
        (r"\begin{aligned} a&=b\end{aligned}", "alignment mark"),
        (r"\begin{gathered} a\\b\end{gathered}", "line break"),
        (r"\href{https://example.org}{x}", "a link"),
        (r"\cancel{x}", "enclosure"),
        (r"\color{red} x", "colour"),
        (r"\text{<b>x</b>}", "`<b>`"),
        (r"\text{<script>}", "inside of text"),
        (r"\text{<!-- x -->}", "comment"),
        (r"\text{<mi>x</mi>y}", "`<mi>`"),
        (r"\text{a & b}", "inside of text"),
        (r"\style{color:red}{x}", "`style`"),
        (r"\class{a}{b}", "`class`"),
        (r"\xrightarrow{f}", "`voffset`"),
        (r"\mathrm{d}x", "slanted"),
        (r"\unicode{x}", "inside of text"),
    ],
)
def test_refused(latex: str, reason: str) -> None:
    """What the converter gets wrong, or lets through, is refused with its reason."""
    with pytest.raises(FormulaRefused, match=re.escape(reason)):
        formula_html(latex, is_display=False)


PIECES = [
    "x", "2", " ", "{", "}", "^", "_", "\\", "&", "<", ">", '"', "<mi>", "</mi>", "<!--", "-->",
    "<![CDATA[", "]]>", "\\text{", "\\frac", "\\sqrt", "\\left(", "\\right)", "\\begin{matrix}",
    "\\end{matrix}", "\\mathbf{", "\\href{javascript:x}{", "\\style{a:b}{", "\\class{c}{",
    "<script>", " onload=x", "&lt;", "&#60;", "\\unicode{60}", "\\mathrm{", "\\color{red}",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_output_is_closed(pieces: list[str]) -> None:
    """Whatever is written, the output is MathML of known elements, or refused."""
    try:
        mathml = formula_html("".join(pieces), is_display=False)
    except FormulaRefused:
        return
    for node in ElementTree.fromstring(mathml).iter():
        assert re.fullmatch(r"m[a-z]+", node.tag)
        assert not {"href", "style", "class", "id"} & node.attrib.keys()
        assert not [key for key in node.attrib if key.startswith("on")]


def test_letter_forms() -> None:
    """A sign has no bold form and stays; an unknown form is refused."""
    assert mathematics._in_variant("h+", "italic") == "h+"
    with pytest.raises(FormulaRefused, match="letter form looped"):
        mathematics._in_variant("x", "looped")
