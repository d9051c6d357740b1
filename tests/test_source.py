"""What is let through as text, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.problems import Problem
from builder.source import QUESTION_BYTES, Refused, printed_name, read_source, source_from_text


def refused(path: Path, root: Path) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as caught:
        read_source(path, root=root)
    return caught.value.problems


def write(folder: Path, content: bytes) -> Path:
    path = folder / "a.md"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", ()),
        (b"a", ("a",)),
        (b"a\nb\n", ("a", "b")),
        (b"a\r\nb\r\n", ("a", "b")),
        (b"a\n\n", ("a", "")),
        ("größer ⚠️ × 2²\n".encode(), ("größer ⚠️ × 2²",)),
        (b"a\tb\n", ("a\tb",)),
    ],
)
def test_plain_text_is_read(content: bytes, lines: tuple[str, ...], tmp_path: Path) -> None:
    source = read_source(write(tmp_path, content), root=tmp_path)
    assert source.lines == lines
    assert "\r" not in source.text


@pytest.mark.parametrize(
    ("content", "rule", "line", "column"),
    [
        (b"\xef\xbb\xbf---\n", "hidden-character", 1, 1),
        (b"ab\ncaf\xe9\n", "not-utf-8", 2, 4),
        ("ö\nö".encode() + b"\xff", "not-utf-8", 2, 2),
        (b"a\xed\xa0\x80", "not-utf-8", 1, 2),
        (b"a\rb\rc", "line-ending", 1, 2),
        (b"a\n\x00b", "hidden-character", 2, 1),
        (b"a\x1b[31m", "hidden-character", 1, 2),
        ("a\u202eb".encode(), "hidden-character", 1, 2),
        ("a\u2066b\u2069".encode(), "hidden-character", 1, 2),
        ("a\u200db".encode(), "hidden-character", 1, 2),
        ("a\u2028b".encode(), "hidden-character", 1, 2),
        ("a\u0085b".encode(), "hidden-character", 1, 2),
        ("a\u3164".encode(), "hidden-character", 1, 2),
        ("a\U000e0041".encode(), "hidden-character", 1, 2),
        ("a\ufe0f".encode(), "hidden-character", 1, 2),
        ("\ufe0f".encode(), "hidden-character", 1, 1),
        ("ok\ncafe\u0301".encode(), "not-normalised", 2, 4),
        ("\u212b".encode(), "not-normalised", 1, 1),
    ],
)
def test_what_cannot_be_trusted_is_refused(
    content: bytes, rule: str, line: int, column: int, tmp_path: Path
) -> None:
    (problem,) = refused(write(tmp_path, content), tmp_path)
    assert (problem.rule, problem.line, problem.column) == (rule, line, column)


def test_one_problem_a_line_is_enough(tmp_path: Path) -> None:
    path = write(tmp_path, "a\u200b\u200b\nb\u200b\n".encode())
    assert [problem.line for problem in refused(path, tmp_path)] == [1, 2]


def test_the_size_is_capped(tmp_path: Path) -> None:
    assert read_source(write(tmp_path, b"x" * QUESTION_BYTES), root=tmp_path)
    (problem,) = refused(write(tmp_path, b"x" * (QUESTION_BYTES + 1)), tmp_path)
    assert problem.message == "the file has 65537 bytes"
    assert problem.expected == "at most 65536 bytes (64 KiB)"


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, b"x" * (QUESTION_BYTES + 1))
    small = os.lstat(write(tmp_path / "..", b"x"))
    monkeypatch.setattr(Path, "lstat", lambda _: small)
    assert refused(path, tmp_path)[0].rule == "file-too-large"


def test_links_are_refused(tmp_path: Path) -> None:
    real = write(tmp_path, b"a\n")
    link = tmp_path / "link.md"
    link.symlink_to(real)
    assert refused(link, tmp_path)[0].message == "a link stands here"


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    write(tmp_path / "real", b"a\n")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    (problem,) = refused(tmp_path / "linked" / "a.md", tmp_path)
    assert problem.path.endswith("/linked")


def test_the_root_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    write(tmp_path / "real", b"a\n")
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    assert read_source(tmp_path / "linked" / "a.md", root=tmp_path / "linked").lines == ("a",)


def test_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    for name in ("pipe.md", "folder.md"):
        assert refused(tmp_path / name, tmp_path)[0].rule == "not-a-regular-file"


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "absent.md", tmp_path)
    assert problem.rule == "unreadable-file"
    assert problem.message == "the file cannot be read: No such file or directory"


def test_a_name_is_relative_below_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert printed_name(tmp_path / "content" / "a.md") == "content/a.md"
    assert printed_name(Path("content/../content/a.md")) == "content/a.md"
    assert printed_name(tmp_path.parent / "a.md") == (tmp_path.parent / "a.md").as_posix()


def test_a_problem_shows_the_authors_line() -> None:
    source = source_from_text("one\n  two three\n", path=Path("a.md"))
    found = source.at(1, "three", "rule", "message")
    assert (found.line, found.column, found.length) == (2, 7, 5)
    assert found.source_line == "  two three"
    lost = source.at(2, "four", "rule", "message")
    assert (lost.line, lost.column, lost.length) == (2, 3, 9)
    assert source.at(9, "", "rule", "message").source_line == ""
