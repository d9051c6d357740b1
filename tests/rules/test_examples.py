"""The passing and failing example on the page of every rule."""

from __future__ import annotations

import ast
import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from builder.check import registry
from tests.conftest import Workshop, rules_of

ROOT = Path(__file__).parent.parent.parent
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
EXAMPLE = re.compile(r"^(Passes|Fails):\n\n```(\S+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITHOUT_EXAMPLE = {"base-url", "output-folder", "script-bundle", "script-library", "internal-error"}
"""Faults of the machine or of the command, which no content can show."""
RULES = sorted(set(registry()) - WITHOUT_EXAMPLE)
UNRUN = {"revision-not-raised", "evidence-stale", "evidence-unproved"}
"""What any change of a proved question brings with it, and says nothing of the example."""


@pytest.mark.parametrize("rule", RULES)
def test_the_passing_example_passes(rule: str, workshop: Workshop) -> None:
    """It brings no problem at all, so that an author can copy it."""
    language, path, text = examples(rule)["Passes"]
    apply(workshop, language, path, text)
    found = rules_of(workshop.problems())
    assert found <= ({rule} ^ UNRUN if rule in UNRUN else UNRUN)


@pytest.mark.parametrize("rule", RULES)
def test_the_failing_example_fails(
    rule: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It brings the problem of its page."""
    language, path, text = examples(rule)["Fails"]
    printed = apply(workshop, language, path, text)
    if rule == "unreadable-file" and os.geteuid() == 0:
        monkeypatch.setattr(Path, "open", as_anyone(Path.open))
    assert rule in rules_of(workshop.problems()) or f": {rule}: " in printed


@pytest.mark.parametrize("rule", sorted(registry()))
def test_a_page_begins_with_a_sentence(rule: str) -> None:
    first, blank, *_ = registry()[rule].page.splitlines()
    assert first.endswith(".")
    assert not blank


def test_every_rule_that_the_code_reports_has_a_page() -> None:
    """The ids stand as plain strings among the arguments of what makes a problem."""
    makers = {"Problem", "problem", "report", "_report", "_break", "at", "at_key", "in_key"}
    found = set()
    for path in (ROOT / "builder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name_of(node.func) in makers:
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                found |= {word for word in words if ID.fullmatch(str(word))}
    assert len(found) > 40
    assert found <= set(registry())


def as_anyone(opens: Callable[..., IO[Any]]) -> Callable[..., IO[Any]]:
    """Open files as others than the administrator do, whom the system lets read every file."""

    def opened(path: Path, *arguments: Any, **more: Any) -> IO[Any]:
        if path.exists() and not path.stat().st_mode & 0o444:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opens(path, *arguments, **more)

    return opened


def name_of(node: ast.expr) -> str:
    """The last name of what is called."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_every_rule_that_reads_has_a_mirror() -> None:
    """A rule with a check of its own has a test of its own name."""
    here = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    checked = {r.id.replace("-", "_") for r in registry().values() if r.check or r.check_bank}
    assert checked <= here


def test_an_id_is_the_name_of_its_module() -> None:
    folder = ROOT / "builder" / "rules"
    names = {path.stem.replace("_", "-") for path in folder.glob("[!_]*.py")}
    assert names == set(registry())


def examples(rule: str) -> dict[str, tuple[str, str, str]]:
    """Language, path and text of the two examples of a page."""
    found = {m[1]: (m[2], m[3], m[4]) for m in EXAMPLE.finditer(registry()[rule].page)}
    assert found.keys() == {"Passes", "Fails"}, f"the page of {rule} lacks an example"
    return found


def apply(workshop: Workshop, language: str, path: str, text: str) -> str:
    """Put an example into the small bank; give what its commands printed."""
    if path:
        (workshop.root / path).write_text(text, encoding="utf-8")
    elif language == "console":
        return run(workshop, text)
    elif language == "yaml":
        put_keys(workshop, text)
    elif text.startswith("- ["):
        put_option(workshop, text.rstrip("\n"))
    elif re.search("^##", text, re.MULTILINE):
        put_sections(workshop, text.replace("~~~", "```"))
    else:
        workshop.replace("### Complexity\n", text.replace("~~~", "```") + "\n### Complexity\n")
    return ""


def run(workshop: Workshop, text: str) -> str:
    """Run the commands of an example in the content folder; `build.py` may find problems."""
    program = f"{sys.executable} {ROOT / 'build.py'}"
    lines = ["set -e"]
    for line in text.splitlines():
        command = line.removeprefix("$ ")
        if command.startswith("python build.py "):
            rest = command.removeprefix("python build.py ")
            command = f"{program} {rest} --content {workshop.root} || test $? = 1"
        lines.append(command)
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=workshop.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def put_keys(workshop: Workshop, text: str) -> None:
    """Replace front-matter keys; a key that is not there comes last."""
    key = re.match(r"\w+", text)
    assert key
    question = workshop.question.read_text(encoding="utf-8")
    name = {"tilte": "title"}.get(key[0], key[0])
    pattern = re.compile(rf"^{name}:.*?\n(?=\S)", re.MULTILINE | re.DOTALL)
    question, count = pattern.subn(lambda _: text, question, count=1)
    if not count:
        question = question.replace("\n---\n", f"\n{text}---\n", 1)
    workshop.question.write_text(question, encoding="utf-8")


def put_option(workshop: Workshop, text: str) -> None:
    """Replace the key, or the first option that is wrong and no trap."""
    box, verdict = (r"\[x\]", "Right") if text.startswith("- [x]") else (r"\[ \]", "Wrong")
    pattern = re.compile(rf"^- {box} [^\n]*\n  > \*\*{verdict}\.[^\n]*", re.MULTILINE)
    question = workshop.question.read_text(encoding="utf-8")
    question, count = pattern.subn(lambda _: text, question, count=1)
    assert count
    workshop.question.write_text(question, encoding="utf-8")


def put_sections(workshop: Workshop, text: str) -> None:
    """Put sections where the first of them stands, and take the old ones of their headings away."""
    question = workshop.question.read_text(encoding="utf-8")
    headings = [part[0] for part in sections(text) if part[0] and f"\n{part[0]}\n" in question]
    mark = "## HERE\n"
    for heading in dict.fromkeys(headings or ["### Memory"]):
        pattern = re.compile(rf"^{re.escape(heading)}\n.*?(?=^##|\Z)", re.MULTILINE | re.DOTALL)
        question = pattern.sub("" if mark in question else mark, question, count=1)
    workshop.question.write_text(
        question.replace(mark, text.rstrip("\n") + "\n\n"), encoding="utf-8"
    )


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Each heading with what stands below it; text before the first has an empty heading."""
    for part in re.split(r"^(?=##)", text, flags=re.MULTILINE):
        if part:
            yield (part.split("\n")[0] if part.startswith("##") else "", part)
