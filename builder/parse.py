"""Parse: one question file to a `Question`, from the table of its front-matter keys.

A question that lacks something structural is not `is_whole`: rules look at it, pages do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from builder import fields, frontmatter
from builder.body import Body
from builder.fields import Choice, Field, Integer, ListOf, Record, Text
from builder.problems import Problem
from builder.question import DIFFICULTIES, NUMBER_KINDS, Category, Number, Question, Reference
from builder.source import Source

_NUMBER = Record(
    (
        Field("value", Text(longest=40), "the figure with its unit"),
        Field("what", Text(longest=140), "what it counts, per what"),
        Field("kind", Choice(NUMBER_KINDS), "where it comes from"),
    ),
    noun="key of a number",
)
_REFERENCE = Record(
    (
        Field("title", Text(shortest=3, longest=180), "the source and the place in it"),
        Field("url", fields.link(), "its https address"),
    ),
    noun="key of a reference",
)
FRONT_MATTER = Record(
    (
        Field("id", fields.slug(), "the permanent name, the same as the file's"),
        Field("title", Text(shortest=4, longest=80), "a title that does not hint at the answer"),
        Field("topic", fields.slug(), "a topic id of the category's category.yaml"),
        Field("difficulty", Choice(DIFFICULTIES), "`medium` or `hard`"),
        Field("time", Integer(120, 240, "seconds"), "seconds to read and solve, 120 to 240"),
        Field("revision", Integer(1, 9999), "1, raised when the question changes its meaning"),
        Field(
            "tags",
            ListOf(
                Text(
                    longest=30,
                    pattern="[A-Za-z0-9]+(?:[-._+][A-Za-z0-9]+)*",
                    shape="ASCII letters and digits, words joined by hyphens",
                ),
                1,
                8,
                "tag",
                "tags",
            ),
            "1 to 8 words to find the question by",
        ),
        Field(
            "abilities",
            ListOf(fields.slug(), 1, 3, "ability", "abilities"),
            "1 to 3 ids of abilities.yaml",
        ),
        Field("misconception", fields.slug(), "the id in misconceptions.yaml behind the trap"),
        Field(
            "objective",
            Text(shortest=30, longest=240),
            "one sentence: the rule a reader takes away",
        ),
        Field(
            "numbers",
            ListOf(_NUMBER, 0, 4, "number", "numbers"),
            "0 to 4 figures worth knowing",
            is_required=False,
        ),
        Field(
            "applies_to",
            ListOf(Text(longest=60), 0, 8, "version", "versions"),
            "the versions that the answer depends on",
            is_required=False,
        ),
        Field(
            "references",
            ListOf(_REFERENCE, 2, 16, "reference", "references"),
            "two or more primary sources, each with `title` and `url`",
        ),
        Field(
            "formerly",
            ListOf(fields.slug(), 1, 8, "id", "ids"),
            "ids that this question had before",
            is_required=False,
        ),
    ),
    noun="front-matter key",
)
"""The single description of a question's front matter."""


def parse_question(source: Source, category: Category) -> tuple[Question | None, list[Problem]]:
    """Parse a question file.

    Returns:
        The question, None where the file has no front matter at all, and the problems.
    """
    closing = _closing_line(source)
    if closing is None:
        return None, [_no_front_matter(source)]
    node, problems = frontmatter.parse(
        "\n".join(source.lines[1 : closing - 1]), source=source, first_line=2
    )
    reading = fields.Reading(source, problems)
    values: dict[str, Any] = {}
    if node is not None:
        values = FRONT_MATTER.convert(node, "the front matter", reading) or {}
    elif not problems:
        reading.problems.append(_no_front_matter(source))
    body = Body(source, closing + 1)
    body.read()
    found = [*reading.problems, *body.problems]
    return _question(source, category, values, fields.positions(node), body), found


def _closing_line(source: Source) -> int | None:
    """The line of the second `---`, from 1."""
    if source.line(1).rstrip() != "---":
        return None
    return next((i for i, line in enumerate(source.lines[1:], 2) if line.rstrip() == "---"), None)


def _no_front_matter(source: Source) -> Problem:
    opened = source.line(1).rstrip() == "---"
    closing = _closing_line(source)
    message = "the file has no front matter"
    if opened:
        message = "the front matter is empty" if closing else "the front matter is not closed"
    return source.problem(
        1,
        1,
        "no-front-matter",
        message,
        length=max(1, len(source.line(1))),
        expected="a line `---`, the keys, a line `---`, then the sections",
        help="" if closing else _meant_fence(source, opened=opened),
    )


def _meant_fence(source: Source, *, opened: bool) -> str:
    """The mend of a line that was nearly certainly meant as `---`, or nothing."""
    for number, line in enumerate(source.lines, 1):
        if number > opened and re.fullmatch(r"\s*(?:-{2,}|\+{3}|\.{3})\s*", line):
            place = "" if opened or number == 1 else ", and nothing above it"
            return f"write `---` alone on line {number}, without spaces before it{place}"
        if line.strip() and not opened:
            break
    return ""


def _question(
    source: Source,
    category: Category,
    values: Mapping[str, Any],
    positions: Mapping[str, tuple[int, int]],
    body: Body,
) -> Question:
    required = {field.name for field in FRONT_MATTER.fields if field.is_required}
    return Question(
        source=source,
        id=values.get("id", source.path.stem),
        title=values.get("title", ""),
        topic=values.get("topic", ""),
        difficulty=values.get("difficulty", ""),
        time_seconds=values.get("time", 0),
        revision=values.get("revision", 1),
        tags=values.get("tags", ()),
        abilities=values.get("abilities", ()),
        misconception=values.get("misconception", ""),
        objective=values.get("objective", ""),
        numbers=tuple(_numbers(values.get("numbers", ()))),
        applies_to=values.get("applies_to", ()),
        references=tuple(_references(values.get("references", ()))),
        formerly=values.get("formerly", ()),
        category_id=category.id,
        scenario_markdown=body.text_of("Scenario"),
        scenario_line=body.line_of("Scenario"),
        question_text=" ".join(body.text_of("Question").split()),
        question_line=body.line_of("Question"),
        options=body.options,
        aloud=body.aloud,
        aloud_line=body.aloud_line,
        mechanism_markdown=body.mechanism,
        mechanism_line=body.line_of("Explanation"),
        sections=body.sections,
        evidence=body.evidence,
        positions=positions,
        is_whole=not body.is_broken and required <= set(values),
    )


def _numbers(rows: Iterable[Mapping[str, Any]]) -> Iterator[Number]:
    for row in rows:
        yield Number(
            row.get("value", ""), row.get("what", ""), row.get("kind", ""), cast(int, row["line"])
        )


def _references(rows: Iterable[Mapping[str, Any]]) -> Iterator[Reference]:
    for row in rows:
        yield Reference(row.get("title", ""), row.get("url", ""), cast(int, row["line"]))
