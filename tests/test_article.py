"""The article of a question: rendered once, shown by page and app."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from builder.article import Article, articles, shown_order, with_code_on_its_line
from builder.bank import Bank
from builder.evidence import EvidenceState, Run
from builder.question import Option, Question
from builder.templates import environment
from tests.conftest import Workshop

THEME = Path(__file__).parent.parent / "theme"
RUN = Run(
    code_sha256="0" * 64,
    passed=True,
    date="2026-11-21",
    seconds=1.2,
    platform="Linux x86_64",
    versions={"python": "3.11.2"},
    assertions=0,
    output="5 ms\n",
)
STATE = EvidenceState(
    is_proved=True,
    is_stale=False,
    versions={"python": "3.11.2", "numpy": "2.4.6"},
    date="2026-02-31",
    seconds=1.2,
    assertions=15,
    output="",
    platform="Linux x86_64",
)


def rendered(bank: Bank, question_id: str, state: EvidenceState | None = STATE) -> Article:
    states = {question_id: state} if state else {}
    write = environment(THEME).get_template("article.html").render
    return articles(bank, write, states)[question_id]


def changed(bank: Bank, question: Question) -> Bank:
    """The bank with one question replaced."""
    points = [
        replace(
            point,
            categories=tuple(
                replace(
                    category,
                    questions=tuple(
                        question if each.id == question.id else each for each in category.questions
                    ),
                )
                for category in point.categories
            ),
        )
        for point in bank.checkpoints
    ]
    return replace(bank, checkpoints=tuple(points))


def test_page_and_app_differ_in_the_way_to_the_root_alone(
    small_bank: Bank, small_question: Question
) -> None:
    """The app stands at the root, the page one folder down."""
    article = rendered(small_bank, small_question.id)
    assert 'href="categories/sorting.html"' in article.in_app
    assert 'href="../categories/sorting.html"' in article.on_page
    assert article.on_page.replace("../", "") == article.in_app


def test_the_article_says_what_scripts_need(small_bank: Bank, small_question: Question) -> None:
    """Identity, revision and classification stand in attributes."""
    question = small_question
    html = rendered(small_bank, question.id).in_app
    opening = html[: html.index(">")]
    for attribute in (
        f'data-id="{question.id}"',
        f'data-revision="{question.revision}"',
        f'data-category="{question.category_id}"',
        f'data-topic="{question.topic}"',
        f'data-difficulty="{question.difficulty}"',
        f'data-time="{question.time_seconds}"',
        f'data-misconception="{question.misconception}"',
    ):
        assert attribute in opening


def test_options_stand_in_a_fixed_order_that_is_not_the_files(
    small_bank: Bank, small_question: Question
) -> None:
    """Each carries its index in the file, its verdict and its rationale, folded."""
    html = rendered(small_bank, small_question.id).in_app
    order = [int(index) for index in re.findall(r'<li class="option" data-option="(\d)">', html)]
    assert order == shown_order(small_question)
    assert sorted(order) == [0, 1, 2, 3]
    assert order == [int(value) for value in re.findall(r'name="option" value="(\d)"', html)]
    verdicts = re.findall(r'<details class="rationale" data-verdict="(\w+)">', html)
    assert verdicts == [small_question.options[index].verdict for index in order]
    words = re.findall(r'<b class="verdict-word">(\w+)\.</b>', html)
    assert [word.lower() for word in words] == verdicts
    assert "<details open" not in html


def test_the_order_does_not_follow_the_key(small_bank: Bank) -> None:
    """It depends on the id alone, so a mended text moves nothing."""
    orders = {tuple(shown_order(question)) for question in small_bank.questions}
    assert len(orders) > 1
    for question in small_bank.questions:
        assert shown_order(replace(question, title="Other", revision=9)) == shown_order(question)


def test_every_part_of_the_question_is_there(small_bank: Bank, small_question: Question) -> None:
    """From the scenario to the sources, in the order of reading."""
    html = rendered(small_bank, small_question.id).in_app
    marks = [
        'class="scenario prose"', 'class="ask"', 'class="option-list"', 'class="solution"',
        'class="aloud"', 'class="why prose"', 'data-section="memory"',
        'data-section="complexity"', 'data-section="trade-offs"', 'data-section="benchmarks"',
        'data-section="when-to-use"', 'class="belief"', 'class="evidence"', 'class="sources"',
        'class="question-foot"',
    ]  # fmt: skip
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)
    belief = small_bank.misconceptions[small_question.misconception]
    assert f"<q>{Markup.escape(belief.belief)}</q>" in html


def test_ids_begin_with_the_questions_own(small_bank: Bank, small_question: Question) -> None:
    """Several articles may stand in one document."""
    html = rendered(small_bank, small_question.id).in_app
    found = re.findall(r' id="([^"]+)"', html)
    assert found
    assert all(each.startswith(f"{small_question.id}--") for each in found)


def test_words_of_the_front_matter_are_escaped(small_bank: Bank, small_question: Question) -> None:
    """A title is text, whatever it looks like."""
    hostile = replace(small_question, title='<img src=x onerror="alert(1)">', applies_to=("<b>",))
    html = rendered(changed(small_bank, hostile), hostile.id).in_app
    assert "<h1>&lt;img src=x onerror=&#34;alert(1)&#34;&gt;</h1>" in html
    assert "Applies to  &lt; b &gt; " in html


@pytest.mark.parametrize(
    ("state", "word", "seal"),
    [
        (STATE, "proved", "15 assertions passed"),
        (replace(STATE, assertions=1), "proved", "1 assertion passed"),
        (replace(STATE, assertions=0), "proved", "Passed"),
        (replace(STATE, is_proved=False, is_stale=True), "stale", "Changed since it last ran"),
        (replace(STATE, is_proved=False), "unproved", "Not run yet"),
        (None, "unproved", "Not run yet"),
    ],
)
def test_the_seal_says_what_ran(
    small_bank: Bank,
    small_question: Question,
    state: EvidenceState | None,
    word: str,
    seal: str,
) -> None:
    """A block that did not pass never looks as if it had."""
    html = rendered(small_bank, small_question.id, state).in_app
    assert f'<details class="evidence" data-state="{word}">' in html
    assert seal in html
    assert ("#icon-check" in html) == (word == "proved")


def test_versions_and_date_stand_beside_the_seal(
    small_bank: Bank, small_question: Question
) -> None:
    """Python first; the date is what the lock says, even where no calendar has it."""
    html = rendered(small_bank, small_question.id).in_app
    assert "Python 3.11.2 · numpy 2.4.6 · 31 February 2026" in html
    without = replace(STATE, versions={"numpy": "2.4.6"})
    assert ">numpy 2.4.6 · 31" in rendered(small_bank, small_question.id, without).in_app


def test_a_measurement_shows_what_it_printed(small_bank: Bank, small_question: Question) -> None:
    """With the place and the day; a proof's output is not shown."""
    proof = small_question.evidence[0]
    bench = replace(proof, kind="bench", code="\nprint('5 ms')\n")
    question = replace(small_question, evidence=(proof, bench))
    bank = changed(small_bank, question)
    html = rendered(bank, question.id, replace(STATE, output="quiet", bench=RUN)).in_app
    assert "What it printed: Linux x86_64, 21 November 2026" in html
    assert "<samp>5 ms</samp>" in html
    assert "quiet" not in html
    assert "What it printed" not in rendered(bank, question.id).in_app


def test_a_question_without_evidence_has_no_seal(
    small_bank: Bank, small_question: Question
) -> None:
    """Rules refuse it; the page does not invent one."""
    question = replace(small_question, evidence=(), misconception="unknown", numbers=())
    html = rendered(changed(small_bank, question), question.id).in_app
    assert 'class="evidence"' not in html
    assert 'class="belief"' not in html
    assert 'class="knows"' not in html


def test_links_to_the_repository_need_a_repository(
    small_bank: Bank, small_question: Question
) -> None:
    """They open the file in its editor, and an issue that names question and revision."""
    assert "Suggest an edit" not in rendered(small_bank, small_question.id).in_app
    site = replace(small_bank.site, repository_url="https://github.com/a/bank")
    html = rendered(replace(small_bank, site=site), small_question.id).in_app
    edit = "https://github.com/a/bank/edit/main/small/basics/sorting/shop-order-list.md"
    assert f'href="{edit}"' in html
    assert 'href="https://github.com/a/bank/issues/new?title=shop-order-list%3A+&amp;body=' in html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "Clip <code>x</code> first: <code>np.clip(x, -3, 3)</code>.",
            'Clip <code>x</code> first: <code class="line">np.clip(x, -3, 3)</code>',
        ),
        ("Sort by <code>key</code>: <code>short</code>.", None),
        ("Call <code>np.clip(x, -3, 3)</code>", None),
        ("Two: <code>np.clip(x, -3, 3)</code> or more.", None),
    ],
)
def test_code_that_ends_an_option_gets_a_line(html: str, expected: str | None) -> None:
    """Only long code behind a colon; the full stop goes with the sentence."""
    assert with_code_on_its_line(Markup(html)) == (expected or html)


def test_a_rationale_that_begins_with_code_keeps_its_word(
    small_bank: Bank, small_question: Question
) -> None:
    """The word stands in a paragraph of its own."""
    first, *others = small_question.options
    option: Option = replace(first, rationale_markdown="```python\nx = 1\n```")
    question = replace(small_question, options=(option, *others))
    html = rendered(changed(small_bank, question), question.id).in_app
    assert re.search(r'<p><b class="verdict-word">\w+\.</b></p>\n<div class="code"', html)


def test_problems_and_formulas_are_noted(workshop: Workshop) -> None:
    """A formula asks for the font; a fault has its line."""
    workshop.replace_section("### Memory", "The list holds $n \\times 8$ bytes, see [x](ftp://a).")
    bank, _ = workshop.load()
    article = rendered(bank, "shop-order-list")
    assert article.has_mathematics
    assert "<math" in article.in_app
    assert {problem.rule for problem in article.problems} == {"link-refused"}
    assert not rendered(bank, "parcel-lookup").has_mathematics
