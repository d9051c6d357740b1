"""What is kept: tabs, kills, faults of the stores, export and import."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from .conftest import CHROMIUM, FIREFOX, FIREFOX_PREFERENCES, Engine, Site, Visitor, executable

FIRST = "index.html#/question/shop-order-list"
DATA = "index.html#/data"
NS = "small-bank:"

READ_LOCAL = """() => Object.keys(localStorage).flatMap((key) =>
  key.startsWith("small-bank:e:") ? [JSON.parse(localStorage[key])]
  : key.startsWith("small-bank:s:") ? JSON.parse(localStorage[key]) : [])"""

READ_DATABASE = """() => new Promise((resolve) => {
  indexedDB.open("small-bank:log").onsuccess = ({ target }) => {
    const store = target.result.transaction("events").objectStore("events");
    store.getAll().onsuccess = (event) => { target.result.close(); resolve(event.target.result); };
  };
})"""

DELETE_DATABASE = """() => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase("small-bank:log");
  request.onsuccess = request.onerror = () => resolve(null);
})"""

ANSWERED_SEGMENT = ".category-row .segment:not([data-result=unseen], [data-result=planned])"

RUNS = int(os.environ.get("QUESTION_BANK_RUNS", "1"))
"""How often the trials that fault.md counts are repeated; the full count is for a release."""


def answer(page: Page) -> None:
    """Answer the question that is shown."""
    expect(page.locator(".answer-bar")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()


def ids(events: list[dict[str, Any]]) -> set[str]:
    """The ids of events."""
    return {event["id"] for event in events}


@pytest.mark.parametrize("run", range(RUNS))
def test_tabs_that_write_at_once_lose_nothing(
    visit: Callable[..., Visitor], engine: Engine, run: int
) -> None:
    visitor = visit(engine)
    tabs = [visitor.open(FIRST) for _ in range(2)]
    for tab in tabs:
        tab.evaluate(
            """() => {
              let left = 500;
              const click = () => {
                for (let n = 0; n < 10; n++) document.querySelector(".flag").click();
                if ((left -= 10) > 0) setTimeout(click, 1);
                else document.title = "done";
              };
              click();
            }"""
        )
    for tab in tabs:
        expect(tab).to_have_title("done", timeout=60_000)
    page = visitor.open(DATA)
    expect(page.get_by_text("1,000 events")).to_be_visible()
    assert len(ids(page.evaluate(READ_LOCAL))) == 1_000
    page.wait_for_timeout(500)
    assert len(ids(page.evaluate(READ_DATABASE))) == 1_000


def test_each_store_alone_brings_everything_back(visitor: Visitor) -> None:
    page = visitor.open(FIRST)
    answer(page)
    page.wait_for_timeout(300)
    page.evaluate(
        "() => { for (const key of Object.keys(localStorage)) localStorage.removeItem(key) }"
    )
    page.reload()
    expect(page.locator(".verdict")).to_be_visible()
    assert len(page.evaluate(READ_LOCAL)) == 1
    page.close()
    page = visitor.open("index.html")
    page.evaluate(DELETE_DATABASE)
    page.reload()
    expect(page.locator(ANSWERED_SEGMENT).first).to_be_attached()
    page.wait_for_timeout(300)
    assert len(page.evaluate(READ_DATABASE)) == 1


def persistent(playwright: Playwright, engine: Engine, profile: Path) -> BrowserContext:
    """Start a browser with a profile of its own that outlives it."""
    if engine == "chromium":
        return playwright.chromium.launch_persistent_context(
            profile, executable_path=executable(CHROMIUM), args=["--no-sandbox"]
        )
    return playwright.firefox.launch_persistent_context(
        profile,
        channel="moz-firefox",
        executable_path=executable(FIREFOX),
        firefox_user_prefs=FIREFOX_PREFERENCES,
    )


def kill(profile: Path) -> None:
    """Kill every process of the browser that uses a profile, as a lost battery would."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(profile) in command and int(process.name) != os.getpid():
            os.kill(int(process.name), signal.SIGKILL)


@pytest.mark.parametrize("run", range(RUNS))
def test_a_killed_browser_loses_no_answer(
    playwright: Playwright, site: Site, engine: Engine, tmp_path: Path, run: int
) -> None:
    """The promise is 100 ms; the process is killed that long after the answer was shown."""
    profile = tmp_path / "profile"
    context = persistent(playwright, engine, profile)
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(site.http_root + FIRST)
    expect(page.locator(".answer-bar")).to_be_visible()
    answer(page)
    time.sleep(0.1)
    kill(profile)
    with suppress(Error):  # the browser is gone, and whether closing notices is a race
        context.close()
    context = persistent(playwright, engine, profile)
    page = context.new_page()
    page.goto(site.http_root + DATA)
    expect(page.get_by_text(re.compile("^1 event,"))).to_be_visible()
    context.close()


BLOCK = """
for (const name of ["localStorage", "indexedDB"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("blocked", "SecurityError"); },
  });
}
"""


def test_blocked_storage_is_said_and_the_page_works(visitor: Visitor) -> None:
    visitor.context.add_init_script(BLOCK)
    page = visitor.open(FIRST)
    answer(page)
    expect(page.locator("#kept")).to_contain_text("Progress is not kept in this browser.")
    expect(page.locator(".notice")).to_contain_text("does not let the site store anything")
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_full_quota_is_noticed_within_a_second_and_loses_nothing(
    visit: Callable[..., Visitor], engine: Engine
) -> None:
    visitor = visit(engine)
    page = visitor.open(FIRST)
    answer(page)
    before = page.evaluate(READ_LOCAL)
    page.evaluate(
        """() => {
          for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
            for (let n = 0; n < 3; n++) {
              try { localStorage.setItem(`sibling-${size}-${n}`, "x".repeat(size)); } catch {}
            }
          }
        }"""
    )
    started = time.monotonic()
    page.get_by_role("button", name="Flag this question").click()
    expect(page.locator(".notice")).to_contain_text("storage", timeout=1_000)
    assert time.monotonic() - started < 1.5
    assert page.evaluate(READ_LOCAL) == before
    assert len(json.loads(export(page))["events"]) == 2
    page.goto(visitor.site.root("http") + "licences.html")
    page.goto(visitor.site.root("http") + FIRST)
    expect(page.locator(".flag")).to_have_attribute("aria-pressed", "true")


CATCH_FILE = """() => {
  const make = URL.createObjectURL;
  window.caught = new Promise((resolve) => {
    URL.createObjectURL = (blob) => {
      const address = make.call(URL, blob);
      document.addEventListener("click", async ({ target }) =>
        resolve({ name: target.download, text: await blob.text(), own: target.href === address }),
        { once: true, capture: true });
      return address;
    };
  });
}"""


def export(page: Page) -> str:
    """Export through the page, and read the file."""
    page.goto(re.sub(r"#.*$", "#/data", page.url))
    button = page.get_by_role("button", name="Export progress")
    browser = page.context.browser
    assert browser is not None
    if browser.browser_type.name == "firefox":  # its downloads are not reported to Playwright
        expect(button).to_be_visible()
        page.evaluate(CATCH_FILE)
        button.evaluate("(button) => setTimeout(() => button.click())")
        file = page.evaluate("() => window.caught")
        assert file["own"]
        name, text = file["name"], file["text"]
    else:
        with page.expect_download() as download:
            button.click()
        name = download.value.suggested_filename
        text = download.value.path().read_text(encoding="utf-8")
    assert re.fullmatch(r"small-bank-progress-\d{4}-\d\d-\d\d\.json", name)
    expect(page.get_by_text("The last export was today")).to_be_visible()
    return str(text)


def test_an_export_is_imported_on_another_device(
    visit: Callable[..., Visitor], visitor: Visitor, engine: Engine, tmp_path: Path
) -> None:
    page = visitor.open(FIRST)
    answer(page)
    page.get_by_role("textbox", name="Note").fill("<img src=x onerror=alert(1)>")
    page.wait_for_timeout(1_300)
    file = tmp_path / "progress.json"
    file.write_text(export(page), encoding="utf-8")
    other = visit(engine, visitor.place).open(DATA)
    field = other.get_by_label("A file that was exported here:")
    report = other.locator(".import-report")
    field.set_input_files(file)
    expect(report).to_contain_text("2 new events, 0 already there, 0 set aside")
    expect(other.get_by_text("3 events, each kept in both places")).to_be_visible()
    field.set_input_files(file)
    expect(report).to_contain_text("0 new events, 2 already there, 0 set aside")
    other.goto(re.sub(r"#.*$", "#/question/shop-order-list", other.url))
    expect(other.get_by_role("textbox", name="Note")).to_have_value("<img src=x onerror=alert(1)>")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON object"),
        ("[" * 100_000, "no JSON object"),
        ('{"format":"question-bank-progress","version":1,"site":"other"}', "another site"),
        ('{"format":"question-bank-progress","version":9,"site":"small-bank"}', "another version"),
        ('{"format":"question-bank-progress","version":1,"site":"small-bank"}', "damaged"),
    ],
)
def test_files_that_are_not_ours_are_refused(
    visit: Callable[..., Visitor], tmp_path: Path, text: str, reason: str
) -> None:
    page = visit("chromium").open(DATA)
    file = tmp_path / "<b>file.json"
    file.write_text(text, encoding="utf-8")
    page.get_by_label("A file that was exported here:").set_input_files(file)
    expect(page.locator(".import-report")).to_contain_text(reason)
    expect(page.locator(".import-report")).to_contain_text("Nothing was changed.")
    assert page.evaluate(READ_LOCAL) == []


def test_damage_is_set_aside_and_told(visitor: Visitor) -> None:
    page = visitor.open(FIRST)
    answer(page)
    page.evaluate("localStorage.setItem('small-bank:e:aaaaaaaaaa-bbbbbb-1', '{broken')")
    page.reload()
    expect(page.locator(".notice")).to_contain_text("1 stored entry could not be read")
    expect(page.locator(".verdict")).to_be_visible()
    aside = json.loads(export(page))["aside"]
    assert [each["text"] for each in aside] == ["{broken"]


def test_newer_data_is_shown_but_not_touched(visitor: Visitor) -> None:
    page = visitor.open(FIRST)
    answer(page)
    page.wait_for_timeout(300)
    page.evaluate(
        """() => {
          const event = { v: 2, id: "newer-1", at: 1, seq: 1, type: "answered", how: "new" };
          localStorage.setItem("small-bank:e:newer-1", JSON.stringify(event));
        }"""
    )
    # What the first load writes as it leaves is its own; afterwards no byte may change.
    page.goto(visitor.site.root(visitor.place) + "licences.html")
    page.goto(visitor.site.root(visitor.place) + "index.html")
    expect(page.locator(".notice")).to_contain_text("newer version of this site")
    read = "() => Object.keys(localStorage).sort().map((key) => [key, localStorage[key]])"
    before = page.evaluate(read)
    page.goto(visitor.site.root(visitor.place) + FIRST)
    answer(page)
    page.get_by_role("button", name="Flag this question").click()
    page.goto(visitor.site.root(visitor.place) + "licences.html")
    page.goto(visitor.site.root(visitor.place) + "index.html")
    expect(page.locator(".notice")).to_contain_text("newer version of this site")
    assert page.evaluate(read) == before


def test_a_reset_removes_ours_and_nothing_of_the_neighbours(visitor: Visitor) -> None:
    page = visitor.open(FIRST)
    page.evaluate(
        """() => new Promise((resolve) => {
          localStorage.setItem("neighbour:e:1", "theirs");
          localStorage.setItem("small-bank-2:e:1", "theirs");
          const request = indexedDB.open("neighbour:log");
          request.onsuccess = () => resolve(request.result.close());
        })"""
    )
    answer(page)
    page.goto(re.sub(r"#.*$", "#/data", page.url))
    page.get_by_role("button", name="Remove my progress").click()
    page.get_by_role("button", name="Keep everything").click()
    assert len(page.evaluate(READ_LOCAL)) == 1
    page.get_by_role("button", name="Remove my progress").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove my progress").click()
    expect(page.locator(".message")).to_contain_text("removed from this device")
    assert [event["type"] for event in page.evaluate(READ_LOCAL)] == ["reset"]
    assert [event["type"] for event in page.evaluate(READ_DATABASE)] == ["reset"]
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    assert {"neighbour:e:1", "small-bank-2:e:1"} <= set(keys)
    page.goto(re.sub(r"#.*$", "#/", page.url))
    expect(page.locator(".opening")).to_be_visible()


def test_another_tab_sees_what_happens(visit: Callable[..., Visitor], engine: Engine) -> None:
    visitor = visit(engine)
    home, tab = visitor.open(), visitor.open(FIRST)
    answer(tab)
    expect(home.locator(ANSWERED_SEGMENT)).to_have_count(1)
