"""All pages of the site: complete, well formed, and obeying their own content policy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from builder import render
from builder.audit import Audit, audit
from builder.bank import Bank
from builder.licences import FONT_PATH, Licence, ThirdParty
from builder.render import Renderer, minified, shortened
from builder.source import source_from_text
from tests.conftest import Workshop
from tests.test_article import STATE, changed

THEME = Path(__file__).parent.parent / "theme"
VOID = {"meta", "link", "input", "br", "hr", "img", "col", "wbr"}
SHAPES = {"path", "circle", "line", "rect", "use", "polyline"}
SCRIPTS = {"assets/app.js": b"app", "assets/theme.js": b"theme"}
TERMS = ThirdParty((Licence("idea", "1.2", "A library.", "MIT", "Do as <you> like."),), {})


class Page(HTMLParser):
    """A page as tags; faults of nesting and of identity are noted while it is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [f"id {each} stands twice" for each in self.ids if self.ids.count(each) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, attributes))
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag == "p" and "p" in self.open:
            self.faults.append("a paragraph in a paragraph")
        if tag == "a" and "a" in self.open:
            self.faults.append("a link in a link")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()
        if tag not in SHAPES:
            self.faults.append(f"<{tag}/> is not closed by its stroke")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def findings(small_bank: Bank) -> Audit:
    return audit(small_bank)


@pytest.fixture(scope="module")
def files(small_bank: Bank, findings: Audit) -> dict[str, bytes]:
    return built(small_bank, findings)


def built(bank: Bank, findings: Audit | None = None, terms: ThirdParty = TERMS) -> dict[str, bytes]:
    states = {question.id: STATE for question in bank.questions}
    return Renderer(bank, THEME, states).files(audit=findings, scripts=SCRIPTS, terms=terms)


def pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    return {
        path: Page(content.decode()) for path, content in files.items() if path.endswith(".html")
    }


def test_the_site_has_every_page_and_nothing_else(
    files: dict[str, bytes], small_bank: Bank
) -> None:
    """A question, a category, and the pages that stand alone."""
    expected = {
        "404.html", "audit.html", "contribute.html", "index.html", "licences.html",
        "licences.txt", "numbers.html", "data/bank.js", "assets/app.js", "assets/theme.js",
        "assets/site.css", "assets/icons/favicon.svg",
        *(f"questions/{question.id}.html" for question in small_bank.questions),
        *(f"categories/{category.id}.html" for category in small_bank.categories),
        *(f"data/{category.id}.js" for category in small_bank.categories),
    }  # fmt: skip
    assert set(files) == expected


def test_every_page_is_well_formed(files: dict[str, bytes]) -> None:
    """Elements nest, and no id stands twice."""
    faults = {path: page.faults for path, page in pages(files).items() if page.faults}
    assert faults == {}


def test_a_malformed_page_would_be_found() -> None:
    """The reader above sees what it is for."""
    html = '<p id="a"><p id="a"><b></p></b><a><a class="x" class="y"></a><div/>'
    faults = " ".join(Page(html).faults)
    for words in ("paragraph in", "closes another", "link in", "twice", "never", "its stroke"):
        assert words in faults


def test_every_page_has_its_head_and_landmarks(files: dict[str, bytes]) -> None:
    """Title, description, language, one h1, one main, a way past the navigation."""
    titles: set[str] = set()
    for path, page in pages(files).items():
        assert page.all("html")[0]["lang"] == "en", path
        metas = {meta.get("name"): meta.get("content", "") for meta in page.all("meta")}
        assert len(metas["description"]) >= 20, path
        assert metas["color-scheme"] == "light dark", path
        assert metas["referrer"] == "no-referrer", path
        assert [len(page.all(tag)) for tag in ("main", "h1", "title")] == [1, 1, 1], path
        assert page.all("main")[0]["id"] == "app"
        assert page.all("a")[0] == {"class": "skip", "href": "#app"}
        html = files[path].decode()
        titles.add(html[html.index("<title>") : html.index("</title>")])
        heads = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in pairwise(heads)), path
    assert len(titles) == len(pages(files)), "two pages have one title"


def test_every_page_carries_the_content_policy_and_obeys_it(files: dict[str, bytes]) -> None:
    """No script, style or handler stands in a page, and nothing comes from elsewhere."""
    for path, page in pages(files).items():
        (policy,) = [meta for meta in page.all("meta") if "http-equiv" in meta]
        assert policy["content"] == render.CONTENT_POLICY, path
        assert "unsafe" not in policy["content"]
        assert "'none'" in policy["content"].split(";")[0]
        assert page.all("style") == [], path
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on")], path
            assert "style" not in attributes, path
            if tag in {"script", "img", "iframe"} or (tag == "link" and "href" in attributes):
                address = attributes.get("src", attributes.get("href", ""))
                assert re.fullmatch(r"(\.\./)*(assets|data)/[\w./-]+", address), path
        for script in re.findall(r"<script[^>]*>(.*?)</script>", files[path].decode()):
            assert script == ""


def test_every_link_and_reference_leads_somewhere(files: dict[str, bytes]) -> None:
    """Files, fragments, and the elements that labels and descriptions name."""
    known = {path: set(page.ids) for path, page in pages(files).items()}
    later = {"audit.json"}
    for path, page in pages(files).items():
        for tag, attributes in page.tags:
            for name in ("for", "aria-labelledby", "aria-describedby"):
                for each in attributes.get(name, "").split():
                    assert each in known[path], f"{path}: {name}={each}"
            address = attributes.get("href", attributes.get("src", ""))
            if not address or re.match(r"https?://", address):
                continue
            target, _, fragment = address.partition("#")
            found = normpath(join(dirname(path), target)) if target else path
            assert found in {*files, *later}, f"{path}: <{tag}> leads to {address}"
            if fragment and not fragment.startswith("/"):
                assert fragment in known[found], f"{path}: no {address}"


def test_only_index_and_questions_run_the_app(files: dict[str, bytes]) -> None:
    """The rest reads without it; the theme's script is everywhere and in the head."""
    for path, page in pages(files).items():
        scripts = [script["src"].replace("../", "") for script in page.all("script")]
        has_app = path == "index.html" or path.startswith("questions/")
        expected = ["assets/theme.js", *(["data/bank.js", "assets/app.js"] if has_app else [])]
        assert scripts == expected, path
        assert ("kept" in page.ids) == has_app
        html = files[path].decode()
        assert html.index("assets/theme.js") < html.index("</head>")


def test_scripts_find_the_root_and_the_question(files: dict[str, bytes], small_bank: Bank) -> None:
    """By attributes of the page."""
    for path, page in pages(files).items():
        assert page.all("html")[0]["data-root"] == "../" * path.count("/"), path
        assert page.all("html")[0]["data-site"] == small_bank.site.id
    main = pages(files)["questions/parcel-lookup.html"].all("main")[0]
    assert (main["data-page"], main["data-question"]) == ("question", "parcel-lookup")
    assert main["data-category"] == "sorting"


def test_the_page_and_the_deck_hold_the_same_article(
    files: dict[str, bytes], small_bank: Bank
) -> None:
    """Python wrote it once."""
    script = files["data/sorting.js"].decode()
    deck = json.loads(script[script.index("]={") + 2 : -2])
    renderer = Renderer(small_bank, THEME, {q.id: STATE for q in small_bank.questions})
    article = renderer.articles["parcel-lookup"]
    assert deck["questions"]["parcel-lookup"]["html"] == article.in_app
    assert article.on_page in files["questions/parcel-lookup.html"].decode()


def test_without_scripts_home_and_category_list_all_questions(
    files: dict[str, bytes], small_bank: Bank
) -> None:
    """Home leads to categories, and each category to its questions, topic by topic."""
    home = {link.get("href") for link in pages(files)["index.html"].all("a")}
    assert {f"categories/{each.id}.html" for each in small_bank.categories} <= home
    for category in small_bank.categories:
        html = files[f"categories/{category.id}.html"].decode()
        for question in category.questions:
            assert f'href="../questions/{question.id}.html"' in html
        for topic in category.topics:
            assert f'id="topic-{topic.id}"' in html
    assert "../index.html#/category/sorting" in files["categories/sorting.html"].decode()


def test_an_empty_category_says_so(small_bank: Bank, findings: Audit) -> None:
    """And so does a bank without any question."""
    points = tuple(
        replace(point, categories=tuple(replace(each, questions=()) for each in point.categories))
        for point in small_bank.checkpoints
    )
    bank = replace(small_bank, checkpoints=points)
    files = built(bank, audit(bank))
    category = files["categories/sorting.html"].decode()
    assert "In preparation. 4 questions on the topics below are planned" in category
    assert "Practise" not in category.split("<main", 1)[1].split("</main>")[0]
    assert "in preparation" in files["index.html"].decode()
    assert "No question states a number yet" in files["numbers.html"].decode()
    assert "No question stands here yet" in files["audit.html"].decode()
    assert [page.faults for page in pages(files).values() if page.faults] == []


def test_questions_lead_to_their_neighbours(files: dict[str, bytes], small_bank: Bank) -> None:
    """Within the category, in the order in which it lists them."""
    first, second = small_bank.categories[0].questions[:2]
    html = files[f"questions/{first.id}.html"].decode()
    assert f'rel="next" href="../questions/{second.id}.html"' in html
    assert 'rel="prev"' not in html
    assert f'rel="prev" href="../questions/{first.id}.html"' in (
        files[f"questions/{second.id}.html"].decode()
    )


def test_numbers_stand_with_their_kind_and_question(
    files: dict[str, bytes], small_bank: Bank
) -> None:
    """All of the bank on one page."""
    html = files["numbers.html"].decode()
    numbers = [
        (question, number) for question in small_bank.questions for number in question.numbers
    ]
    assert numbers
    for question, number in numbers:
        assert number.what in html
        assert f'<span class="kind">{number.kind}</span>' in html
        assert f'href="questions/{question.id}.html"' in html


def test_the_audit_page_shows_every_strategy(files: dict[str, bytes], findings: Audit) -> None:
    """With its score against chance, the best first."""
    html = files["audit.html"].decode()
    for strategy in findings.strategies:
        assert strategy.explanation in html
    scores = [
        float(each) for each in re.findall(r'</svg></td>\s*<td class="number">([\d.]+)', html)
    ]
    assert len(scores) >= len(findings.strategies)
    assert scores == sorted(scores, reverse=True)
    assert "luck moves them widely" in html
    assert "3 of 3 questions carry code" in html


def test_the_audit_page_marks_what_is_over_its_bar(small_bank: Bank, findings: Audit) -> None:
    """A strategy that pays, a key that is too long, a pair that sounds alike."""
    first, second = small_bank.questions[:2]
    from builder.audit import Classifier, Lengths, Twins

    over = replace(
        findings,
        is_large_enough=True,
        strategies=(replace(findings.strategies[0], score=0.9, p_value=0.0001, is_over_bar=True),),
        classifier=Classifier("topic", 4, 0.5, 0.25, 0.01, is_over_bar=True),
        lengths=(Lengths(first.id, 1.6, 2.0, is_over_bar=True),),
        twins=(Twins("stem", first.id, second.id, 0.71, 1, is_over_bar=True),),
    )
    html = built(small_bank, over)["audit.html"].decode()
    assert html.count("over the bar") == 2
    assert "luck moves them widely" not in html
    assert "Learns from the options of every topic but one" in html
    assert "under 0.001" in html
    assert "1 question lies outside" in html
    assert '<td>stem</td><td class="number">0.71</td>' in html
    without = replace(over, classifier=None, lengths=(), twins=())
    assert "Learns from" not in built(small_bank, without)["audit.html"].decode()
    assert "What guessing scores" not in built(small_bank, None)["audit.html"].decode()


def test_documents_of_the_content_folder_become_pages(small_bank: Bank) -> None:
    """`contribute.md` has a page, `checks.md` a part of the audit page; faults have their line."""
    text = "Write $x^2$ to us.\n\n## How\n\n[Here](ftp://a)\n"
    source = source_from_text(text, path=small_bank.root / "contribute.md")
    sources = {**small_bank.sources, "contribute.md": source, "checks.md": source}
    renderer = Renderer(replace(small_bank, sources=sources), THEME, {})
    files = renderer.files(audit=None, scripts=SCRIPTS, terms=TERMS)
    for path, level in (("contribute.html", 2), ("audit.html", 3)):
        assert f'<h{level} id="how">How</h{level}>' in files[path].decode()
        assert "assets/mathematics.css" in files[path].decode()
    assert {problem.rule for problem in renderer.problems} == {"link-refused"}
    assert renderer.problems[0].line == 5
    assert "assets/mathematics.css" in files


def test_the_mathematics_font_is_linked_where_it_is_needed(workshop: Workshop) -> None:
    """By pages with formulas and by the app, which may show any of them."""
    workshop.replace_section("### Memory", "The list holds $n^2$ bytes.")
    bank, _ = workshop.load()
    files = built(bank, terms=ThirdParty((), {FONT_PATH: b"font"}))
    linked = {path for path, content in files.items() if b'"mathematics.css' in content
              or b"assets/mathematics.css\"" in content}  # fmt: skip
    assert linked == {"index.html", "questions/shop-order-list.html"}
    assert b"STIX Two Math" in files["assets/mathematics.css"]
    assert files[FONT_PATH] == b"font"


def test_a_base_address_gives_canonical_links(small_bank: Bank) -> None:
    """The page for lost readers then starts its links at the site's root, at any depth."""
    site = replace(small_bank.site, base_url="https://example.org/some/bank/")
    files = built(replace(small_bank, site=site))
    canonical = '<link rel="canonical" href="https://example.org/some/bank/{}">'
    assert canonical.format("") in files["index.html"].decode()
    assert canonical.format("numbers.html") in files["numbers.html"].decode()
    lost = files["404.html"].decode()
    assert "canonical" not in lost
    assert 'href="/some/bank/assets/site.css"' in lost
    assert 'data-root="/some/bank/"' in lost


def test_a_repository_is_linked_in_the_foot(small_bank: Bank) -> None:
    """Where there is one."""
    site = replace(small_bank.site, repository_url="https://github.com/a/b")
    assert (
        'href="https://github.com/a/b"'
        in built(replace(small_bank, site=site))["index.html"].decode()
    )


def test_hostile_words_stay_words(small_bank: Bank, findings: Audit) -> None:
    """Titles, numbers and texts of the site are escaped on every page."""
    hostile = "<script>alert('x')</script>"
    first = small_bank.questions[0]
    question = replace(first, title=hostile, question_text=f"{hostile}?")
    site = replace(small_bank.site, title=hostile, tagline=hostile, introduction=(hostile,))
    files = built(replace(changed(small_bank, question), site=site), findings)
    for path, page in pages(files).items():
        assert page.faults == [], path
        assert all("src" in script for script in page.all("script")), path


def test_licences_show_every_text(files: dict[str, bytes]) -> None:
    """On the page escaped, in the file as it is."""
    assert "Do as &lt;you&gt; like." in files["licences.html"].decode()
    assert b"Do as <you> like." in files["licences.txt"]
    assert b"published under CC BY 4.0" in files["licences.txt"]


def test_two_renderings_are_the_same_bytes(files: dict[str, bytes], small_bank: Bank) -> None:
    """No time, no order of a set."""
    assert built(small_bank, audit(small_bank)) == files


def test_descriptions_end_at_a_word() -> None:
    """As search engines show them."""
    assert shortened("Short  and\nplain.") == "Short and plain."
    long = shortened("word, " * 60)
    assert len(long) <= 160
    assert long.endswith("word…")


def test_styles_lose_their_comments_and_nothing_else() -> None:
    """Selectors and values keep their spaces."""
    css = "/* a\n b */\n.x > .y {\n  margin: 0 1px; /* c */\n\n}\n"
    assert minified(css) == ".x > .y {\nmargin: 0 1px;\n}\n"
