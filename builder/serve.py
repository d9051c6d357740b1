"""Serve: the site on this machine while it is being written.

A change below the watched folders builds again and reloads open pages. A faulty edit prints its
problems and shows them above every page; the last good site stays. All that development adds to a
page obeys the page's own content policy: a script and a style sheet from this server.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import httpserver, web

from builder.problems import Problem, format_text, summary

HOST = "127.0.0.1"
POLL_SECONDS = 0.4
PORTS_TRIED = 20

Build = Callable[[], Sequence[Problem]]
"""Builds the site and returns the problems that kept it from being written."""
Snapshot = dict[Path, tuple[int, int]]

_STYLE = """\
.development { position: sticky; top: 0; z-index: 20; flex: none;
  padding: 16px max(20px, calc(50vw - 580px));
  background: light-dark(#fdf1ee, #3a211d); color: light-dark(#1f2426, #f0ece4);
  border-bottom: 2px solid light-dark(#a3261b, #ff9b8c); font: 400 1rem/1.5 system-ui, sans-serif; }
.development h2 { margin: 0 0 8px; font-size: 1.2rem; }
.development p { margin: 0 0 8px; }
.development pre { max-height: 40vh; margin: 0; padding: 0; border: 0; overflow: auto;
  font: 0.85rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
"""


@dataclass(slots=True)
class Development:
    """What the server knows: where the site lies, and what is wrong with the newest edit."""

    out: Path
    build: Build
    watched: tuple[Path, ...]
    problems: Sequence[Problem] = ()
    seen: Snapshot = field(default_factory=dict)

    def rebuild(self) -> None:
        """Build and say on the terminal what came of it."""
        had_problems = bool(self.problems)
        try:
            self.problems = self.build()
        except Exception as error:  # a fault of ours must not end the session
            self.problems = [_crash(error)]
        _say(self.problems)
        if had_problems and not self.problems:
            print("no problems; the site is rebuilt", file=sys.stderr, flush=True)

    def is_changed(self) -> bool:
        """Whether any watched file is new, gone or different since the last call."""
        before, self.seen = self.seen, snapshot(self.watched)
        return before != self.seen


def serve(
    out: Path, build: Build, watched: Sequence[Path], *, port: int, opens_browser: bool
) -> None:
    """Build, serve and rebuild until interrupted.

    Args:
        out: The output folder.
        build: What is called at the start and after every change.
        watched: Files and folders whose changes count.
        port: The port to listen at; the next free one is taken where it is in use.
        opens_browser: Whether to show the site in the default browser.
    """
    development = Development(out, build, tuple(watched))
    try:
        asyncio.run(_run(development, port=port, opens_browser=opens_browser))
    except KeyboardInterrupt:
        print("stopped")


async def _run(development: Development, *, port: int, opens_browser: bool) -> None:
    LiveReloadHandler.watcher = Watcher()
    development.is_changed()
    development.rebuild()
    server, address = start(development, port)
    print(f"serving {address} (Ctrl+C stops)", flush=True)
    if opens_browser:
        webbrowser.open(address)
    try:
        await watch(development)
    finally:
        server.stop()


def start(development: Development, port: int) -> tuple[httpserver.HTTPServer, str]:
    """Listen at the port or the next free one.

    Returns:
        The server and the address of the site.

    Raises:
        OSError: Twenty ports in a row are in use.
    """
    listening = _bind(port)
    listening.setblocking(False)
    free = int(listening.getsockname()[1])
    server = httpserver.HTTPServer(application(development, free))
    server.add_sockets([listening])
    return server, f"http://{HOST}:{free}/"


def application(development: Development, port: int) -> web.Application:
    """The site with a script that reloads it."""
    page = {"path": str(development.out), "default_filename": "index.html"}
    routes: list[Any] = [
        (r"/livereload", LiveReloadHandler),
        (r"/livereload\.js", LiveReloadJSHandler),
        (r"/development\.css", _StyleHandler),
        (r"/(.*)", _PageHandler, {**page, "development": development, "port": port}),
    ]
    return web.Application(routes)


async def watch(development: Development) -> None:
    """Rebuild and reload whenever something changed, until cancelled."""
    while True:
        await asyncio.sleep(POLL_SECONDS)
        if await asyncio.to_thread(development.is_changed):
            await asyncio.to_thread(development.rebuild)
            LiveReloadHandler.reload_waiters("*")


def snapshot(watched: Sequence[Path]) -> Snapshot:
    """Time and size of every watched file; editors' hidden files are left out."""
    found: Snapshot = {}
    for root in watched:
        for path in (root, *root.rglob("*")):
            if path.name.startswith(".") or path.name.endswith("~") or path.is_dir():
                continue
            try:
                about = path.stat()
            except OSError:  # gone between the listing and here
                continue
            found[path] = (about.st_mtime_ns, about.st_size)
    return found


def with_development(page: bytes, problems: Sequence[Problem], port: int) -> bytes:
    """Add the reloading script to a page, and the problems above its content."""
    style = b'<link rel="stylesheet" href="/development.css">\n'
    script = f'<script src="/livereload.js?port={port}" defer></script>\n'.encode()
    page = page.replace(b"</head>", style + script + b"</head>", 1)
    at = page.find(b">", page.find(b"<body")) + 1
    return page[:at] + overlay(problems).encode() + page[at:] if problems else page


def overlay(problems: Sequence[Problem]) -> str:
    """The problems as a part of a page."""
    return (
        '\n<section class="development" role="alert" aria-label="Problems of the newest edit">\n'
        f"<h2>{escape(summary(problems))}</h2>\n"
        "<p>The site below is the last one without problems.</p>\n"
        f'<pre tabindex="0">{escape(format_text(problems, color=False))}</pre>\n</section>'
    )


class _StyleHandler(web.RequestHandler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.write(_STYLE)


class _PageHandler(web.StaticFileHandler):
    """Files of the site; pages with what development adds, nothing kept by the browser."""

    development: Development
    port: int

    def initialize(  # type: ignore[override]
        self, path: str, default_filename: str, development: Development, port: int
    ) -> None:
        super().initialize(path, default_filename)
        self.development = development
        self.port = port

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - the signature is Tornado's
        self.set_header("Cache-Control", "no-store")

    def should_return_304(self) -> bool:
        return False

    def compute_etag(self) -> None:
        """Name no version: what is served changes with every edit."""

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001
        file = self._page(path)
        if file is None:
            await super().get(path, include_body)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_extra_headers(path)
        self.finish(with_development(file, self.development.problems, self.port))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Show the site's own page for addresses that lead nowhere."""
        page = self._page("404.html") if status_code == 404 else None
        fallback = b"<!doctype html><html><head></head><body></body></html>"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(with_development(page or fallback, self.development.problems, self.port))

    def _page(self, path: str) -> bytes | None:
        """The bytes of a page, None for other files and for what is not there."""
        root = self.development.out.resolve()
        wanted = (root / (path or "index.html")).resolve()
        wanted = wanted / "index.html" if wanted.is_dir() else wanted
        if wanted.suffix != ".html" or not wanted.is_relative_to(root) or not wanted.is_file():
            return None
        return wanted.read_bytes()


def _bind(port: int) -> socket.socket:
    """Listen at the port or the next free one; the last one tried raises."""
    last = min(port + PORTS_TRIED, 65536) - 1
    for candidate in range(port, last):
        with suppress(OSError):
            return socket.create_server((HOST, candidate))
    return socket.create_server((HOST, last))


def _say(problems: Sequence[Problem]) -> None:
    if problems:
        print(format_text(problems, color=sys.stderr.isatty()), file=sys.stderr)
        print(f"{summary(problems)}; the last good site stays", file=sys.stderr, flush=True)


def _crash(error: Exception) -> Problem:
    message = f"the build failed by a fault of its own: {type(error).__name__}: {error}"
    return Problem("build.py", 1, 1, "internal-error", message)
