"""Deck: the bank as the classic scripts that the browser reads.

From disk a page can load scripts but fetch nothing, so the data are scripts: one for the whole
bank, small, and one a category with its questions' HTML, loaded when needed. Both carry the
bank's version; a browser that finds two versions knows that it holds half an update.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from builder.bank import Bank, Step
from builder.question import Category, Checkpoint, Question

FORMAT = 1
"""Raised when a reader of the older format could not read the newer."""

BANK_PATH = "data/bank.js"

_UNSAFE_IN_SCRIPTS = {
    "</": "<\\/",
    "<!--": "<\\u0021--",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def category_path(category: Category) -> str:
    """Where a category's script lies in the site."""
    return f"data/{category.id}.js"


def bank_script(bank: Bank) -> bytes:
    """Write what the browser knows of every question before it loads one."""
    return f"globalThis.questionBank={script_json(bank_record(bank))};\n".encode()


def category_script(category: Category, version: str, articles: Mapping[str, str]) -> bytes:
    """Write the questions of one category.

    Args:
        category: Whose questions they are.
        version: The bank's.
        articles: The HTML of each question by its id, with links from the site's root.
    """
    questions = {
        question.id: {"revision": question.revision, "html": articles[question.id]}
        for question in category.questions
    }
    record = {"format": FORMAT, "version": version, "questions": questions}
    decks = "(globalThis.questionDecks??={})"
    return f"{decks}[{script_json(category.id)}]={script_json(record)};\n".encode()


def bank_record(bank: Bank) -> dict[str, Any]:
    """The bank as plain data, in the order in which it is shown."""
    return {
        "format": FORMAT,
        "id": bank.site.id,
        "version": bank.version,
        "title": bank.site.title,
        "short_title": bank.site.short_title,
        "tagline": bank.site.tagline,
        "introduction": list(bank.site.introduction),
        "base_url": bank.site.base_url,
        "checkpoints": [_checkpoint(checkpoint) for checkpoint in bank.checkpoints],
        "misconceptions": _misconceptions(bank),
        "abilities": _abilities(bank),
        "learning_path": [_step(step) for step in bank.learning_path],
    }


def script_json(value: Any) -> str:
    """Write JSON that means the same inside a script, whatever strings it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _UNSAFE_IN_SCRIPTS.items():
        text = text.replace(sign, escaped)
    return text


def _checkpoint(checkpoint: Checkpoint) -> dict[str, Any]:
    return {
        "id": checkpoint.id,
        "title": checkpoint.title,
        "number": checkpoint.number,
        "categories": [_category(category) for category in checkpoint.categories],
    }


def _category(category: Category) -> dict[str, Any]:
    return {
        "id": category.id,
        "title": category.title,
        "short_title": category.short_title,
        "subtitle": category.subtitle,
        "topics": [
            {"id": topic.id, "title": topic.title, "count": topic.count}
            for topic in category.topics
        ],
        "questions": [_question(question) for question in category.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    formerly = {"formerly": list(question.formerly)} if question.formerly else {}
    return {
        "id": question.id,
        "revision": question.revision,
        "topic": question.topic,
        "difficulty": question.difficulty,
        "time": question.time_seconds,
        "title": question.title,
        **formerly,
    }


def _misconceptions(bank: Bank) -> dict[str, Any]:
    carried: dict[str, list[str]] = {}
    for question in bank.questions:
        carried.setdefault(question.misconception, []).append(question.id)
    return {
        name: {
            "belief": belief.belief,
            "holds": belief.holds,
            "breaks": belief.breaks,
            "questions": carried.get(name, []),
        }
        for name, belief in bank.misconceptions.items()
    }


def _abilities(bank: Bank) -> list[dict[str, Any]]:
    return [
        {
            "id": ability.id,
            "title": ability.title,
            "example": ability.example,
            "questions": [each.id for each in bank.questions if ability.id in each.abilities],
        }
        for ability in bank.abilities.values()
    ]


def _step(step: Step) -> dict[str, Any]:
    return {
        "week": step.week,
        "first_day": step.first_day,
        "last_day": step.last_day,
        "title": step.title,
        "categories": list(step.categories),
        "is_review": step.is_review,
    }
