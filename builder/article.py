"""Article: one question to its HTML.

The same string stands in the question's page and in the data script of its category; only links
differ, since the app's start at the site's root and the page lies one folder down.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup

from builder import highlight
from builder.bank import Bank
from builder.markdown import Rendered, render_block, render_inline
from builder.problems import Problem, counted
from builder.question import Category, CodeBlock, Option, Question
from builder.templates import trusted

if TYPE_CHECKING:
    from builder.evidence import EvidenceState

Template = Callable[[Mapping[str, Any]], str]
"""Fills a template with names and values."""

VERDICT_WORDS = {"right": "Right.", "trap": "Trap.", "wrong": "Wrong."}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TRAILING_CODE = re.compile(r"(?P<lead>.*:)\s*<code>(?P<code>[^<]{12,})</code>\.?", re.S)


@dataclass(frozen=True, slots=True)
class Article:
    """A question's HTML, and what was wrong with its Markdown."""

    in_app: Markup
    """With links from the site's root."""
    on_page: Markup
    """With links from one folder down."""
    has_mathematics: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as the article shows it."""

    index: int
    """In file order, from 0."""
    text: Markup
    verdict: str
    rationale: Markup


def articles(
    bank: Bank, write: Template, evidence: Mapping[str, EvidenceState]
) -> dict[str, Article]:
    """Render every question of a bank, by id.

    Args:
        bank: The questions, and what they refer to.
        write: Fills the template of an article.
        evidence: What has run, by question.
    """
    return {
        question.id: _article(question, category, bank, write, evidence.get(question.id))
        for category in bank.categories
        for question in category.questions
    }


def shown_order(question: Question) -> list[int]:
    """The order of the options for a reader without scripts: fixed, and unlike the file's."""

    def key(index: int) -> str:
        return hashlib.sha256(f"{question.id}:{index}".encode()).hexdigest()

    return sorted(range(len(question.options)), key=key)


def with_code_on_its_line(html: Markup) -> Markup:
    """Give the code that ends an option, as in "Clip first: `np.clip(...)`.", a line of its own."""
    match = _TRAILING_CODE.fullmatch(html.strip())
    if not match:
        return html
    return trusted(f'{match["lead"]} <code class="line">{match["code"]}</code>')


def _article(
    question: Question,
    category: Category,
    bank: Bank,
    write: Template,
    state: EvidenceState | None,
) -> Article:
    shared = {
        "site": bank.site,
        "question": question,
        "category": category,
        "topic": category.topic(question.topic),
        "belief": bank.misconceptions.get(question.misconception),
        "evidence": _evidence(question, state),
        "references": [_reference(each.title, each.url) for each in question.references],
        "applies_to": ", ".join(map(_spaced, question.applies_to)),
        "edit_url": _edit_url(question, bank),
        "report_url": _report_url(question, bank),
    }
    written: list[Markup] = []
    for root in ("", "../"):
        parts = _Parts(question, root)
        html = write({**shared, **parts.views(), "root": root})
        written.append(trusted(html.strip()))
    return Article(written[0], written[1], parts.has_mathematics, tuple(parts.problems))


class _Parts:
    """The pieces of one question's Markdown; problems and mathematics are noted."""

    def __init__(self, question: Question, root: str) -> None:
        self.question = question
        self.problems: list[Problem] = []
        self.has_mathematics = False
        prefix = f"{question.id}--"
        self._block = partial(
            render_block, source=question.source, root=root, id_prefix=prefix, heading_offset=2
        )
        self._inline = partial(render_inline, source=question.source, root=root)

    def views(self) -> dict[str, Any]:
        """What the template shows of the question's Markdown."""
        question = self.question
        return {
            "scenario": self._blocks(question.scenario_markdown, question.scenario_line),
            "ask": self._words(question.question_text, question.question_line),
            "options": [self._option(index) for index in shown_order(question)],
            "aloud": self._words(question.aloud, question.aloud_line),
            "why": self._blocks(question.mechanism_markdown, question.mechanism_line),
            "sections": [
                {"id": each.id, "title": each.title, "html": self._blocks(each.markdown, each.line)}
                for each in question.sections
            ],
        }

    def _option(self, index: int) -> OptionView:
        option = self.question.options[index]
        text = with_code_on_its_line(self._words(option.markdown, option.line))
        return OptionView(index, text, option.verdict, self._rationale(option))

    def _rationale(self, option: Option) -> Markup:
        """The rationale after its opening word, which the file's Markdown no longer holds."""
        html = self._blocks(option.rationale_markdown, option.rationale_line)
        word = Markup('<b class="verdict-word">{}</b>').format(VERDICT_WORDS[option.verdict])
        if html.startswith("<p>"):
            return Markup("<p>") + word + " " + html[len("<p>") :]
        return Markup("<p>") + word + Markup("</p>\n") + html

    def _blocks(self, text: str, line: int) -> Markup:
        return self._noted(self._block(text, first_line=line))

    def _words(self, text: str, line: int) -> Markup:
        return self._noted(self._inline(text, first_line=line))

    def _noted(self, rendered: Rendered) -> Markup:
        self.problems += rendered.problems
        self.has_mathematics |= rendered.has_mathematics
        return trusted(rendered.html.strip())


def _edit_url(question: Question, bank: Bank) -> str:
    if not bank.site.repository_url:
        return ""
    inside = question.source.path.relative_to(bank.root).as_posix()
    path = quote(f"{bank.root.resolve().name}/{inside}")
    return f"{bank.site.repository_url}/edit/main/{path}"


def _report_url(question: Question, bank: Bank) -> str:
    if not bank.site.repository_url:
        return ""
    body = f"Question `{question.id}`, revision {question.revision}.\n\nWhat is wrong:\n"
    query = urlencode({"title": f"{question.id}: ", "body": body})
    return f"{bank.site.repository_url}/issues/new?{query}"


def _reference(title: str, url: str) -> dict[str, str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return {"title": title, "url": url, "host": host}


def _spaced(requirement: str) -> str:
    signs = {">=": " ≥ ", "<=": " ≤ ", "==": " ", ">": " > ", "<": " < "}
    return re.sub(r"\s*(>=|<=|==|>|<)\s*", lambda found: signs[found[1]], requirement)


def _evidence(question: Question, state: EvidenceState | None) -> dict[str, Any] | None:
    """What the evidence block says: its seal, its versions and its code."""
    if not question.evidence:
        return None
    word = _state_word(state)
    return {
        "state": word,
        "seal": _seal(word, state),
        "versions": " · ".join(_versions(state)),
        "blocks": [_block(block, state) for block in question.evidence],
    }


def _state_word(state: EvidenceState | None) -> str:
    if state is None:
        return "unproved"
    return "proved" if state.is_proved else "stale" if state.is_stale else "unproved"


def _seal(word: str, state: EvidenceState | None) -> str:
    if word == "proved" and state and state.assertions:
        return f"{counted(state.assertions, 'assertion')} passed"
    return {"proved": "Passed", "stale": "Changed since it last ran"}.get(word, "Not run yet")


def _versions(state: EvidenceState | None) -> Iterator[str]:
    if state is None:
        return
    if python := state.versions.get("python"):
        yield f"Python {python}"
    for name, version in sorted(state.versions.items()):
        if name != "python":
            yield f"{name} {version}"
    yield _day(state.date)


def _day(date: str) -> str:
    """Write `2026-11-03` as people do, without asking whether the month has such a day."""
    year, month, day = (int(part) for part in date.split("-"))
    return f"{day} {_MONTHS[month - 1]} {year}"


def _block(block: CodeBlock, state: EvidenceState | None) -> dict[str, Any]:
    code = trusted(highlight.code_html(block.code.strip("\n") + "\n", "python"))
    frame = (
        '<div class="code"><pre tabindex="0"><code class="language-python">{}</code></pre></div>'
    )
    run = state.bench if state and block.kind == "bench" else None
    return {
        "label": "What is measured" if block.kind == "bench" else "What is proved",
        "code": Markup(frame).format(code),
        "output": run.output.strip("\n") if run else "",
        "output_label": f"What it printed: {run.platform}, {_day(run.date)}" if run else "",
    }
