"""Scripts: the browser's modules to classic scripts, through deno.

From disk a browser runs classic scripts and no modules, so each entry of `theme/js` becomes one
file. The result is kept in the cache folder under a hash of all that decides it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from builder.problems import Problem
from builder.source import printed_name

ENTRIES = {"assets/app.js": "main.js", "assets/theme.js": "theme.js"}
"""Where each script lies in the site, and its entry module in `theme/js`."""

_FLAGS = ("--platform", "browser", "--format", "iife", "--minify")
_TIMEOUT_SECONDS = 180
_PLACE = re.compile(r"at (?P<url>file://\S+?):(?P<line>\d+):(?P<column>\d+)")
_NOISE = re.compile(r"^(error: bundling failed|Stack backtrace:|\s+\d+: <unknown>)?$")


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package, as deno keeps it."""

    name: str
    version: str
    path: Path
    dependencies: tuple[str, ...]
    """Keys `name@version` of the packages it needs."""


class DenoError(Exception):
    """Deno ended with an error; the message is what it printed."""


def bundle(theme: Path, cache: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Bundle each entry into one minified classic script.

    Args:
        theme: The folder that holds `js`; `deno.json` and `deno.lock` lie beside it.
        cache: Where results are kept; safe to delete.

    Returns:
        Paths in the site and their bytes, or the problems that deno found.
    """
    key = _key(theme)
    scripts: dict[str, bytes] = {}
    for target, name in ENTRIES.items():
        kept = cache / "scripts" / key / name
        try:
            scripts[target] = _cached(theme, theme / "js" / name, kept)
        except DenoError as error:
            return {}, [_problem(theme, theme / "js" / name, str(error))]
    return scripts, []


def packages(theme: Path) -> dict[str, Package]:
    """Name every npm package of the project by `name@version`.

    Raises:
        DenoError: Deno cannot be run or cannot resolve them.
    """
    return {key: _package(found) for key, found in _info(theme)["npmPackages"].items()}


def bundled_packages(theme: Path) -> list[Package]:
    """List the npm packages whose code ends up in the scripts, sorted.

    Raises:
        DenoError: Deno cannot be run or cannot resolve them.
    """
    info = _info(theme)
    known = info["npmPackages"]
    open_keys = [found["npmPackage"] for found in info["modules"] if found["kind"] == "npm"]
    keys: set[str] = set()
    while open_keys:
        if (key := open_keys.pop()) not in keys:
            keys.add(key)
            open_keys += known[key]["dependencies"]
    return [_package(known[key]) for key in sorted(keys)]


def package_file(theme: Path, name: str, path: str) -> tuple[Package, bytes]:
    """Read a file of an npm package, which deno downloads first where it must.

    Raises:
        DenoError: The package is not one of the project's or cannot be had.
    """
    found = next((each for each in packages(theme).values() if each.name == name), None)
    if found is None:
        raise DenoError(f"error: {name} is not in deno.json")
    if not (found.path / path).is_file():
        _deno(theme, "install", *_locked(theme))
    try:
        return found, (found.path / path).read_bytes()
    except OSError as error:
        raise DenoError(f"error: {name} has no file {path}") from error


def _key(theme: Path) -> str:
    """Hash all that decides the bundle: deno, its flags, its lock and every module."""
    digest = hashlib.sha256(f"{metadata.version('deno')} {_FLAGS}".encode())
    root = theme.parent
    modules = sorted(path for path in (theme / "js").rglob("*") if path.is_file())
    for path in (root / "deno.json", root / "deno.lock", *modules):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"\0{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:32]


def _cached(theme: Path, entry: Path, kept: Path) -> bytes:
    if kept.is_file():
        return kept.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "bundle.js"
        arguments = (*_locked(theme), *_FLAGS, "--quiet", "--output", str(target), str(entry))
        _deno(theme, "bundle", *arguments)
        content = target.read_bytes()
    _keep(content, kept)
    return content


def _keep(content: bytes, kept: Path) -> None:
    """Write beside and rename, so that a killed build leaves no half of a script."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(kept)


def _locked(theme: Path) -> tuple[str, ...]:
    """Point deno at the project's own configuration and lock, which it must not change."""
    root = theme.parent
    config = ("--config", str(root / "deno.json")) if (root / "deno.json").is_file() else ()
    return (*config, "--frozen") if (root / "deno.lock").is_file() else config


def _info(theme: Path) -> dict[str, Any]:
    entry = theme / "js" / ENTRIES["assets/app.js"]
    answer = _deno(theme, "info", "--json", *_locked(theme), str(entry))
    info: dict[str, Any] = json.loads(answer)
    faults = [each["error"] for each in info["modules"] if "error" in each]
    if faults:
        raise DenoError(f"error: {faults[0]}")
    return {"modules": info["modules"], "npmPackages": info.get("npmPackages", {})}


def _package(found: dict[str, Any]) -> Package:
    path = Path(found.get("localPath", ""))
    return Package(found["name"], found["version"], path, tuple(found["dependencies"]))


def _deno(theme: Path, *arguments: str) -> str:
    from deno import find_deno_bin  # type: ignore[import-untyped]  # it ships no types

    quiet = {"NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1", "DENO_NO_PROMPT": "1"}
    try:
        done = subprocess.run(
            [find_deno_bin(), *arguments],
            cwd=theme.parent,
            env={**os.environ, **quiet},
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise DenoError(f"error: deno did not end within {_TIMEOUT_SECONDS} s") from error
    except OSError as error:
        raise DenoError(f"error: deno cannot be run: {error}") from error
    if done.returncode:
        raise DenoError(done.stderr)
    return done.stdout


def _problem(theme: Path, entry: Path, printed: str) -> Problem:
    """Turn what deno printed into a problem at the place that it names."""
    rows = [row for row in printed.splitlines() if not _NOISE.match(row)]
    message = rows[0].removeprefix("error: ") if rows else "deno ended without a message"
    place = _PLACE.search(printed)
    path, line, column = entry, 1, 1
    if place and (named := _local(place["url"])).is_relative_to(theme):
        path, line, column = named, int(place["line"]), int(place["column"])
    is_offline = "error sending request" in printed
    return Problem(
        printed_name(path),
        line,
        column,
        "script-bundle",
        f"deno cannot bundle the script: {message}",
        help="the first build needs the network to fetch esbuild and libraries" * is_offline,
        source_line=_line(path, line),
    )


def _local(url: str) -> Path:
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname

    return Path(url2pathname(unquote(urlsplit(url).path)))


def _line(path: Path, number: int) -> str:
    try:
        rows = path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return rows[number - 1] if number <= len(rows) else ""
