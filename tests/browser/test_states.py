"""Every state of the app, light and dark, on a phone and a desk, through axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources

import pytest
from playwright.sync_api import Page, expect

from .conftest import Visitor

AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((each) => each.html).join(" | ")}`);
}"""


def judge(page: Page, state: str) -> None:
    """Ask axe about the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    assert page.evaluate(RUN_AXE) == [], state


def go(page: Page, route: str) -> None:
    """Go to a route of the app and wait until it is drawn."""
    page.goto(re.sub(r"#.*$|$", route, page.url, count=1))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_any_state(
    visit: Callable[..., Visitor], scheme: str, width: int
) -> None:
    page = visit("chromium", color_scheme=scheme, viewport={"width": width, "height": 800}).open()
    judge(page, "newcomer")
    go(page, "#/category/sorting")
    judge(page, "category")
    page.get_by_role("button", name=re.compile("^Practise all")).click()
    expect(page.locator(".answer-bar")).to_be_visible()
    judge(page, "question")
    page.keyboard.press("Shift+A")
    page.keyboard.press("b")
    page.keyboard.press("f")
    if width < 1080:
        page.locator(".pocket summary").click()
    judge(page, "chosen, struck out, flagged")
    page.keyboard.press("?")
    judge(page, "keys")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Fairly sure").click()
    expect(page.locator(".verdict")).to_be_visible()
    page.locator(".evidence summary").click()
    judge(page, "answered")
    go(page, "#/")
    judge(page, "resume")
    page.get_by_role("button", name="End it and see the review").click()
    expect(page.locator(".review-table")).to_be_visible()
    judge(page, "review")
    go(page, "#/data")
    judge(page, "data")
    page.get_by_role("button", name="Remove my progress").click()
    judge(page, "reset")
    page.keyboard.press("Escape")
    go(page, "#/nonsense")
    judge(page, "unknown")
    go(page, "#/category/sorting")
    judge(page, "category with results")
    page.evaluate("localStorage.setItem('small-bank:e:x', '{')")
    page.reload()
    expect(page.locator(".notice")).to_be_visible()
    judge(page, "notice")
