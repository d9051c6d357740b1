"""Write: `{path: bytes}` to the output folder, wholly or not at all.

The new site is staged beside the old one and swapped in by renaming, so a reader finds the old
site or the new one, and a build that is killed leaves one of the two. What it leaves beside the
folder is cleared away by the next build. Files that did not change are linked, not written again:
their modification times stay, and tools that copy what is newer copy little.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.problems import Problem
from builder.source import printed_name

MANIFEST = "files.json"
"""Lists every other file with its hash; an output folder that holds it is ours."""
MANIFEST_FORMAT = "static-site-files"

_AT_FDCWD = {"linux": -100, "darwin": -2}
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build changed in the output folder."""

    out: Path
    changed: tuple[str, ...]
    """Paths that are new or differ."""
    removed: tuple[str, ...]
    """Paths that were there and are no longer part of the site."""


def write_site(files: Mapping[str, bytes], out: Path) -> tuple[Written | None, list[Problem]]:
    """Make the output folder hold exactly these files and their manifest.

    Args:
        files: Relative paths with `/`, and their content.
        out: The output folder, which may not exist yet.

    Returns:
        What changed, or the problems that kept the folder untouched.

    Raises:
        ValueError: A path leaves the folder or collides with another.
    """
    _require_safe_paths(files)
    complete = {**files, MANIFEST: manifest(files)}
    folder = out.resolve()
    if problems := _refusals(out, folder):
        return None, problems
    try:
        with _sole_writer(folder.parent):
            return _replace(complete, folder), []
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [_problem(out, f"the output folder cannot be written: {reason}")]


def manifest(files: Mapping[str, bytes]) -> bytes:
    """List files with their SHA-256, one a line, sorted by path."""
    hashes = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)}
    content = {"format": MANIFEST_FORMAT, "version": 1, "files": hashes}
    return f"{json.dumps(content, indent=1, ensure_ascii=False)}\n".encode()


def _require_safe_paths(files: Mapping[str, bytes]) -> None:
    """Raise on a path that leaves the folder, or that is another's on some file system."""
    seen: dict[str, str] = {}
    folders = {str(parent).casefold() for path in files for parent in PurePosixPath(path).parents}
    for path in (*files, MANIFEST):
        parts = path.split("/")
        if any(part in {"", ".", ".."} for part in parts) or not path.isprintable():
            raise ValueError(f"not a path inside the site: {path!r}")
        if any(sign in path for sign in '\\:*?"<>|'):
            raise ValueError(f"not a path on every file system: {path!r}")
        if seen.setdefault(path.casefold(), path) != path or path.casefold() in folders:
            raise ValueError(f"two files would lie at {path!r}")
    if MANIFEST in files:
        raise ValueError(f"{MANIFEST} is the writer's own file")


def _refusals(out: Path, folder: Path) -> list[Problem]:
    if not folder.exists():
        return []
    if not folder.is_dir():
        return [_problem(out, "the output folder is a file")]
    if (folder / ".git").exists():
        return [_problem(out, "the output folder is a Git work tree; it would be emptied")]
    if any(folder.iterdir()) and not _is_ours(folder):
        return [_problem(out, "the output folder holds files that no build has written")]
    return []


def _problem(out: Path, message: str) -> Problem:
    return Problem(
        printed_name(out),
        1,
        1,
        "output-folder",
        message,
        expected="a folder that does not exist, is empty, or was written by an earlier build",
    )


def _is_ours(folder: Path) -> bool:
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("format") == MANIFEST_FORMAT


@contextmanager
def _sole_writer(parent: Path) -> Iterator[None]:
    """Keep a second build out, by a lock that a killed process cannot leave behind."""
    parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows: two builds at once are the user's to avoid
        yield
        return
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _replace(files: Mapping[str, bytes], folder: Path) -> Written:
    staged = folder.with_name(f".{folder.name}.staged")
    previous = folder.with_name(f".{folder.name}.previous")
    _recover(folder, previous)
    _clear(staged, previous)
    present = _present(folder)
    changed = tuple(path for path in sorted(files) if not _is_same(folder / path, files[path]))
    removed = tuple(sorted(present - files.keys()))
    if changed or removed:
        _stage(files, folder, staged, frozenset(changed))
        _swap(staged, folder, previous)
        _clear(staged, previous)
    return Written(folder, changed, removed)


def _recover(folder: Path, previous: Path) -> None:
    """Undo the first half of a swap by two renames that was killed before its second."""
    if previous.is_dir() and not folder.exists():
        previous.rename(folder)


def _clear(*leftovers: Path) -> None:
    for leftover in leftovers:
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)


def _present(folder: Path) -> set[str]:
    """Whatever lies in the folder and is no directory, and directories that are empty."""
    found: set[str] = set()
    for place, folders, names in os.walk(folder):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        is_empty = not folders and not names and here != folder
        found |= {(here / name).relative_to(folder).as_posix() for name in (*names, *links)}
        found |= {here.relative_to(folder).as_posix()} if is_empty else set()
    return found


def _is_same(path: Path, content: bytes) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content


def _stage(files: Mapping[str, bytes], folder: Path, staged: Path, changed: frozenset[str]) -> None:
    staged.mkdir()
    for path, content in files.items():
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in changed:
            target.write_bytes(content)
        else:
            _keep(folder / path, target)


def _keep(old: Path, target: Path) -> None:
    try:
        target.hardlink_to(old)
    except OSError:  # a file system without hard links
        shutil.copy2(old, target)


def _swap(staged: Path, folder: Path, previous: Path) -> None:
    """Put the staged folder in the place of the old one, at once where the system can."""
    if not folder.exists():
        staged.rename(folder)
    elif not _exchange(staged, folder):
        folder.rename(previous)
        staged.rename(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; false where the system or file system cannot."""
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    function = getattr(ctypes.CDLL(None), name, None) if name else None
    if function is None:
        return False
    here = _AT_FDCWD[sys.platform]
    paths = [os.fsencode(path) for path in (one, other)]
    return bool(function(here, paths[0], here, paths[1], _EXCHANGE) == 0)
