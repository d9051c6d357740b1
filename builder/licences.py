"""Licences: what others wrote and the site ships, with its terms.

Each library in the scripts and the font for mathematics bring their licence text along; the site
shows them on a page and as one plain file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.problems import Problem
from builder.scripts import DenoError, Package, bundled_packages, package_file
from builder.source import printed_name

FONT_PACKAGE = "@fontsource/stix-two-math"
FONT_FILE = "files/stix-two-math-latin-400-normal.woff2"
FONT_PATH = "assets/fonts/stix-two-math.woff2"

_NAMES = ("LICENSE", "LICENCE", "LICENSE.md", "LICENCE.md", "LICENSE.txt", "LICENCE.txt", "COPYING")
_RULE = "\n\n" + "-" * 78 + "\n\n"


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of one part of the site."""

    name: str
    version: str
    """Empty for the site's own code."""
    use: str
    """What it does here, as a sentence that the identifier ends."""
    identifier: str
    """SPDX, for example `MIT`."""
    text: str


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """What the site ships of others."""

    licences: tuple[Licence, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def third_party(theme: Path, *, has_mathematics: bool) -> tuple[ThirdParty, list[Problem]]:
    """Gather libraries' licences and, where formulas stand in the site, the font for them.

    Args:
        theme: The theme folder, with `deno.json` beside it.
        has_mathematics: Whether any page shows a formula.
    """
    files: dict[str, bytes] = {}
    try:
        licences = [*_own(theme), *(_library(each) for each in bundled_packages(theme))]
        if has_mathematics:
            package, files[FONT_PATH] = package_file(theme, FONT_PACKAGE, FONT_FILE)
            licences.append(_licence(package, "The font that formulas are set in."))
    except DenoError as error:
        return ThirdParty(), [_problem(theme, str(error))]
    return ThirdParty(tuple(licences), files), []


def plain_text(licences: tuple[Licence, ...], content: str) -> bytes:
    """Write all licences into one text.

    Args:
        licences: In the order in which they are to stand.
        content: What is said of the content's own licence.
    """
    parts = [content, *(_as_text(licence) for licence in licences)]
    return (_RULE.join(part.strip() for part in parts) + "\n").encode()


def _as_text(licence: Licence) -> str:
    head = f"{licence.name} {licence.version}".strip()
    return f"{head}\n{licence.use} {licence.identifier}.\n\n{licence.text}"


def _own(theme: Path) -> Iterator[Licence]:
    path = theme.parent / "LICENSE"
    if path.is_file():
        text = path.read_text("utf-8")
        yield Licence("This site's code", "", "Pages, styles and scripts.", "MIT", text)


def _library(package: Package) -> Licence:
    return _licence(package, "A library in the scripts.")


def _licence(package: Package, use: str) -> Licence:
    described = json.loads((package.path / "package.json").read_bytes())
    identifier = str(described.get("license", "see its text"))
    text = next(_texts(package.path), f"The package states {identifier} and carries no text.")
    return Licence(package.name, package.version, use, identifier, text)


def _texts(folder: Path) -> Iterator[str]:
    for name in _NAMES:
        if (folder / name).is_file():
            yield (folder / name).read_text("utf-8").replace("\r\n", "\n").strip()


def _problem(theme: Path, printed: str) -> Problem:
    message = printed.strip().split("\n")[0].removeprefix("error: ")
    return Problem(
        printed_name(theme.parent / "deno.json"),
        1,
        1,
        "script-library",
        f"a library of the scripts cannot be had: {message}",
        help="the first build needs the network to fetch libraries",
    )
