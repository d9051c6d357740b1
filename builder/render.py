"""Render: the bank to `{path: bytes}`, every page of the site and its assets."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from builder import deck, findings, highlight, licences
from builder.article import Article, articles
from builder.bank import Bank
from builder.markdown import Rendered, plain_text, render_block
from builder.question import Category, Question
from builder.templates import environment, trusted

if TYPE_CHECKING:
    from builder.audit import Audit
    from builder.evidence import EvidenceState

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "trusted-types question-html"
)
"""Allows the site's own files and nothing else; works from disk and over http."""

STYLES = ("tokens", "layout", "question", "session", "progress", "print")
"""Style sheets of `theme/css`, in the order in which they become one."""

NAVIGATION = (
    ("Practise", "index.html"),
    ("Numbers", "numbers.html"),
    ("Checks", "audit.html"),
    ("Contribute", "contribute.html"),
)

DOCUMENTS = {"contribute.md": 0, "checks.md": 1}
"""Texts from the content folder, and by how much their headings are lowered on their page."""

_DESCRIPTION_CHARACTERS = 160


class Renderer:
    """Renders one bank with one theme."""

    def __init__(self, bank: Bank, theme: Path, evidence: Mapping[str, EvidenceState]) -> None:
        self.bank = bank
        self.theme = theme
        self.evidence = evidence
        self.environment = environment(theme)
        self.articles = articles(
            bank, self.environment.get_template("article.html").render, evidence
        )
        self.icons = _icons(theme)
        self.documents = {name: _document(bank, name, offset) for name, offset in DOCUMENTS.items()}
        parts: list[Article | Rendered] = [*self.articles.values(), *self.documents.values()]
        self.problems = [problem for part in parts for problem in part.problems]
        self.has_mathematics = any(part.has_mathematics for part in parts)

    def files(
        self, *, audit: Audit | None, scripts: Mapping[str, bytes], terms: licences.ThirdParty
    ) -> dict[str, bytes]:
        """Everything the site consists of, by path."""
        return {
            **self._assets(),
            **scripts,
            **terms.files,
            **self._data(),
            **self._question_pages(),
            **self._category_pages(),
            **self._single_pages(audit, terms),
            "licences.txt": licences.plain_text(terms.licences, self._content_terms()),
        }

    # --- pages ------------------------------------------------------------------------------

    def _page(self, template: str, path: str, **context: Any) -> tuple[str, bytes]:
        site = self.bank.site
        frame = {
            "site": site,
            "policy": CONTENT_POLICY,
            "root": "../" * path.count("/"),
            "canonical": site.base_url + path.removesuffix("index.html") if site.base_url else "",
            "navigation": _navigation(path),
            "icons": self.icons,
            "has_app": False,
            "has_mathematics": False,
            "description": site.description,
        }
        html = self.environment.get_template(template).render({**frame, **context})
        return path, html.encode()

    def _title(self, title: str) -> str:
        return f"{title} · {self.bank.site.title}"

    def _question_pages(self) -> dict[str, bytes]:
        pages: dict[str, bytes] = {}
        for category in self.bank.categories:
            asked = category.questions
            around = zip((None, *asked), asked, (*asked[1:], None), strict=False)
            pages |= dict(
                self._question_page(each, before, after) for before, each, after in around
            )
        return pages

    def _question_page(
        self, question: Question, previous: Question | None, following: Question | None
    ) -> tuple[str, bytes]:
        article = self.articles[question.id]
        return self._page(
            "question.html",
            f"questions/{question.id}.html",
            title=self._title(question.title),
            description=shortened(plain_text(question.question_text)),
            has_app=True,
            has_mathematics=article.has_mathematics,
            question=question,
            article=article.on_page,
            previous=previous,
            next=following,
        )

    def _category_pages(self) -> dict[str, bytes]:
        return dict(
            self._page(
                "category.html",
                f"categories/{category.id}.html",
                title=self._title(f"{category.title}: {category.subtitle}"),
                description=shortened(f"{category.title}, {category.subtitle}. {category.scope}"),
                checkpoint=checkpoint,
                category=category,
                topics=_topics(category),
                question_count=len(category.questions),
                planned_count=category.count,
                minutes=math.ceil(sum(each.time_seconds for each in category.questions) / 60),
            )
            for checkpoint in self.bank.checkpoints
            for category in checkpoint.categories
        )

    def _single_pages(self, audit: Audit | None, terms: licences.ThirdParty) -> dict[str, bytes]:
        pages = [
            self._home(),
            self._numbers(),
            self._checks(audit),
            self._contribute(),
            self._page(
                "licences.html",
                "licences.html",
                title=self._title("Licences"),
                licences=terms.licences,
            ),
            self._not_found(),
        ]
        return dict(pages)

    def _home(self) -> tuple[str, bytes]:
        written = [category for category in self.bank.categories if category.questions]
        return self._page(
            "index.html",
            "index.html",
            title=f"{self.bank.site.title} · {self.bank.site.tagline}",
            has_app=True,
            has_mathematics=self.has_mathematics,
            checkpoints=[
                {
                    "number": checkpoint.number,
                    "title": checkpoint.title,
                    "categories": [_row(category) for category in checkpoint.categories],
                }
                for checkpoint in self.bank.checkpoints
            ],
            question_count=len(self.bank.questions),
            planned_count=sum(category.count for category in self.bank.categories),
            written_categories=len(written),
        )

    def _numbers(self) -> tuple[str, bytes]:
        groups = [
            {"category": category, "rows": rows}
            for category in self.bank.categories
            if (rows := [row for question in category.questions for row in _numbers_of(question)])
        ]
        title = self._title("Numbers to know")
        return self._page("numbers.html", "numbers.html", title=title, groups=groups)

    def _checks(self, audit: Audit | None) -> tuple[str, bytes]:
        document = self.documents["checks.md"]
        return self._page(
            "audit.html",
            "audit.html",
            title=self._title("How these questions are checked"),
            has_mathematics=document.has_mathematics,
            document=trusted(document.html),
            question_count=len(self.bank.questions),
            proved_count=sum(each.is_proved for each in self.evidence.values()),
            audit=audit,
            strategies=findings.strategies(audit),
            long_questions=findings.long_questions(audit, self.bank),
            twins=findings.twins(audit, self.bank),
            coverage=[
                {**_row(category), "counts": findings.counts(category)}
                for category in self.bank.categories
            ],
        )

    def _contribute(self) -> tuple[str, bytes]:
        document = self.documents["contribute.md"]
        return self._page(
            "contribute.html",
            "contribute.html",
            title=self._title("Contribute"),
            body=trusted(document.html),
            has_mathematics=document.has_mathematics,
        )

    def _not_found(self) -> tuple[str, bytes]:
        """A host shows this page at any depth, so its links start at the root where it is known."""
        root = urlsplit(self.bank.site.base_url).path
        title = self._title("No page at this address")
        return self._page("404.html", "404.html", title=title, root=root, canonical="")

    # --- data and assets ----------------------------------------------------------------------

    def _data(self) -> dict[str, bytes]:
        in_app = {name: str(article.in_app) for name, article in self.articles.items()}
        scripts = {
            deck.category_path(category): deck.category_script(category, self.bank.version, in_app)
            for category in self.bank.categories
        }
        return {deck.BANK_PATH: deck.bank_script(self.bank), **scripts}

    def _assets(self) -> dict[str, bytes]:
        css = self.theme / "css"
        sheets = [(css / f"{name}.css").read_text("utf-8") for name in STYLES]
        assets = {
            "assets/site.css": minified("\n".join([*sheets, highlight.style_css()])).encode(),
            "assets/icons/favicon.svg": (self.theme / "icons" / "favicon.svg").read_bytes(),
        }
        if self.has_mathematics:
            sheet = (css / "mathematics.css").read_text("utf-8")
            assets["assets/mathematics.css"] = minified(sheet).encode()
        return assets

    def _content_terms(self) -> str:
        terms = self.bank.site.content_licence
        return f"{self.bank.site.title}\nThe content is published under {terms.name}: {terms.url}"


def _document(bank: Bank, name: str, heading_offset: int) -> Rendered:
    source = bank.sources.get(name)
    if source is None:
        return Rendered("", False, ())
    return render_block(source.text, source=source, first_line=1, heading_offset=heading_offset)


def shortened(text: str) -> str:
    """Cut a text at a word's end to what search engines show."""
    flat = " ".join(text.split())
    if len(flat) <= _DESCRIPTION_CHARACTERS:
        return flat
    return flat[: _DESCRIPTION_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def minified(css: str) -> str:
    """Drop comments, indentation and empty lines; what stays is readable in the browser."""
    without = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return "".join(f"{line.strip()}\n" for line in without.split("\n") if line.strip())


def _navigation(path: str) -> list[dict[str, Any]]:
    return [
        {"title": title, "href": href, "is_current": href == path} for title, href in NAVIGATION
    ]


def _icons(theme: Path) -> list[dict[str, str]]:
    return [
        {"name": path.stem, "shapes": trusted(_shapes(path))}
        for path in sorted((theme / "icons").glob("*.svg"))
        if path.stem != "favicon"
    ]


def _shapes(path: Path) -> str:
    text = path.read_text("utf-8")
    return text[text.index(">") + 1 : text.rindex("</svg>")].strip()


def _topics(category: Category) -> list[dict[str, Any]]:
    return [
        {
            "id": topic.id,
            "title": topic.title,
            "questions": [each for each in category.questions if each.topic == topic.id],
        }
        for topic in category.topics
    ]


def _row(category: Category) -> dict[str, Any]:
    return {
        "id": category.id,
        "title": category.title,
        "subtitle": category.subtitle,
        "question_count": len(category.questions),
        "segments": [_segments(category, topic.id, topic.count) for topic in category.topics],
    }


def _segments(category: Category, topic_id: str, planned: int) -> Sequence[str]:
    written = sum(each.topic == topic_id for each in category.questions)
    return ["unseen"] * written + ["planned"] * max(0, planned - written)


def _numbers_of(question: Question) -> list[dict[str, Any]]:
    return [{"question": question, "number": number} for number in question.numbers]
