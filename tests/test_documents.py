"""What the documents promise exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "requirements").glob("*.md"),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_test_command_of_the_readme_is_what_continuous_integration_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = readme.split("<!-- test command -->")[1].split("<!-- end -->")[0]
    assert "requirements/test.txt" in command
    assert "python -m pytest" in command
    assert "<!-- test command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_documented_commands_are_commands_of_the_program() -> None:
    from build import COMMANDS

    for document in DOCUMENTS:
        for name in re.findall(r"python build\.py ([a-z]+)", document.read_text(encoding="utf-8")):
            assert name in COMMANDS, f"{document.name} names `{name}`"


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9_.-]+)==(\S+)", text, flags=re.MULTILINE))


def test_the_locks_hold_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[\[<>=; ]", r)[0].lower().replace("_", "-") for r in requirements}

    extras = project["optional-dependencies"]
    assert names(project["dependencies"]) <= set(pins("site.txt"))
    assert names(extras["dev"] + extras["evidence"]) <= set(pins("test.txt"))


def test_both_locks_agree() -> None:
    both = pins("site.txt").items() & pins("test.txt").items()
    assert len(both) == len(pins("site.txt"))


def test_every_pin_carries_hashes() -> None:
    for name in ("site.txt", "test.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        for block in re.split(r"\n(?=[a-z0-9])", text):
            if "==" in block.split("\n")[0]:
                assert "--hash=sha256:" in block, block.split("\n")[0]
