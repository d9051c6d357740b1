"""The content folder as a bank: its order, its version, and what does not belong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.bank import Bank, load_bank
from tests.conftest import Workshop, rules_of


def test_the_small_bank_is_read(small_bank: Bank) -> None:
    assert small_bank.site.title == "Small Bank"
    assert small_bank.site.short_title == "Small Bank"
    assert [category.id for category in small_bank.categories] == ["sorting", "text"]
    assert [question.id for question in small_bank.questions] == [
        "shop-order-list",
        "parcel-lookup",
        "guest-name-column",
    ]
    assert small_bank.question("parcel-lookup")
    assert small_bank.question("absent") is None
    category = small_bank.category("sorting")
    assert category
    assert category.count == 4
    assert category.difficulty_counts == {"medium": 2, "hard": 2}
    assert category.topic("absent") is None
    assert small_bank.category("absent") is None
    assert [(step.week, step.first_day, step.is_review) for step in small_bank.learning_path] == [
        (1, 1, False),
        (1, 4, False),
        (2, 8, True),
    ]


def test_addresses_have_one_form(workshop: Workshop) -> None:
    site = Path("site.yaml")
    workshop.replace('base_url: ""', "base_url: https://example.org/bank", site)
    workshop.replace('repository_url: ""', "repository_url: https://example.org/source/", site)
    bank, _ = workshop.load()
    assert bank.site.base_url == "https://example.org/bank/"
    assert bank.site.repository_url == "https://example.org/source"


def test_the_version_changes_with_answers_and_ids_alone(workshop: Workshop) -> None:
    before = workshop.load()[0].version
    workshop.replace("A sort is stable", "Sorting is stable")
    assert workshop.load()[0].version == before
    workshop.replace("revision: 1", "revision: 2")
    after = workshop.load()[0].version
    assert after != before
    workshop.replace("Sort once more", "Sort again")
    assert workshop.load()[0].version not in (before, after)


def test_the_order_of_the_folder_does_not_matter(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank, _ = workshop.load()
    listing = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda path: reversed(list(listing(path))))
    assert workshop.load()[0] == bank


def test_an_empty_category_is_in_preparation(workshop: Workshop) -> None:
    (workshop.root / "basics" / "text" / "guest-name-column.md").unlink()
    bank, problems = workshop.load()
    assert not problems
    assert bank.categories[1].questions == ()


def test_a_partial_question_is_kept_apart(workshop: Workshop) -> None:
    workshop.replace("### Memory\n", "### Remarks\n")
    bank, problems = workshop.load()
    assert len(bank.questions) == 2
    assert len(bank.all_questions) == 3
    assert problems


def test_no_folder_is_a_problem(tmp_path: Path) -> None:
    bank, (problem,) = load_bank(tmp_path / "absent")
    assert bank is None
    assert problem.message == "there is no content folder here"


@pytest.mark.parametrize(
    "name", ["site.yaml", "abilities.yaml", "misconceptions.yaml", "learning-path.yaml"]
)
def test_without_a_file_at_the_root_there_is_no_bank(name: str, workshop: Workshop) -> None:
    (workshop.root / name).unlink()
    bank, problems = load_bank(workshop.root)
    assert bank is None
    assert [problem.message for problem in problems] == [f"`{name}` is missing"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "title: [\n", "- a\n", "\x00"])
def test_a_file_that_says_nothing_is_a_problem(text: str, workshop: Workshop) -> None:
    (workshop.root / "site.yaml").write_text(text, encoding="utf-8")
    bank, problems = load_bank(workshop.root)
    assert bank is None
    assert problems[0].path == "content/site.yaml"


def test_a_site_with_wrong_values_is_a_bank_with_problems(workshop: Workshop) -> None:
    (workshop.root / "site.yaml").write_text("title: Only this\n", encoding="utf-8")
    bank, problems = workshop.load()
    assert bank.site.title == "Only this"
    assert bank.site.content_licence.name == ""
    assert rules_of(problems) == {"missing-key"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("notes.txt", "`notes.txt` is not a file that belongs here"),
        ("sites.yaml", "`sites.yaml` is not a file that belongs here"),
        ("basics/notes.md", "`notes.md` is not a file that belongs here"),
        ("basics/text/a.MD", "`a.MD` is not a file that belongs here"),
        ("basics/text/A.svg", "`A.svg` is not a file that belongs here"),
        ("basics/text/deeper/a.md", "`deeper` is not a folder that belongs here"),
        ("basics/other/category.yaml", "`other` is not a folder that belongs here"),
        ("other/a.md", "`other` is not a folder that belongs here"),
    ],
)
def test_what_does_not_belong_is_found(name: str, message: str, workshop: Workshop) -> None:
    path = workshop.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        (workshop.root / "basics/text/category.yaml").read_text().replace("id: text", "id: other")
    )
    _, problems = workshop.load()
    assert message in [problem.message for problem in problems]


@pytest.mark.parametrize("name", [".DS_Store", "a.md~", ".a.md.swp", ".#a.md", "Thumbs.db"])
def test_what_tools_leave_behind_is_skipped(name: str, workshop: Workshop) -> None:
    for folder in (workshop.root, workshop.root / "basics", workshop.root / "basics" / "text"):
        (folder / name).write_bytes(b"\xff")
    assert not workshop.load()[1]


def test_the_page_for_contributors_is_read(workshop: Workshop) -> None:
    assert "contribute.md" not in workshop.load()[0].sources
    (workshop.root / "contribute.md").write_text("Words.\n")
    assert workshop.load()[0].sources["contribute.md"].text == "Words.\n"
    (workshop.root / "contribute.md").write_bytes(b"\xff")
    assert rules_of(workshop.load()[1]) == {"not-utf-8"}


def test_links_are_reported_and_left_out(workshop: Workshop) -> None:
    (workshop.root / "basics" / "text" / "linked.md").symlink_to("guest-name-column.md")
    (workshop.root / "linked").symlink_to("basics")
    bank, problems = workshop.load()
    assert [problem.path for problem in problems] == [
        "content/basics/text/linked.md",
        "content/linked",
    ]
    assert len(bank.checkpoints) == 1


def test_an_unreadable_question_is_left_out(workshop: Workshop) -> None:
    workshop.question.write_bytes(b"\xff")
    bank, problems = workshop.load()
    assert rules_of(problems) == {"not-utf-8"}
    assert len(bank.all_questions) == 2


def test_a_question_without_front_matter_is_left_out(workshop: Workshop) -> None:
    workshop.question.write_text("Nothing.\n")
    assert len(workshop.load()[0].all_questions) == 2


@pytest.mark.parametrize("name", ["basics/checkpoint.yaml", "basics/text/category.yaml"])
def test_an_unreadable_folder_file_leaves_its_folder_out(name: str, workshop: Workshop) -> None:
    (workshop.root / name).write_text("id: [\n")
    bank, problems = workshop.load()
    assert "invalid-yaml" in rules_of(problems)
    assert len(bank.categories) < 2


def test_records_without_their_id_are_left_out(workshop: Workshop) -> None:
    workshop.replace("- id: debugging\n    title", "- title", Path("abilities.yaml"))
    workshop.replace("{id: search, title", "{title", Path("basics/sorting/category.yaml"))
    workshop.replace("{days: 4-7, title", "{title", Path("learning-path.yaml"))
    bank, problems = workshop.load()
    assert rules_of(problems) == {"missing-key"}
    assert list(bank.abilities) == ["estimation"]
    assert [topic.id for topic in bank.categories[0].topics] == ["stability"]
    assert len(bank.learning_path) == 2


def test_a_bank_is_compared_by_what_it_says(small_bank: Bank) -> None:
    assert replace(small_bank) == small_bank
