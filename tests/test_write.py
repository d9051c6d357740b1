"""Writing the output folder: wholly or not at all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder import write
from builder.problems import Problem, format_text
from builder.write import MANIFEST, write_site

OLD = {"index.html": b"old", "data/bank.js": b"kept", "gone/deep/page.html": b"old"}
NEW = {"index.html": b"new", "data/bank.js": b"kept", "questions/a.html": b"new"}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def written(files: dict[str, bytes]) -> dict[str, bytes]:
    return {**files, MANIFEST: write.manifest(files)}


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path != out)


def refused(files: dict[str, bytes], out: Path) -> Problem:
    result, problems = write_site(files, out)
    assert result is None
    assert len(problems) == 1
    return problems[0]


def test_a_new_folder_holds_the_files_and_their_manifest(tmp_path: Path) -> None:
    """The manifest names every other file with its SHA-256, sorted."""
    result, problems = write_site(NEW, tmp_path / "a" / "dist")
    assert not problems
    assert result is not None
    assert tree(tmp_path / "a" / "dist") == written(NEW)
    listed = json.loads((tmp_path / "a" / "dist" / MANIFEST).read_bytes())
    assert list(listed["files"]) == sorted(NEW)
    assert listed["files"]["index.html"] == (
        "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"
    )
    assert set(result.changed) == {*NEW, MANIFEST}


def test_a_second_build_replaces_what_changed_and_removes_strays(tmp_path: Path) -> None:
    """Files that are no part of the site any more go, whoever put them there."""
    out = tmp_path / "dist"
    write_site(OLD, out)
    (out / "stray.txt").write_text("mine")
    (out / "empty").mkdir()
    result, problems = write_site(NEW, out)
    assert not problems
    assert result is not None
    assert tree(out) == written(NEW)
    assert not (out / "empty").exists()
    assert result.changed == ("files.json", "index.html", "questions/a.html")
    assert result.removed == ("empty", "gone/deep/page.html", "stray.txt")
    assert beside(out) == []


def test_equal_files_keep_their_modification_time(tmp_path: Path) -> None:
    """A file whose bytes stay is not written again."""
    out = tmp_path / "dist"
    write_site(OLD, out)
    os.utime(out / "data/bank.js", ns=(10**18, 10**18))
    write_site(NEW, out)
    assert (out / "data/bank.js").stat().st_mtime_ns == 10**18


def test_equal_files_are_copied_where_links_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems know no hard links; the time is kept all the same."""

    def refuse(*_: Any) -> None:
        raise OSError("no links here")

    out = tmp_path / "dist"
    write_site(OLD, out)
    os.utime(out / "data/bank.js", ns=(10**18, 10**18))
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_site(NEW, out)
    assert tree(out) == written(NEW)
    assert (out / "data/bank.js").stat().st_mtime_ns == 10**18


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    """An equal build leaves the very folder in its place."""
    out = tmp_path / "dist"
    write_site(NEW, out)
    inode = out.stat().st_ino
    result, _ = write_site(NEW, out)
    assert result is not None
    assert (result.changed, result.removed) == ((), ())
    assert out.stat().st_ino == inode


def test_a_file_changed_by_hand_is_mended(tmp_path: Path) -> None:
    """The bytes are compared, not the manifest; a link in place of a file is no file."""
    out = tmp_path / "dist"
    write_site(NEW, out)
    (out / "index.html").write_bytes(b"NEW")
    (out / "questions/a.html").unlink()
    (out / "questions/a.html").symlink_to(out / "index.html")
    (out / "folder").symlink_to(tmp_path)
    result, _ = write_site(NEW, out)
    assert result is not None
    assert result.changed == ("index.html", "questions/a.html")
    assert result.removed == ("folder",)
    assert tree(out) == written(NEW)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """Somebody may have made it for us."""
    (tmp_path / "dist").mkdir()
    assert write_site(NEW, tmp_path / "dist")[1] == []
    assert tree(tmp_path / "dist") == written(NEW)


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """The folder it leads to is the output folder."""
    (tmp_path / "real").mkdir()
    (tmp_path / "dist").symlink_to(tmp_path / "real")
    write_site(NEW, tmp_path / "dist")
    assert (tmp_path / "dist").is_symlink()
    assert tree(tmp_path / "real") == written(NEW)


def test_a_folder_that_is_not_ours_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what would be taken."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist/thesis.txt").write_text("years of work")
    problem = refused(NEW, Path("dist"))
    assert format_text([problem], color=False) == (
        "dist:1:1: output-folder: the output folder holds files that no build has written\n"
        "  expected: a folder that does not exist, is empty, or was written by an earlier build\n"
    )
    assert tree(tmp_path / "dist") == {"thesis.txt": b"years of work"}


@pytest.mark.parametrize("content", [b"{}", b"[]", b"not json", b'{"format": "other"}'])
def test_a_foreign_manifest_is_not_ours(tmp_path: Path, content: bytes) -> None:
    """Only our own format is a licence to replace."""
    (tmp_path / MANIFEST).write_bytes(content)
    assert "no build has written" in refused(NEW, tmp_path).message


def test_a_file_and_a_work_tree_are_refused(tmp_path: Path) -> None:
    """A Git work tree would lose its history, though its files are ours."""
    (tmp_path / "dist").write_text("")
    assert refused(NEW, tmp_path / "dist").message == "the output folder is a file"
    write_site(NEW, tmp_path / "pages")
    (tmp_path / "pages/.git").mkdir()
    assert "Git work tree" in refused(OLD, tmp_path / "pages").message


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """The reason of the system is passed on."""
    (tmp_path / "file").write_text("")
    message = refused(NEW, tmp_path / "file" / "dist").message
    assert message == "the output folder cannot be written: File exists"


@pytest.mark.parametrize(
    "paths",
    [
        ["../a"], ["/a"], ["a/../b"], ["a//b"], ["./a"], [""], ["a\\b"], ["c:a"], ["a\nb"],
        ["a", "A"], ["a", "a/b"], ["A", "a/b"], [MANIFEST], ["Files.json"],
    ],
)  # fmt: skip
def test_paths_that_leave_the_folder_or_collide_are_our_fault(
    tmp_path: Path, paths: list[str]
) -> None:
    """No content leads here, so it is an error and no problem."""
    with pytest.raises(ValueError, match=r"site|file"):
        write_site(dict.fromkeys(paths, b""), tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_where_names_cannot_be_exchanged_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The result is the same."""
    monkeypatch.setattr(write, "_exchange", lambda *_: False)
    out = tmp_path / "dist"
    write_site(OLD, out)
    write_site(NEW, out)
    assert tree(out) == written(NEW)
    assert beside(out) == []


def test_a_system_without_the_call_cannot_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has neither function."""
    monkeypatch.setattr(sys, "platform", "win32")
    assert not write._exchange(tmp_path / "a", tmp_path / "b")


class Killed(BaseException):
    """Ends a build at a chosen point as a signal would: nothing of ours catches it."""


STEPS: list[tuple[Any, str]] = [
    (Path, "write_bytes"),
    (Path, "mkdir"),
    (Path, "hardlink_to"),
    (Path, "rename"),
    (Path, "unlink"),
    (os, "unlink"),
    (os, "rmdir"),
    (shutil, "rmtree"),
    (write, "_exchange"),
]


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_killed_build_leaves_the_old_site_or_the_new(
    tmp_path: Path, moment: str, *, exchanges: bool
) -> None:
    """Killed before or after every step that changes anything; the next build clears it up."""
    points = 0
    for number in range(1, 200):
        out = tmp_path / f"{moment}-{number}" / "dist"
        write_site(OLD, out)
        with pytest.MonkeyPatch.context() as patch:
            if not exchanges:
                patch.setattr(write, "_exchange", lambda *_: False)
            calls = _kill_at(patch, number, moment)
            try:
                write_site(NEW, out)
            except Killed:
                points += 1
        if out.exists():
            assert tree(out) in (written(OLD), written(NEW)), f"step {calls[-1]}"
        else:
            assert not exchanges, f"no site after step {calls[-1]}"
        write_site(NEW, out)
        assert tree(out) == written(NEW)
        assert beside(out) == []
        if len(calls) < number:
            break
    assert points >= 8, "the steps were not reached"


def _kill_at(patch: pytest.MonkeyPatch, number: int, moment: str) -> list[str]:
    calls: list[str] = []

    def killing(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            calls.append(name)
            if len(calls) == number and moment == "before":
                raise Killed
            result = real(*arguments, **options)
            if len(calls) == number and moment == "after":
                raise Killed
            return result

        return step

    for owner, name in STEPS:
        patch.setattr(owner, name, killing(name, getattr(owner, name)))
    return calls


LOOP = """
import sys
from pathlib import Path
from builder.write import write_site
out = Path(sys.argv[1])
print("ready", flush=True)
for number in range(10**6):
    write_site({f"{name}.html": str(number).encode() * 2000 for name in range(40)}, out)
"""


def test_a_build_killed_by_a_signal_leaves_a_whole_site(tmp_path: Path) -> None:
    """SIGKILL at ten arbitrary moments: each time all files are of one build."""
    out = tmp_path / "dist"
    for number in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", LOOP, str(out)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
        ) as process:
            assert process.stdout
            process.stdout.readline()
            try:
                process.wait(timeout=0.03 + 0.007 * number)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        if out.exists():
            files = tree(out)
            listing = files.pop(MANIFEST)
            assert write.manifest(files) == listing
            assert len(set(files.values())) == 1


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    """The second waits for the first, and neither fails."""
    out = tmp_path / "dist"
    script = LOOP.replace("10**6", "40")
    command = [sys.executable, "-c", script, str(out)]
    root = Path(__file__).parent.parent
    running = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, b"")
    assert len(tree(out)) == 41
    assert beside(out) == []
