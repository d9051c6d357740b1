"""Questions: the frozen records that everything later reads, and what can be asked of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from builder.outline import (
    SectionId,
)
from builder.problems import Problem
from builder.source import Source

Verdict = Literal["right", "trap", "wrong"]

DIFFICULTIES = ("medium", "hard")
NUMBER_KINDS = ("measured", "derived", "cited")
OPTION_COUNT = 4
WAIVER = "Not decisive here:"


@dataclass(frozen=True, slots=True)
class Reference:
    """A primary source."""

    title: str
    url: str
    line: int


@dataclass(frozen=True, slots=True)
class Number:
    """A figure worth knowing."""

    value: str
    what: str
    kind: str
    """`measured`, `derived` or `cited`."""
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers."""

    markdown: str
    line: int
    verdict: Verdict
    rationale_markdown: str
    """Without its bold opening word."""
    rationale_line: int
    is_marked: bool
    """Whether its box is ticked."""
    is_judged: bool = True
    """Whether its rationale says the verdict; otherwise it follows from the box."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the five sections of the explanation."""

    id: SectionId
    title: str
    markdown: str
    line: int
    """Of the first line of `markdown`."""
    is_waived: bool


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A block of the evidence."""

    kind: Literal["proof", "bench"]
    code: str
    line: int
    """Of the first line of code."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its file says it. Fields named `markdown` are slices of the file."""

    source: Source
    id: str
    title: str
    topic: str
    difficulty: str
    time_seconds: int
    revision: int
    tags: tuple[str, ...]
    abilities: tuple[str, ...]
    misconception: str
    objective: str
    numbers: tuple[Number, ...]
    applies_to: tuple[str, ...]
    references: tuple[Reference, ...]
    formerly: tuple[str, ...]
    category_id: str
    scenario_markdown: str
    scenario_line: int
    question_text: str
    """Markdown, on one line."""
    question_line: int
    options: tuple[Option, ...]
    """In file order, which events refer to."""
    aloud: str
    """Markdown, on one line, without its bold opening word."""
    aloud_line: int
    mechanism_markdown: str
    """What stands above the first section, with the spoken line blanked out."""
    mechanism_line: int
    sections: tuple[Section, ...]
    evidence: tuple[CodeBlock, ...]
    positions: Mapping[str, tuple[int, int]]
    """Line and column of each front-matter key."""
    is_whole: bool = True
    """Whether nothing structural is missing."""

    @property
    def key_index(self) -> int:
        """The place of the right option in file order, from 0."""
        return next(i for i, option in enumerate(self.options) if option.is_marked)

    @property
    def key(self) -> Option:
        """The right option."""
        return self.options[self.key_index]

    @property
    def trap(self) -> Option:
        """The option behind which the misconception stands."""
        return next(option for option in self.options if option.verdict == "trap")

    @property
    def distractors(self) -> tuple[Option, ...]:
        """The options that are not right, in file order."""
        return tuple(option for option in self.options if not option.is_marked)

    def section(self, section_id: SectionId) -> Section | None:
        """A section of the explanation, if the file has it."""
        return next((section for section in self.sections if section.id == section_id), None)

    def block(self, kind: Literal["proof", "bench"]) -> CodeBlock | None:
        """A block of the evidence, if the file has it."""
        return next((block for block in self.evidence if block.kind == kind), None)

    def passages(self) -> Iterator[tuple[str, str, int]]:
        """Each piece of prose: what it is called, its Markdown, and its first line."""
        yield "the scenario", self.scenario_markdown, self.scenario_line
        yield "the question", self.question_text, self.question_line
        for option in self.options:
            yield "the option", option.markdown, option.line
            yield "the rationale", option.rationale_markdown, option.rationale_line
        yield "the spoken line", self.aloud, self.aloud_line
        yield "the mechanism", self.mechanism_markdown, self.mechanism_line
        for section in self.sections:
            yield f"`### {section.title}`", section.markdown, section.line

    def at_key(self, key: str, rule: str, message: str, **more: Any) -> Problem:
        """Make a problem at the value of a front-matter key."""
        line, column = self.positions.get(key, (1, 1))
        text = self.source.line(line)
        value = re.match(rf"\s*{re.escape(key)}\s*:\s*", text)
        if value and (word := text[value.end() :].split(" #")[0].rstrip()):
            return self.source.problem(
                line, value.end() + 1, rule, message, length=len(word), **more
            )
        return self.source.problem(line, column, rule, message, length=len(key), **more)

    def in_key(self, key: str, word: str, rule: str, message: str, **more: Any) -> Problem:
        """Make a problem at a word of the value of a front-matter key."""
        line, column = self.positions.get(key, (1, 1))
        end = min((at for at, _ in self.positions.values() if at > line), default=line + 1)
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        for number in range(line, end):
            start = column + len(key) if number == line else 0
            if found := pattern.search(self.source.line(number), start):
                return self.source.problem(
                    number, found.start() + 1, rule, message, length=len(word), **more
                )
        return self.at_key(key, rule, message, **more)


def fingerprint(question: Question) -> str:
    """Sixteen hex digits of what an answer depends on: scenario, question, options and key.

    White space does not count, and neither do rationales and explanations.
    """
    parts = [
        question.scenario_markdown,
        question.question_text,
        *(f"{'x' if option.is_marked else '-'} {option.markdown}" for option in question.options),
    ]
    joined = "\x00".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief that leads competent people into traps."""

    id: str
    belief: str
    """In the words of someone who holds it."""
    holds: str
    breaks: str
    line: int


@dataclass(frozen=True, slots=True)
class Ability:
    """Something that a learner can do at the end."""

    id: str
    title: str
    example: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of a category."""

    id: str
    title: str
    count: int
    """How many questions are planned."""


@dataclass(frozen=True, slots=True)
class Category:
    """A folder of questions."""

    source: Source
    id: str
    title: str
    short_title: str
    subtitle: str
    scope: str
    topics: tuple[Topic, ...]
    evidence_kinds: tuple[str, ...]
    difficulty_counts: Mapping[str, int]
    """How many questions of each difficulty are planned."""
    checkpoint_id: str
    questions: tuple[Question, ...] = ()
    """The whole ones, sorted by topic as listed and then by id."""
    partial: tuple[Question, ...] = ()
    """Those that lack something structural."""
    figures: tuple[str, ...] = ()
    """Names of the SVG files in the folder."""

    def topic(self, topic_id: str) -> Topic | None:
        """A topic by its id."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    @property
    def count(self) -> int:
        """How many questions are planned."""
        return sum(topic.count for topic in self.topics)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder of categories."""

    source: Source
    id: str
    title: str
    number: int
    categories: tuple[Category, ...]
