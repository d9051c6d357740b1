"""Practising: from the first question to the review, in both engines, over http and from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Engine, Visitor

FIRST = "shop-order-list"
SECOND = "parcel-lookup"
THIRD = "guest-name-column"


def bar(page: Page, name: str) -> None:
    """Press a button of the answer bar."""
    page.locator(".answer-bar").get_by_role("button", name=name, exact=True).click()


def option(page: Page, verdict: str) -> int:
    """Find an option by what it is, as file index; the page shows it only after the answer."""
    found = page.locator(f".option[data-result={verdict}]").first.get_attribute("data-option")
    return int(found or -1)


def log(page: Page) -> list[dict[str, Any]]:
    """The events in localStorage, in order."""
    texts: list[str] = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.includes(':e:'))"
        ".map((key) => localStorage[key])"
    )
    return sorted((json.loads(text) for text in texts), key=lambda event: event["seq"])


def begin(page: Page, category: str = "sorting") -> None:
    """Begin a session with all questions of a category, through the pages."""
    page.goto(re.sub(r"#.*$", "", page.url) + f"#/category/{category}")
    page.get_by_role("button", name=re.compile("^Practise (all|the)")).click()
    expect(page.locator(".answer-bar")).to_be_visible()


def test_a_newcomer_answers_a_first_question(visitor: Visitor) -> None:
    page = visitor.open()
    expect(page.locator(".opening")).to_contain_text("Each question asks for one decision.")
    assert page.locator(".opening a, .opening button").count() == 1
    page.get_by_role("link", name="Try a first question").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.locator(".rationale, .solution, [data-verdict]").count() == 0
    page.keyboard.press("b")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.locator(".answer-bar")).to_contain_text("Answer B. How sure are you?")
    bar(page, "Fairly sure")
    verdict = page.locator(".verdict")
    expect(verdict).to_be_focused()
    expect(verdict).to_contain_text(
        re.compile(r"^(Right|Wrong|Trap)\.\s*0:\d\d of 2:30, fairly sure\.$")
    )
    said = page.locator(".announcer").inner_text()
    assert re.fullmatch(r"(Right|Wrong|Trap)\. 0:\d\d of 2:30, fairly sure\.", said)
    assert page.locator(".verdict svg").count() == 1
    page.reload()
    expect(verdict).to_be_visible()
    page.get_by_role("button", name="Answer it again").click()
    expect(verdict).to_have_count(0)


def test_everything_is_explained_after_the_answer(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("Shift+A")
    page.keyboard.press("2")
    bar(page, "Certain")
    words = page.locator(".rationale .verdict-word").all_inner_texts()
    assert len(words) == 4
    assert words[0].endswith(", and you had struck it out.")
    assert words[1].endswith(", and your answer.")
    assert sorted(word.split(".")[0].split(",")[0] for word in words) == [
        "Right",
        "Trap",
        "Wrong",
        "Wrong",
    ]
    trap = page.locator(".option[data-result=trap]")
    expect(trap.locator(".belief")).to_contain_text("Reversing a sort by two keys")
    expect(trap.locator(".belief-record")).to_contain_text("One question carries this belief.")
    expect(page.locator(".aloud")).to_be_visible()
    assert page.locator(".solution-body section[data-section]").count() == 5
    expect(page.locator(".evidence")).not_to_have_attribute("open", "")
    expect(page.locator(".sources")).to_be_visible()
    assert page.get_by_role("radio").first.is_disabled()


def test_options_are_chosen_by_row_and_struck_out_by_button(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    row = page.locator(".option").nth(2)
    box = row.locator(".option-label").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    expect(row.get_by_role("radio")).to_be_checked()
    row.get_by_role("button", name="Strike out C").click()
    expect(row).to_have_class(re.compile("is-struck"))
    expect(row.get_by_role("radio")).not_to_be_checked()
    row.get_by_role("button", name="Restore C").click()
    expect(row).not_to_have_class(re.compile("is-struck"))
    bar(page, "Guess")
    expect(page.locator(".answer-bar")).to_contain_text("Choose an option first.")
    assert log(page) == []


def test_a_session_runs_to_its_review(visitor: Visitor) -> None:
    page = visitor.open()
    begin(page)
    assert re.search(r"#/session/[a-z2-7]{10}/1$", page.url)
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    expect(page.locator(".session-margin .map a").first).not_to_have_attribute(
        "data-result", "unseen"
    )
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/2$"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator(".map a[aria-current]").first).to_have_class("is-flagged")
    page.keyboard.press("d")
    bar(page, "Guess")
    bar(page, "See the review")
    expect(page.locator(".score")).to_contain_text(
        re.compile(r"[012] of 2 right\. 0:\d\d of 5:30\.")
    )
    assert page.locator(".review-table tbody tr").count() == 2
    expect(page.locator(".review-table")).to_contain_text("Guess")
    page.locator(".review-table a").first.click()
    expect(page.locator(".verdict")).to_be_visible()
    types = [event["type"] for event in log(page)]
    assert types == ["session-begun", "answered", "flagged", "answered", "session-ended"]
    assert log(page)[-1]["reason"] == "finished"


def test_what_was_missed_becomes_a_session(visitor: Visitor) -> None:
    page = visitor.open()
    begin(page)
    for _ in range(2):
        page.keyboard.press("a")
        page.keyboard.press("Enter")
        expect(page.locator(".verdict")).to_be_visible()
        result = page.locator(".verdict").get_attribute("data-result")
        page.keyboard.press("n")
        expect(page.locator(".verdict")).to_have_count(0)
        missed = page.get_by_role("button", name=re.compile("what was missed"))
    if page.locator(".review-table [data-result=right]").count() == 2:
        expect(missed).to_have_count(0)
        return
    assert result is not None
    missed.click()
    expect(page.locator(".answer-bar")).to_be_visible()
    assert log(page)[-1]["filter"].keys() == {"missed_in"}


def test_a_session_is_resumed_where_it_was_left(visitor: Visitor) -> None:
    page = visitor.open()
    begin(page)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/2$"))
    page.keyboard.press("Shift+D")
    page.keyboard.press("b")
    order = page.locator(".option").evaluate_all("(all) => all.map((each) => each.dataset.option)")
    page.wait_for_timeout(1_600)
    page.reload()
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.locator(".option").nth(3)).to_have_class(re.compile("is-struck"))
    assert page.locator(".clock-time").first.inner_text() >= "0:01"
    assert order == page.locator(".option").evaluate_all(
        "(all) => all.map((each) => each.dataset.option)"
    )
    page.goto(re.sub(r"#.*$", "#/", page.url))
    page.get_by_role("link", name="Continue the session").click()
    expect(page).to_have_url(re.compile("/2$"))
    expect(page.get_by_role("radio").nth(1)).to_be_checked()


def hide(page: Page, state: str) -> None:
    """Hide or show the page, as changing tabs does."""
    page.evaluate(
        """(state) => {
          Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_the_clock_counts_only_what_is_seen_and_stops_at_the_answer(
    visit: Callable[..., Visitor], engine: Engine
) -> None:
    page = visit(engine).open(f"index.html#/question/{FIRST}")
    page.wait_for_timeout(300)
    hide(page, "hidden")
    page.wait_for_timeout(1_500)
    hide(page, "visible")
    page.keyboard.press("a")
    bar(page, "Guess")
    [event] = log(page)
    assert 200 <= event["elapsed_ms"] < 1_500
    shown = page.locator(".session-margin .clock-time").inner_text()
    page.wait_for_timeout(1_200)
    assert page.locator(".session-margin .clock-time").inner_text() == shown


def test_keys_never_fire_in_fields_or_with_modifiers(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    note = page.get_by_role("textbox", name="Note")
    note.fill("")
    note.press_sequentially("abcdf1n?")
    assert page.locator(".option").get_by_role("radio", checked=True).count() == 0
    assert page.url.endswith(FIRST)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+b")
    assert page.locator(".option").get_by_role("radio", checked=True).count() == 0
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("strike an option out")
    page.keyboard.press("b")
    assert page.locator(".option").get_by_role("radio", checked=True).count() == 0
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("b")
    assert page.locator(".option").get_by_role("radio", checked=True).count() == 0
    assert [event["text"] for event in log(page)] == ["abcdf1n?"]


def test_flag_and_note_stay_with_the_question(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    page.get_by_role("button", name="Flag this question").click()
    expect(page.locator(".flag")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("textbox", name="Note").fill("<b>bold</b> & 'quoted'")
    page.reload()
    expect(page.locator(".flag")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("<b>bold</b> & 'quoted'")
    page.goto(re.sub(r"#.*$", "#/category/sorting", page.url))
    expect(page.locator(".mark-flagged")).to_have_count(1)


def test_home_draws_what_was_answered(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("c")
    bar(page, "Certain")
    result = page.locator(".verdict").get_attribute("data-result")
    page.goto(re.sub(r"#.*$", "#/", page.url))
    row = page.locator(".category-row").first
    expect(row.locator(f".segment[data-result={result}]")).to_have_count(1)
    expect(row).to_contain_text(f"1 {result}, 1 unseen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sorting")
    expect(page.locator("#kept")).to_contain_text("Kept on this device.")


def test_a_question_that_changed_says_so(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{SECOND}")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("a")
    bar(page, "Guess")
    [event] = log(page)
    assert event["revision"] == 2
    older = {**event, "revision": 1, "question": "parcel-search", "id": event["id"][:-1] + "9"}
    page.evaluate(
        """([event, older]) => {
          localStorage.removeItem("small-bank:e:" + event.id);
          localStorage.setItem("small-bank:e:" + older.id, JSON.stringify(older));
        }""",
        [event, older],
    )
    page.evaluate("indexedDB.deleteDatabase('small-bank:log')")
    page.goto(visitor.site.root(visitor.place) + "index.html#/category/sorting")
    page.reload()
    expect(page.locator(".mark-changed")).to_have_count(1)
    page.locator(f"a[href='#/question/{SECOND}']").click()
    expect(page.locator(".changed")).to_contain_text("this is revision 2, you answered revision 1")


def test_unknown_addresses_lead_home_or_say_what_is_missing(visitor: Visitor) -> None:
    page = visitor.open("index.html#/nonsense")
    expect(page.locator(".message")).to_contain_text("There is no such page")
    expect(page.locator(".bank")).to_be_visible()
    for address, words in (
        ("#/question/nobody", "No such question"),
        ("#/category/nobody", "No such category"),
        ("#/session/nobody/1", "No such session"),
        ("#/session/nobody/review", "No such session"),
    ):
        page.goto(re.sub(r"#.*$", address, page.url))
        expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_former_id_leads_to_the_question(visitor: Visitor) -> None:
    page = visitor.open("index.html#/question/parcel-search")
    expect(page.get_by_role("heading", level=1)).to_have_text("Parcels that cannot be found")


def test_links_within_the_page_are_no_routes(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#app")).to_be_focused()
    assert page.url.endswith(f"#/question/{FIRST}")


def test_a_page_of_a_question_is_answered_in_place_over_http(
    visit: Callable[..., Visitor], engine: Engine
) -> None:
    visitor = visit(engine)
    page = visitor.open(f"questions/{FIRST}.html")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("b")
    bar(page, "Certain")
    expect(page.locator(".verdict")).to_be_visible()
    page.reload()
    expect(page.locator(".verdict")).to_be_visible()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(f"questions/{SECOND}.html$"))
    expect(page.locator(".answer-bar")).to_be_visible()
    page.locator(".crumb a").click()
    expect(page).to_have_url(re.compile("index.html#/category/sorting$"))
    expect(page.locator(".standing:not([data-result=unseen])")).to_have_count(1)


def test_a_page_of_a_question_leads_into_the_app_from_disk(
    visit: Callable[..., Visitor], engine: Engine
) -> None:
    page = visit(engine, "file").open(f"questions/{FIRST}.html")
    expect(page).to_have_url(re.compile(f"index.html#/question/{FIRST}$"))
    expect(page.locator(".answer-bar")).to_be_visible()


def test_a_category_page_begins_a_session(visit: Callable[..., Visitor], engine: Engine) -> None:
    page = visit(engine).open("index.html#/practise?category=sorting&topic=search")
    expect(page).to_have_url(re.compile(r"#/session/[a-z2-7]{10}/1$"))
    expect(page.locator(".session-margin .map a")).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_light_or_dark_is_remembered(visitor: Visitor, theme: str) -> None:
    page = visitor.open()
    page.get_by_role("radio", name=theme.capitalize()).check()
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == theme
    expect(page.get_by_role("radio", name=theme.capitalize())).to_be_checked()
    expect(page.locator("html")).to_have_css("color-scheme", theme)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_scrolls_sideways(visit: Callable[..., Visitor], width: int) -> None:
    page = visit("chromium", viewport={"width": width, "height": 740}).open()
    for address in ("#/", "#/category/sorting", "#/data", f"#/question/{THIRD}"):
        page.goto(re.sub(r"#.*$|$", address, page.url, count=1))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("a")
    bar(page, "Guess")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_phone_has_the_bar_at_its_foot_and_the_map_in_a_strip(
    visit: Callable[..., Visitor], engine: Engine
) -> None:
    page = visit(engine, viewport={"width": 360, "height": 740}).open()
    begin(page)
    box = page.locator(".answer-bar").bounding_box()
    assert box is not None
    assert abs(box["y"] + box["height"] - 740) < 2
    pocket = page.locator(".pocket")
    expect(pocket).to_contain_text("1 of 2")
    expect(pocket.locator(".map")).to_be_hidden()
    pocket.locator("summary").click()
    expect(pocket.locator(".map a")).to_have_count(2)


def test_on_a_phone_flag_and_note_stand_above_the_question(
    visit: Callable[..., Visitor], engine: Engine
) -> None:
    phone = {"width": 360, "height": 740}
    page = visit(engine, viewport=phone).open(f"index.html#/question/{FIRST}")
    expect(page.locator(".margin-tools")).to_be_hidden()
    expect(page.locator(".pocket .clock")).to_contain_text("of 2:30")
    page.get_by_role("button", name="Flag this question").click()
    expect(page.locator(".pocket-flag")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Write a note").click()
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    page.keyboard.type("ask again")
    page.get_by_role("button", name=re.compile("note")).click()
    expect(page.get_by_role("textbox", name="Note")).to_be_hidden()
    page.get_by_text("Choose an option, then").wait_for()
    page.locator(".option-label").first.click()
    bar(page, "Guess")
    expect(page.locator(".margin-tools")).to_be_visible()
    expect(page.get_by_role("textbox", name="Note")).to_have_value("ask again")
    assert [event["type"] for event in log(page)] == ["flagged", "noted", "answered"]


def test_a_session_leads_on_to_what_is_unseen(visitor: Visitor) -> None:
    page = visitor.open("index.html#/practise?category=sorting&topic=search")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    bar(page, "See the review")
    further = page.get_by_role("button", name=re.compile("^Go on with"))
    expect(further).to_have_text(re.compile(r"\(1 unseen\)$"))
    further.click()
    expect(page.locator("article.question")).to_have_attribute("data-id", FIRST)
    assert log(page)[-1]["filter"]["status"] == "unseen"


def test_the_last_question_of_a_category_leads_back_to_it(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{SECOND}")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    bar(page, "All of Sorting")
    expect(page).to_have_url(re.compile("#/category/sorting$"))


def test_options_keep_their_letters_beside_the_verdict(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("a")
    bar(page, "Guess")
    expect(page.locator(".verdict")).to_be_visible()
    shown = page.locator(".option .letter").evaluate_all(
        "(all) => all.map((each) => getComputedStyle(each, '::after').content)"
    )
    assert all("counter(option" in content for content in shown)
    assert page.locator(".option .letter .icon").count() == 4


def test_home_offers_what_was_missed(visitor: Visitor) -> None:
    page = visitor.open(f"index.html#/question/{FIRST}")
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("a")
    bar(page, "Guess")
    is_right = page.locator(".verdict").get_attribute("data-result") == "right"
    page.goto(re.sub(r"#.*$", "#/", page.url))
    missed = page.get_by_role("button", name="Practise 1 missed last time")
    expect(missed).to_have_count(0 if is_right else 1)
    expect(page.locator(".bank-head")).to_contain_text("1 seen")
