"""Bundling the browser's modules, with the real deno wherever it matters."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from builder import scripts
from builder.problems import Problem, format_text
from builder.scripts import DenoError, bundle, bundled_packages, package_file, packages


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme of two entries, one of which imports a module."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "theme"
    (folder / "js").mkdir(parents=True)
    (folder / "js/main.js").write_text(
        'import { greeting } from "./words.js";\ndocument.title = greeting("bank");\n'
    )
    (folder / "js/words.js").write_text(
        "export function greeting(longParameterName) {\n  return `Hello ${longParameterName}`;\n}\n"
    )
    (folder / "js/theme.js").write_text('document.documentElement.dataset.theme = "dark";\n')
    (tmp_path / "deno.json").write_text('{"nodeModulesDir": "none"}')
    return folder


def faults(theme: Path) -> list[Problem]:
    found, problems = bundle(theme, theme.parent / "cache")
    assert found == {}
    return problems


def fake_deno(theme: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Put a shell script in the place of deno."""
    path = theme.parent / "fake-deno"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("deno.find_deno_bin", lambda: str(path))


def test_each_entry_becomes_one_small_classic_script(theme: Path, tmp_path: Path) -> None:
    """No import is left, names are shortened, and nothing leaks into the page's own names."""
    found, problems = bundle(theme, tmp_path / "cache")
    assert problems == []
    assert set(found) == {"assets/app.js", "assets/theme.js"}
    app = found["assets/app.js"].decode()
    assert app.startswith("(()=>{")
    assert "import" not in app
    assert "longParameterName" not in app
    assert "Hello" in app


def test_the_bundle_does_not_depend_on_the_folder(theme: Path, tmp_path: Path) -> None:
    """Two checkouts give the same bytes."""
    elsewhere = tmp_path / "other" / "place" / "theme"
    elsewhere.parent.mkdir(parents=True)
    (tmp_path / "theme").rename(elsewhere)
    moved, _ = bundle(elsewhere, tmp_path / "cache-1")
    elsewhere.rename(tmp_path / "theme")
    assert bundle(theme, tmp_path / "cache-2")[0] == moved


def test_an_unchanged_bundle_comes_from_the_cache(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deno is asked again only when a module, the lock, a flag or deno itself changed."""
    first, _ = bundle(theme, tmp_path / "cache")
    fake_deno(theme, monkeypatch, "exit 1")
    assert bundle(theme, tmp_path / "cache") == (first, [])
    (theme / "js/words.js").write_text("export const greeting = () => 'Good day';\n")
    assert faults(theme) != []


def test_a_fault_in_a_module_is_a_problem_at_its_line(theme: Path) -> None:
    """The author sees the line that deno means."""
    (theme / "js/words.js").write_text("export function greeting() {\n  return = 1;\n}\n")
    assert format_text(faults(theme), color=False) == (
        "theme/js/words.js:2:10: script-bundle: deno cannot bundle the script: "
        "SyntaxError: Expression expected\n"
        "  2 |   return = 1;\n"
        "    |          ^\n"
    )


def test_a_missing_module_is_a_problem_where_it_is_imported(theme: Path) -> None:
    """The place is that of the import."""
    (theme / "js/words.js").unlink()
    (problem,) = faults(theme)
    assert (problem.path, problem.line) == ("theme/js/main.js", 1)
    assert "Module not found" in problem.message


def test_a_place_outside_the_theme_is_not_shown_as_ours(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in a library points to the entry; so does a line that is not there."""
    fake_deno(theme, monkeypatch, "echo 'error: odd\n    at file:///lib/x.js:7:1' >&2; exit 1")
    (problem,) = faults(theme)
    assert (problem.path, problem.line, problem.column) == ("theme/js/main.js", 1, 1)
    fake_deno(theme, monkeypatch, f"echo 'at file://{theme}/js/gone.js:7:1' >&2; exit 1")
    (problem,) = faults(theme)
    assert (problem.path, problem.line, problem.source_line) == ("theme/js/gone.js", 7, "")
    fake_deno(theme, monkeypatch, f"echo 'at file://{theme}/js/main.js:70:1' >&2; exit 1")
    assert faults(theme)[0].source_line == ""


def test_a_silent_failure_says_so(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deno may be killed before it prints anything."""
    fake_deno(theme, monkeypatch, "exit 137")
    assert "deno ended without a message" in faults(theme)[0].message


def test_a_missing_network_is_named(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first build fetches esbuild and libraries."""
    fake_deno(theme, monkeypatch, "echo 'error: error sending request for url' >&2; exit 1")
    assert "needs the network" in faults(theme)[0].help


def test_a_deno_that_hangs_or_cannot_run_is_a_problem(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither ends in a traceback."""
    monkeypatch.setattr(scripts, "_TIMEOUT_SECONDS", 0.05)
    fake_deno(theme, monkeypatch, "exec sleep 5")
    assert "did not end within" in faults(theme)[0].message
    monkeypatch.setattr("deno.find_deno_bin", lambda: str(theme / "no-deno"))
    assert "deno cannot be run" in faults(theme)[0].message


def test_the_lock_is_never_changed(theme: Path, tmp_path: Path) -> None:
    """With a lock deno is told to refuse what the lock does not hold."""
    assert scripts._locked(theme) == ("--config", str(tmp_path / "deno.json"))
    (tmp_path / "deno.lock").write_text('{"version": "5"}')
    assert scripts._locked(theme)[-1] == "--frozen"
    (tmp_path / "deno.json").unlink()
    assert scripts._locked(theme) == ("--frozen",)


INFO = {
    "modules": [{"kind": "esm"}, {"kind": "npm", "npmPackage": "b@2.0.0"}],
    "npmPackages": {
        "a@1.0.0": {"name": "a", "version": "1.0.0", "dependencies": [], "localPath": "/npm/a"},
        "b@2.0.0": {
            "name": "b",
            "version": "2.0.0",
            "dependencies": ["c@3.0.0", "b@2.0.0"],
            "localPath": "/npm/b",
        },
        "c@3.0.0": {"name": "c", "version": "3.0.0", "dependencies": [], "localPath": "/npm/c"},
    },
}


def answering(theme: Path, monkeypatch: pytest.MonkeyPatch, info: object) -> None:
    (theme.parent / "info.json").write_text(json.dumps(info))
    fake_deno(theme, monkeypatch, f"cat {theme.parent}/info.json")


def test_bundled_packages_are_those_of_the_graph(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only tests use is left out; what a library needs is not."""
    answering(theme, monkeypatch, INFO)
    assert [each.name for each in bundled_packages(theme)] == ["b", "c"]
    assert set(packages(theme)) == {"a@1.0.0", "b@2.0.0", "c@3.0.0"}


def test_a_fault_of_the_graph_is_an_error(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deno's own answer hides it in the list of modules."""
    answering(theme, monkeypatch, {"modules": [{"error": "Module not found"}]})
    with pytest.raises(DenoError, match="Module not found"):
        packages(theme)


def test_the_real_deno_names_no_package_where_there_is_none(theme: Path) -> None:
    """The form of its answer is the one that is read."""
    assert bundled_packages(theme) == []


def test_a_file_of_a_package_is_read(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package must be the project's own and hold the file."""
    (theme.parent / "a").mkdir()
    (theme.parent / "a/font.woff2").write_bytes(b"font")
    found = {"name": "a", "version": "1", "dependencies": [], "localPath": f"{theme.parent}/a"}
    answering(theme, monkeypatch, {"modules": [], "npmPackages": {"a@1": found}})
    package, content = package_file(theme, "a", "font.woff2")
    assert (package.version, content) == ("1", b"font")
    with pytest.raises(DenoError, match=r"b is not in deno\.json"):
        package_file(theme, "b", "font.woff2")
    with pytest.raises(DenoError, match=r"a has no file other\.woff2"):
        package_file(theme, "a", "other.woff2")


def test_a_killed_build_leaves_no_half_of_a_script(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cached file appears by its renaming."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            bundle(theme, tmp_path / "cache")
    assert not [
        name for _, _, names in os.walk(tmp_path / "cache") for name in names if ".js" in name
    ]
    assert bundle(theme, tmp_path / "cache")[1] == []
