"""The development server: it rebuilds, reloads, and shows what is wrong."""

from __future__ import annotations

import asyncio
import os
import socket
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.websocket import websocket_connect

from builder import serve
from builder.problems import Problem
from builder.serve import Development, overlay, snapshot, with_development

PAGE = (
    b"<!doctype html>\n<html><head><title>A</title></head>\n"
    b'<body class="a">\n<p>Hi</p></body></html>'
)
T = TypeVar("T")
FAULT = Problem("content/a.md", 4, 1, "unknown-key", "`<b>` is not a key", source_line="<b>: 1")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "questions").mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (folder / "404.html").write_bytes(PAGE.replace(b"Hi", b"Lost"))
    (folder / "questions/a.html").write_bytes(PAGE)
    (folder / "app.js").write_text("app")
    (tmp_path / "secret.html").write_text("secret")
    return folder


def development(out: Path, problems: Sequence[Problem] = ()) -> Development:
    return Development(out, lambda: problems, (), problems)


def fetch(address: str) -> tuple[int, dict[str, str], str]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


def served(work: Development, use: Callable[[str], T]) -> T:
    """Start the server, run something against its address in a thread, stop it."""

    async def run() -> T:
        server, address = serve.start(work, 8900)
        try:
            return await asyncio.to_thread(use, address)
        finally:
            server.stop()
            await server.close_all_connections()

    return asyncio.run(run())


def test_pages_are_served_with_the_reloading_script(out: Path) -> None:
    """Files are served as they are, and a browser keeps none of them."""

    def use(address: str) -> list[tuple[int, dict[str, str], str]]:
        paths = ["", "index.html", "questions/a.html", "app.js"]
        return [fetch(address + path) for path in paths]

    *pages, script = served(development(out), use)
    for status, headers, body in pages:
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Cache-Control"] == "no-store"
        assert '<script src="/livereload.js?port=89' in body
        assert "<p>Hi</p>" in body
        assert "development" not in body.replace("/development.css", "")
    assert script[2] == "app"
    assert script[1]["Cache-Control"] == "no-store"


def test_addresses_that_lead_nowhere_show_the_sites_own_page(out: Path) -> None:
    """Nothing above the output folder can be read."""

    def use(address: str) -> list[tuple[int, dict[str, str], str]]:
        paths = ["none.html", "questions/", "../secret.html", "%2e%2e/secret.html", "none.js"]
        return [fetch(address + path) for path in paths]

    for status, _, body in served(development(out), use):
        assert status in {403, 404}
        assert "secret" not in body
        assert ("Lost" in body) == (status == 404)


def test_before_the_first_good_build_there_is_a_page_for_the_problems(tmp_path: Path) -> None:
    """It reloads itself once there is a site."""
    status, _, body = served(development(tmp_path / "dist", [FAULT]), fetch)
    assert status == 404
    assert "unknown-key" in body
    assert "/livereload.js" in body


def test_the_server_gives_what_it_adds(out: Path) -> None:
    """Both come from the server itself, as the content policy asks."""

    def use(address: str) -> list[tuple[int, dict[str, str], str]]:
        return [fetch(address + path) for path in ("livereload.js", "development.css")]

    script, style = served(development(out), use)
    assert "LiveReload" in script[2]
    assert style[1]["Content-Type"] == "text/css; charset=utf-8"
    assert ".development" in style[2]


def test_a_port_in_use_gives_way_to_the_next(out: Path) -> None:
    """The address says which."""
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]

        async def run() -> str:
            server, address = serve.start(development(out), port)
            server.stop()
            return address

        address = asyncio.run(run())
    assert address.startswith("http://127.0.0.1:")
    assert address != f"http://127.0.0.1:{port}/"


def test_without_any_free_port_the_reason_is_raised(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line turns it into a message."""
    monkeypatch.setattr(serve, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            serve._bind(taken.getsockname()[1])


def test_problems_stand_above_the_page_as_text() -> None:
    """Escaped, announced, and without a script or a style of their own."""
    page = with_development(PAGE, [FAULT], 8000).decode()
    part = page[page.index("<section") : page.index("</section>")]
    assert page.index('<body class="a">') < page.index("<section") < page.index("<p>Hi</p>")
    assert 'role="alert"' in part
    assert "content/a.md:4:1: unknown-key: `&lt;b&gt;` is not a key" in part
    assert "<h2>1 problem in 1 file</h2>" in part
    assert "style=" not in part
    assert "<script>" not in page
    assert overlay([FAULT]) in page
    assert "<section" not in with_development(PAGE, [], 8000).decode()


def test_a_snapshot_sees_new_changed_and_removed_files(tmp_path: Path) -> None:
    """Editors' hidden files are none of ours, and a file may vanish at any moment."""
    (tmp_path / "a.md").write_text("a")
    (tmp_path / ".hidden").write_text("a")
    (tmp_path / "a.md~").write_text("a")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    work = Development(tmp_path, list, (tmp_path,))
    assert set(snapshot((tmp_path,))) == {tmp_path / "a.md"}
    assert snapshot((tmp_path / "a.md", tmp_path / "gone")).keys() == {tmp_path / "a.md"}
    assert [work.is_changed(), work.is_changed()] == [True, False]
    os.utime(tmp_path / "a.md", ns=(1, 1))
    assert [work.is_changed(), work.is_changed()] == [True, False]
    (tmp_path / "b.md").write_text("b")
    assert [work.is_changed(), work.is_changed()] == [True, False]
    (tmp_path / "a.md").unlink()
    assert [work.is_changed(), work.is_changed()] == [True, False]


def test_a_faulty_edit_is_printed_and_a_crash_ends_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last good site stays; a mended edit clears the problems."""

    def crash() -> Sequence[Problem]:
        raise ZeroDivisionError("by zero")

    work = Development(tmp_path, lambda: [FAULT], ())
    work.rebuild()
    assert "unknown-key" in capsys.readouterr().err
    work.build = crash
    work.rebuild()
    errors = capsys.readouterr().err
    assert "internal-error: the build failed by a fault of its own: ZeroDivisionError" in errors
    assert "the last good site stays" in errors
    work.build = list
    work.rebuild()
    assert work.problems == []
    assert capsys.readouterr().err == "no problems; the site is rebuilt\n"


def test_a_change_rebuilds_and_tells_open_pages(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the connection that the script in the page holds."""
    monkeypatch.setattr(serve, "POLL_SECONDS", 0.02)
    monkeypatch.setattr(LiveReloadHandler, "watcher", Watcher())
    content = tmp_path / "content"
    content.mkdir()
    builds: list[int] = []

    def build() -> Sequence[Problem]:
        builds.append(1)
        return []

    work = Development(out, build, (content,))
    work.is_changed()

    async def run() -> str:
        server, address = serve.start(work, 8950)
        watching = asyncio.create_task(serve.watch(work))
        page = await websocket_connect(f"ws{address.removeprefix('http')}livereload")
        await page.write_message('{"command": "hello"}')
        assert "hello" in str(await page.read_message())
        await page.write_message('{"command": "info", "url": "http://a"}')
        await asyncio.sleep(0.05)
        (content / "a.md").write_text("a")
        message = str(await asyncio.wait_for(page.read_message(), 5))
        page.close()
        watching.cancel()
        server.stop()
        return message

    assert '"reload"' in asyncio.run(run())
    assert builds == [1]


@pytest.mark.parametrize("opens", [True, False])
def test_serving_builds_says_where_and_stops(
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    opens: bool,
) -> None:
    """The browser is opened unless it is told not to; Ctrl+C ends it without a traceback."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)

    async def interrupt(_: Development) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "watch", interrupt)
    builds: list[int] = []

    def build() -> Sequence[Problem]:
        builds.append(1)
        return []

    serve.serve(out, build, [out], port=8970, opens_browser=opens)
    printed = capsys.readouterr().out
    assert "serving http://127.0.0.1:89" in printed
    assert printed.endswith("stopped\n")
    assert builds == [1]
    assert len(opened) == opens
