"""Browsers, the built site, and pages that tolerate no message and no foreign request.

A browser that is missing is a failure, never a skip: the promises are about browsers.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from builder.site import build

TESTS = Path(__file__).resolve().parent.parent
SMALL_BANK = TESTS / "banks" / "small"
SUB_PATH = "some/sub/path"

Engine = Literal["chromium", "firefox"]
ENGINES: tuple[Engine, ...] = ("chromium", "firefox")
PLACES = ("http", "file")

CHROMIUM = "chromium"
FIREFOX = "firefox-esr"
FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    # Playwright turns the rule off, and then tests pass where users fail.
    "security.fileuri.strict_origin_policy": True,
}


def executable(name: str) -> str:
    """Find a browser of the system."""
    path = shutil.which(name)
    assert path, f"{name} is missing: the README says how to install the browsers"
    return path


def launch(playwright: Playwright, engine: Engine) -> Browser:
    """Start a browser of the system as a user would have it."""
    if engine == "chromium":
        return playwright.chromium.launch(
            executable_path=executable(CHROMIUM), args=["--no-sandbox"]
        )
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=executable(FIREFOX),
        firefox_user_prefs=FIREFOX_PREFERENCES,
    )


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@dataclass
class Site:
    """A built site and where it can be opened."""

    folder: Path
    http_root: str
    id: str

    def root(self, place: str) -> str:
        """The address of the site's root, with a slash."""
        return self.http_root if place == "http" else self.folder.as_uri() + "/"


@dataclass
class Visitor:
    """A browser profile on the site, and all that went wrong in it."""

    site: Site
    place: str
    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    """Parts of messages that a test provokes."""

    def open(self, path: str = "index.html") -> Page:
        """Open a page of the site in a new tab and wait until the app has drawn it."""
        page = self.context.new_page()
        self.watch(page)
        page.goto(self.site.root(self.place) + path)
        expect(page.locator("#kept")).not_to_be_empty()
        return page

    def watch(self, page: Page) -> None:
        """Note every message, error and foreign request of a page."""
        page.on("console", lambda message: self.note(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.note(f"error: {error}"))
        page.on("request", lambda request: self.judge(request.url))

    def note(self, fault: str) -> None:
        """Remember what went wrong, unless a test provoked it."""
        if not any(part in fault for part in self.expected):
            self.faults.append(fault)

    def judge(self, url: str) -> None:
        """Object to a request that leaves the site."""
        if not url.startswith((self.site.root(self.place), "data:", "blob:")):
            self.note(f"request: {url}")


@contextmanager
def served(content: Path, top: Path, site_id: str) -> Iterator[Site]:
    """Build a bank, and serve it below a path."""
    folder = top / SUB_PATH
    built = build(content, folder)
    assert not built.problems
    handler = functools.partial(QuietHandler, directory=top)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/", site_id)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small bank, built, and served below a path."""
    with served(SMALL_BANK, tmp_path_factory.mktemp("served"), "small-bank") as small:
        yield small


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """The driver of the browsers; its event loop ends with the tests of this folder."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="package")
def browsers(playwright: Playwright) -> Iterator[Callable[[Engine], Browser]]:
    """Browsers, each started once and when first asked for."""
    started: dict[Engine, Browser] = {}

    def browser(engine: Engine) -> Browser:
        if engine not in started:
            started[engine] = launch(playwright, engine)
        return started[engine]

    yield browser
    for each in started.values():
        each.close()


@pytest.fixture
def visit(browsers: Callable[[Engine], Browser], site: Site) -> Iterator[Callable[..., Visitor]]:
    """Make visitors; at the end none of them may have seen a message or a foreign request."""
    visitors: list[Visitor] = []

    def make(engine: Engine, place: str = "http", **options: Any) -> Visitor:
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        context = browsers(engine).new_context(**{**settings, **options})
        context.set_default_timeout(10_000)
        visitors.append(Visitor(site, place, context))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()
        assert visitor.faults == []


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine."""
    found: Engine = request.param
    return found


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    """Over http, and from disk."""
    return str(request.param)


@pytest.fixture
def visitor(visit: Callable[..., Visitor], engine: Engine, place: str) -> Visitor:
    """A newcomer, in each engine and from each place."""
    return visit(engine, place)
