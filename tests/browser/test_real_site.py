"""The committed bank, built as visitors get it: validator, axe, every page in two engines."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.site import build

from .conftest import ENGINES, Engine, Site, Visitor, served
from .test_states import AXE, RUN_AXE

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ROOT / "content"
MEASURE_OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The committed bank, built and served below a path."""
    with served(CONTENT, tmp_path_factory.mktemp("real"), "senior-ai-interview") as real:
        yield real


def pages(site: Site) -> list[str]:
    """Every page of the site, by its path."""
    return sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html"))


def validate(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the validator over the pages of a folder."""
    deno = shutil.which("deno", path=str(Path(sys.executable).parent)) or "deno"
    rights = ("--allow-read", "--allow-env", "--allow-sys")
    return subprocess.run(
        [deno, "run", "--quiet", *rights, "tests/js/validate_html.js", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_validator_finds_nothing(site: Site) -> None:
    done = validate(site.folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_validator_would_find_a_fault(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><head><title>x</title></head><body><p><div></div></p>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    done = validate(tmp_path)
    assert done.returncode == 1
    assert "a.html:1:" in done.stdout


@pytest.mark.parametrize("place", ["http", "file"])
@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_opens_without_a_message_or_a_foreign_request(
    site: Site, browsers: Callable[[Engine], Browser], engine: Engine, place: str
) -> None:
    context = browsers(engine).new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    visitor = Visitor(site, place, context)
    visitor.watch(page)
    for path in pages(site):
        page.goto(site.root(place) + path)
        page.locator("h1").first.wait_for()
        assert page.evaluate(MEASURE_OVERFLOW) <= 0, f"{path} scrolls sideways"
    context.close()
    assert visitor.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    site: Site, browsers: Callable[[Engine], Browser], scheme: str
) -> None:
    context = browsers("chromium").new_context(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    for path in pages(site):
        page.goto(site.root("http") + path)
        page.locator("h1").first.wait_for()
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE) == [], path
    context.close()


def test_a_question_is_readable_and_answerable_without_scripts(
    site: Site, browsers: Callable[[Engine], Browser]
) -> None:
    context = browsers("chromium").new_context(java_script_enabled=False)
    page = context.new_page()
    for path in (path for path in pages(site) if path.startswith("questions/")):
        page.goto(site.root("http") + path)
        assert page.locator(".option input[type=radio]").count() == 4
        rationale = page.locator(".rationale").first
        assert not rationale.locator(".rationale-body").is_visible()
        rationale.locator("summary").click()
        assert rationale.locator(".rationale-body").is_visible()
        page.locator(".solution > summary").click()
        assert page.locator(".aloud").is_visible()
    context.close()


def test_every_question_is_answered_from_disk_and_found_again(
    site: Site, browsers: Callable[[Engine], Browser]
) -> None:
    """In Firefox, whose origin rule for files is the strictest."""
    context = browsers("firefox").new_context()
    page = context.new_page()
    visitor = Visitor(site, "file", context)
    visitor.watch(page)
    questions = [path for path in pages(site) if path.startswith("questions/")]
    for path in questions:
        page.goto(site.root("file") + path)
        page.wait_for_url(re.compile(r"index\.html#/question/"))
        page.locator(".option-label").first.click()
        page.get_by_role("button", name="Certain", exact=True).click()
        page.locator(".verdict").wait_for()
        assert page.locator(".rationale-body").count() == 4
    page.goto(site.root("file") + "index.html#/")
    page.reload()
    page.get_by_text(re.compile(rf"{len(questions)} seen")).first.wait_for()
    context.close()
    assert visitor.faults == []


def test_two_builds_in_different_folders_are_the_same_bytes(site: Site, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "bank"
    shutil.copytree(CONTENT, copy)
    built = build(copy, tmp_path / "other")
    assert not built.problems
    for path in sorted(site.folder.rglob("*")):
        if path.is_file():
            twin = tmp_path / "other" / path.relative_to(site.folder)
            assert twin.read_bytes() == path.read_bytes(), path.name


def test_the_bank_is_complete_as_far_as_it_claims() -> None:
    """NumPy has its twenty, all checkpoints and categories stand."""
    from builder.bank import load_bank

    bank, problems = load_bank(CONTENT)
    assert bank is not None
    assert not problems
    assert len(bank.checkpoints) == 8
    assert len(bank.categories) == 16
    numpy = next(category for category in bank.categories if category.id == "numpy")
    assert len(numpy.questions) == 20
    hard = [question for question in numpy.questions if question.difficulty == "hard"]
    assert len(hard) == 12
    for topic in numpy.topics:
        assert sum(q.topic == topic.id for q in numpy.questions) == topic.count


def test_each_belief_is_carried_by_two_questions() -> None:
    from builder.bank import load_bank

    bank, _ = load_bank(CONTENT)
    assert bank is not None
    for belief in bank.misconceptions:
        carriers = [q.id for q in bank.questions if q.misconception == belief]
        assert len(carriers) >= 2, f"{belief}: {carriers}"
