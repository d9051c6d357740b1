"""Bank: everything below `content/`, loaded into records in a fixed order.

Loading walks the whole folder, so a file that no part of the format names is reported and never
silently left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from builder import fields, frontmatter
from builder.fields import Choice, Field, Flag, Integer, Kind, ListOf, MapOf, Record, Text
from builder.parse import parse_question
from builder.problems import Problem, closest, listed, quoted
from builder.question import (
    DIFFICULTIES,
    Ability,
    Category,
    Checkpoint,
    Misconception,
    Question,
    Topic,
    fingerprint,
)
from builder.source import (
    COLLECTION_BYTES,
    Refused,
    Source,
    link_problem,
    printed_name,
    read_source,
)

EVIDENCE_KINDS = ("run", "arithmetic", "config", "source", "device")
LEDGER_NAME = "ids.lock"
EVIDENCE_LOCK_NAME = "evidence.lock"
_ROOT_FILES = ("site.yaml", "abilities.yaml", "misconceptions.yaml", "learning-path.yaml")
_LOCKS = (LEDGER_NAME, EVIDENCE_LOCK_NAME)
_PAGES = ("contribute.md", "checks.md")
_LEFT_BY_TOOLS = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|.*~|\.#.*|\..*\.sw.|4913")
"""Names that editors and file managers leave behind, and that are skipped in silence."""
_FIGURE = re.compile(rf"{fields.SLUG_PATTERN}\.svg")

_SENTENCE = Text(shortest=3, longest=400)
_TITLE = Text(shortest=2, longest=120)

SITE = Record(
    (
        Field("id", fields.slug(40), "the name under which browsers keep progress"),
        Field("title", _TITLE, "what the site is called"),
        Field("short_title", Text(longest=40), "the same in little space", is_required=False),
        Field("tagline", _SENTENCE, "one line below the title"),
        Field("description", _SENTENCE, "one or two sentences for search engines"),
        Field(
            "language",
            Text(2, 20, "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag such as `en`"),
            "the language of the content",
        ),
        Field("base_url", fields.link(is_optional=True), "where the site is hosted, or empty"),
        Field("repository_url", fields.link(is_optional=True), "where its source is, or empty"),
        Field(
            "content_licence",
            Record(
                (
                    Field("name", _TITLE, "the licence's name"),
                    Field("url", fields.link(), "its text"),
                ),
                noun="key of a licence",
            ),
            "the licence of the content, with `name` and `url`",
        ),
        Field(
            "introduction",
            ListOf(_SENTENCE, 0, 8, "paragraph", "paragraphs"),
            "what the home page says",
            is_required=False,
        ),
    ),
    noun="key of site.yaml",
)
_ABILITY = Record(
    (
        Field("id", fields.slug(40), "the id that questions name"),
        Field("title", _TITLE, "what a learner can do"),
        Field("example", _SENTENCE, "a question that shows it"),
    ),
    noun="key of an ability",
)
ABILITIES = Record(
    (
        Field(
            "abilities",
            ListOf(_ABILITY, 1, 12, "ability", "abilities"),
            "the abilities, in their order",
        ),
    ),
    noun="key of abilities.yaml",
)
MISCONCEPTIONS = MapOf(
    fields.slug(60),
    Record(
        (
            Field("belief", _SENTENCE, "the belief in the words of someone who holds it"),
            Field("holds", _SENTENCE, "where it is true"),
            Field("breaks", _SENTENCE, "where it is not"),
        ),
        noun="key of a misconception",
    ),
    "misconception",
    1000,
)
LEARNING_PATH = Record(
    (
        Field(
            "steps",
            ListOf(
                Record(
                    (
                        Field(
                            "days",
                            Text(
                                1,
                                9,
                                "[1-9][0-9]{0,3}(?:-[1-9][0-9]{0,3})?",
                                "`4-7`, or a single day in quotes",
                            ),
                            "first and last day, counted from 1",
                        ),
                        Field("title", _TITLE, "what the step is called"),
                        Field(
                            "categories",
                            ListOf(fields.slug(), 1, 12, "category", "categories"),
                            "ids of the categories to study",
                            is_required=False,
                        ),
                        Field("review", Flag(), "whether it plans reviews", is_required=False),
                    ),
                    noun="key of a step",
                ),
                0,
                200,
                "step",
                "steps",
            ),
            "the steps in their order",
        ),
    ),
    noun="key of learning-path.yaml",
)
CHECKPOINT = Record(
    (
        Field("id", fields.slug(40), "the same as the folder's name"),
        Field("number", Integer(1, 99), "its place on the home page"),
        Field("title", _TITLE, "what it is called"),
        Field(
            "categories",
            ListOf(fields.slug(40), 0, 24, "category", "categories"),
            "the folders below it, in their order",
        ),
    ),
    noun="key of checkpoint.yaml",
)
_COUNT = Integer(0, 500)
CATEGORY = Record(
    (
        Field("id", fields.slug(40), "the same as the folder's name"),
        Field("title", _TITLE, "what it is called"),
        Field("subtitle", _TITLE, "what it is about", is_required=False),
        Field("short_title", Text(longest=30), "the same in little space", is_required=False),
        Field("scope", _SENTENCE, "what belongs here and what to a neighbour"),
        Field(
            "evidence",
            ListOf(Choice(EVIDENCE_KINDS), 1, 5, "kind of evidence", "kinds of evidence"),
            "what can prove an answer here",
        ),
        Field(
            "difficulty",
            Record(
                tuple(Field(word, _COUNT, f"how many are {word}") for word in DIFFICULTIES),
                noun="difficulty",
            ),
            "how many questions of each difficulty are planned",
        ),
        Field(
            "topics",
            ListOf(
                Record(
                    (
                        Field("id", fields.slug(40), "the id that questions name"),
                        Field("title", _TITLE, "what it is called"),
                        Field("count", _COUNT, "how many questions are planned"),
                    ),
                    noun="key of a topic",
                ),
                1,
                24,
                "topic",
                "topics",
            ),
            "the topics with their planned counts",
        ),
    ),
    noun="key of category.yaml",
)


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of the content."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Site:
    """What the site is called and says of itself."""

    id: str
    title: str
    short_title: str
    tagline: str
    description: str
    language: str
    base_url: str
    """With a final `/`, or empty."""
    repository_url: str
    """Without a final `/`, or empty."""
    content_licence: Licence
    introduction: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the learning path."""

    week: int
    """From 1, the week of its first day."""
    first_day: int
    last_day: int
    title: str
    categories: tuple[str, ...]
    is_review: bool
    line: int


@dataclass(frozen=True)
class Bank:
    """All content, in the order in which it is shown."""

    root: Path
    site: Site
    checkpoints: tuple[Checkpoint, ...]
    misconceptions: Mapping[str, Misconception]
    abilities: Mapping[str, Ability]
    learning_path: tuple[Step, ...]
    sources: Mapping[str, Source] = field(default_factory=dict, repr=False)
    """The files at the root that could be read, by name."""

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """All categories, checkpoint by checkpoint."""
        return tuple(category for point in self.checkpoints for category in point.categories)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All whole questions, category by category."""
        return tuple(question for category in self.categories for question in category.questions)

    @cached_property
    def all_questions(self) -> tuple[Question, ...]:
        """The whole questions and those that lack something structural."""
        return tuple(
            question
            for category in self.categories
            for question in (*category.questions, *category.partial)
        )

    @cached_property
    def present_ids(self) -> frozenset[str]:
        """The ids of all questions and the names of files that could not be read as one.

        What commands recorded of such a file is not given up because of a slip in it.
        """
        names = (path.stem for path in self.root.glob("*/*/*.md"))
        return frozenset((*(question.id for question in self.all_questions), *names))

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question | None:
        """A whole question by its id."""
        return self._by_id.get(question_id)

    def category(self, category_id: str) -> Category | None:
        """A category by its id."""
        return next((category for category in self.categories if category.id == category_id), None)

    @cached_property
    def version(self) -> str:
        """Sixteen hex digits that change with any id, revision, answer or place of a question."""
        rows = [
            [category.id, question.id, question.revision, question.topic, fingerprint(question)]
            for category in self.categories
            for question in category.questions
        ]
        encoded = json.dumps([self.site.id, rows], separators=(",", ":")).encode()
        return hashlib.sha256(encoded).hexdigest()[:16]


def load_bank(content_dir: Path) -> tuple[Bank | None, list[Problem]]:
    """Load the content folder.

    Returns:
        The bank, None where one of the files at its root cannot be read, and all problems.
    """
    if not content_dir.is_dir():
        message = "there is no content folder here"
        expected = "a folder with a site.yaml; `--content` names it"
        missing = Problem(
            printed_name(content_dir), 1, 1, "missing-file", message, expected=expected
        )
        return None, [missing]
    loader = _Loader(Path(content_dir))
    bank = loader.bank()
    return bank, loader.problems


class _Loader:
    """Reads one content folder; problems are kept."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}

    def bank(self) -> Bank | None:
        """Everything; None where a file at the root is unreadable."""
        site = self._root_file("site.yaml", SITE)
        abilities = self._root_file("abilities.yaml", ABILITIES)
        beliefs = self._root_file("misconceptions.yaml", MISCONCEPTIONS)
        path = self._root_file("learning-path.yaml", LEARNING_PATH)
        self._read_pages()
        checkpoints = self._checkpoints()
        if site is None or abilities is None or beliefs is None or path is None:
            return None
        return Bank(
            root=self.root,
            site=_site(site),
            checkpoints=checkpoints,
            misconceptions={key: _misconception(key, row) for key, row in beliefs.items()},
            abilities={
                row["id"]: _ability(row) for row in abilities.get("abilities", ()) if "id" in row
            },
            learning_path=tuple(_step(row) for row in path.get("steps", ()) if "days" in row),
            sources=self.sources,
        )

    def _report(self, path: Path, rule: str, message: str, **more: Any) -> None:
        self.problems.append(Problem(printed_name(path), 1, 1, rule, message, **more))

    def _read_pages(self) -> None:
        for name in _PAGES:
            path = self.root / name
            if (
                path.exists()
                and not path.is_dir()
                and (source := self._read(path, COLLECTION_BYTES))
            ):
                self.sources[name] = source

    def _root_file(self, name: str, kind: Kind) -> Any:
        source, values = self._read_yaml(self.root / name, kind)
        if source:
            self.sources[name] = source
        return values

    def _read_yaml(self, path: Path, kind: Kind) -> tuple[Source | None, Any]:
        """A YAML file and its converted values; both None where it cannot be read."""
        if not path.exists() and not path.is_symlink():
            expected = f"a file `{path.name}` in this folder"
            self._report(path, "missing-file", f"`{path.name}` is missing", expected=expected)
            return None, None
        source = self._read(path, COLLECTION_BYTES)
        if source is None:
            return None, None
        node, problems = frontmatter.parse(source.text, source=source, first_line=1)
        self.problems.extend(problems)
        if node is None:
            if not problems:
                known = fields.names(kind.fields) if isinstance(kind, Record) else ("some-id",)
                expected = f"the keys {', '.join(f'`{name}`' for name in known)}"
                self._report(path, "missing-key", "the file is empty", expected=expected)
            return source, None
        reading = fields.Reading(source)
        values = kind.convert(node, path.name, reading)
        self.problems.extend(reading.problems)
        return source, values

    def _read(self, path: Path, limit_bytes: int) -> Source | None:
        try:
            return read_source(path, root=self.root, limit_bytes=limit_bytes)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return None

    def _entries(self, folder: Path) -> Iterator[Path]:
        """What stands in a folder, sorted; links are reported and left out."""
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            if _LEFT_BY_TOOLS.fullmatch(path.name):
                continue
            if linked := link_problem(path, self.root):
                self.problems.append(linked)
            else:
                yield path

    def _unexpected(self, path: Path, expected: str, names: Iterable[str] = ()) -> None:
        kind = "folder" if path.is_dir() else "file"
        self._report(
            path,
            "unexpected-file",
            f"{quoted(path.name)} is not a {kind} that belongs here",
            expected=expected,
            help=closest(path.name, names),
        )

    def _checkpoints(self) -> tuple[Checkpoint, ...]:
        found = []
        for path in self._entries(self.root):
            if path.is_dir() and (path / "checkpoint.yaml").exists():
                found.append(self._checkpoint(path))
            elif path.is_dir():
                self._unexpected(path, "a checkpoint's folder, with a checkpoint.yaml")
            elif path.name not in (known := (*_ROOT_FILES, *_LOCKS, *_PAGES)):
                self._unexpected(path, listed(known), known)
        points = sorted((p for p in found if p), key=lambda point: (point.number, point.id))
        return tuple(points)

    def _checkpoint(self, folder: Path) -> Checkpoint | None:
        source, values = self._read_yaml(folder / "checkpoint.yaml", CHECKPOINT)
        if source is None or values is None:
            return None
        self._check_folder_name(source, values, folder)
        wanted = values.get("categories", ())
        categories = {path.name: self._category(path) for path in self._category_folders(folder)}
        for name in wanted:
            if name not in categories:
                self._report_listed(source, name, folder, categories)
        for name in categories:
            if name not in wanted:
                self._unexpected(folder / name, f"a folder that {source.name} lists", wanted)
        return Checkpoint(
            source=source,
            id=folder.name,
            title=values.get("title", folder.name),
            number=values.get("number", 99),
            categories=tuple(category for name in wanted if (category := categories.get(name))),
        )

    def _category_folders(self, folder: Path) -> Iterator[Path]:
        for path in self._entries(folder):
            if path.is_dir():
                yield path
            elif path.name != "checkpoint.yaml":
                self._unexpected(
                    path, "`checkpoint.yaml` and category folders", ["checkpoint.yaml"]
                )

    def _report_listed(
        self, source: Source, name: str, folder: Path, found: Mapping[str, object]
    ) -> None:
        self.problems.append(
            source.at(
                1,
                name,
                "missing-file",
                f"there is no folder `{name}` in {printed_name(folder)}",
                expected=f"`{name}/category.yaml`",
                help=closest(name, found),
            )
        )

    def _check_folder_name(self, source: Source, values: Mapping[str, Any], folder: Path) -> None:
        if "id" in values and values["id"] != folder.name:
            self.problems.append(
                source.at(
                    1,
                    values["id"],
                    "id-matches-file",
                    f"the id is `{values['id']}`, and the folder is `{folder.name}`",
                    expected=f"`{folder.name}`",
                )
            )

    def _category(self, folder: Path) -> Category | None:
        source, values = self._read_yaml(folder / "category.yaml", CATEGORY)
        if source is None or values is None:
            return None
        self._check_folder_name(source, values, folder)
        bare = _bare_category(source, values, folder)
        questions: list[Question] = []
        figures: list[str] = []
        for path in self._entries(folder):
            if path.suffix == ".md" and path.is_file():
                questions.extend(self._question(path, bare))
            elif _FIGURE.fullmatch(path.name) and path.is_file():
                figures.append(path.name)
            elif path.name != "category.yaml":
                self._unexpected(path, "`category.yaml`, questions `<id>.md`, figures `<name>.svg`")
        rank = {topic.id: number for number, topic in enumerate(bare.topics)}
        questions.sort(key=lambda question: (rank.get(question.topic, 999), question.id))
        return replace(
            bare,
            questions=tuple(question for question in questions if question.is_whole),
            partial=tuple(question for question in questions if not question.is_whole),
            figures=tuple(figures),
        )

    def _question(self, path: Path, category: Category) -> Iterator[Question]:
        source = self._read(path, 64 * 1024)
        if source is None:
            return
        question, problems = parse_question(source, category)
        self.problems.extend(problems)
        if question:
            yield question


def _site(values: Mapping[str, Any]) -> Site:
    licence = values.get("content_licence", {})
    base_url = values.get("base_url", "")
    return Site(
        id=values.get("id", "site"),
        title=values.get("title", ""),
        short_title=values.get("short_title", values.get("title", "")),
        tagline=values.get("tagline", ""),
        description=values.get("description", ""),
        language=values.get("language", "en"),
        base_url=base_url.rstrip("/") + "/" if base_url else "",
        repository_url=values.get("repository_url", "").rstrip("/"),
        content_licence=Licence(licence.get("name", ""), licence.get("url", "")),
        introduction=values.get("introduction", ()),
    )


def _ability(row: Mapping[str, Any]) -> Ability:
    return Ability(row["id"], row.get("title", ""), row.get("example", ""))


def _misconception(key: str, row: Mapping[str, Any]) -> Misconception:
    return Misconception(
        key, row.get("belief", ""), row.get("holds", ""), row.get("breaks", ""), row["line"]
    )


def _step(row: Mapping[str, Any]) -> Step:
    first, _, last = row["days"].partition("-")
    first_day = int(first)
    return Step(
        week=(first_day - 1) // 7 + 1,
        first_day=first_day,
        last_day=int(last or first),
        title=row.get("title", ""),
        categories=row.get("categories", ()),
        is_review=row.get("review", False),
        line=row["line"],
    )


def _bare_category(source: Source, values: Mapping[str, Any], folder: Path) -> Category:
    title = values.get("title", folder.name)
    counts = values.get("difficulty", {})
    return Category(
        source=source,
        id=folder.name,
        title=title,
        short_title=values.get("short_title", title),
        subtitle=values.get("subtitle", ""),
        scope=values.get("scope", ""),
        topics=tuple(
            Topic(row["id"], row.get("title", row["id"]), row.get("count", 0))
            for row in values.get("topics", ())
            if "id" in row
        ),
        evidence_kinds=values.get("evidence", ()),
        difficulty_counts={word: counts.get(word, 0) for word in DIFFICULTIES},
        checkpoint_id=folder.parent.name,
    )
