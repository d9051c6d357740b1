"""Licences of what the site ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder import licences
from builder.licences import FONT_PACKAGE, FONT_PATH, plain_text, third_party
from builder.scripts import DenoError, Package

THEME = Path(__file__).parent.parent / "theme"


def package(folder: Path, name: str, **files: str) -> Package:
    """A package on disk; `LICENSE=...` writes a file of that name."""
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"name": name, "license": "MIT"}))
    for file, text in files.items():
        (folder / file).write_text(text)
    return Package(name, "1.2.3", folder, ())


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme whose scripts hold one library."""
    monkeypatch.chdir(tmp_path)
    library = package(tmp_path / "npm/idea", "idea", LICENSE="Do as you like.\r\nBy Ada\n")
    font = package(tmp_path / "npm/font", FONT_PACKAGE, LICENSE="OFL")
    monkeypatch.setattr(licences, "bundled_packages", lambda _: [library])
    monkeypatch.setattr(licences, "package_file", lambda *_: (font, b"woff2"))
    (tmp_path / "LICENSE").write_text("Our own terms")
    return tmp_path / "theme"


def test_a_site_without_formulas_ships_no_font(theme: Path) -> None:
    """Its own code and its libraries remain."""
    found, problems = third_party(theme, has_mathematics=False)
    assert problems == []
    assert [each.name for each in found.licences] == ["This site's code", "idea"]
    assert found.licences[1].text == "Do as you like.\nBy Ada"
    assert found.files == {}


def test_formulas_bring_the_font_and_its_terms(theme: Path) -> None:
    """The file lies where the style sheet looks for it."""
    found, _ = third_party(theme, has_mathematics=True)
    assert found.files == {FONT_PATH: b"woff2"}
    assert found.licences[-1].name == FONT_PACKAGE
    sheet = (THEME / "css/mathematics.css").read_text()
    assert f'url("{FONT_PATH.removeprefix("assets/")}")' in sheet


def test_the_real_font_can_be_had() -> None:
    """It is pinned in the project's lock, and its package brings the licence."""
    found, problems = third_party(THEME, has_mathematics=True)
    assert problems == []
    assert found.files[FONT_PATH].startswith(b"wOF2")
    assert "SIL OPEN FONT LICENSE" in found.licences[-1].text.upper()


def test_a_package_without_a_text_says_so(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its identifier is then all there is; the site's own text may be missing too."""
    monkeypatch.setattr(licences, "bundled_packages", lambda _: [package(tmp_path / "n", "bare")])
    (tmp_path / "LICENSE").unlink()
    (found,) = third_party(theme, has_mathematics=False)[0].licences
    assert found.text == "The package states MIT and carries no text."


def test_deno_failing_is_a_problem(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network and with an empty cache, the author is told."""

    def fail(_: Path) -> None:
        raise DenoError("error: no network\n  more")

    monkeypatch.setattr(licences, "bundled_packages", fail)
    found, (problem,) = third_party(theme, has_mathematics=False)
    assert found.licences == ()
    assert problem.path == "deno.json"
    assert problem.message == "a library of the scripts cannot be had: no network"


def test_all_texts_stand_in_one_plain_file(theme: Path) -> None:
    """Parted by rules, the content's terms first."""
    found, _ = third_party(theme, has_mathematics=False)
    text = plain_text(found.licences, "The content is free.").decode()
    assert text.startswith("The content is free.\n\n------")
    assert "idea 1.2.3\nA library in the scripts. MIT.\n\nDo as you like.\nBy Ada\n" in text
    assert "Our own terms" in text
