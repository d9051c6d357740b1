"""Findings: the audit as its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.bank import Bank
from builder.question import DIFFICULTIES, Category

if TYPE_CHECKING:
    from builder.audit import Audit


def strategies(audit: Audit | None) -> list[dict[str, Any]]:
    """All ways to guess, the best first, and the classifier as one of them."""
    if audit is None:
        return []
    rows = [
        {
            "name": each.name.capitalize(),
            "explanation": each.explanation,
            "score": each.score,
            "chance": each.chance,
            "p_value": each.p_value,
            "is_over_bar": each.is_over_bar,
        }
        for each in audit.strategies
    ]
    return sorted([*rows, *_classifier(audit)], key=lambda row: (-row["score"], row["name"]))


def _classifier(audit: Audit) -> list[dict[str, Any]]:
    found = audit.classifier
    if found is None:
        return []
    explanation = (
        f"Learns from the options of every {found.groups} but one, and guesses in that one."
    )
    return [
        {
            "name": "Classifier",
            "explanation": explanation,
            "score": found.score,
            "chance": found.chance,
            "p_value": found.p_value,
            "is_over_bar": found.is_over_bar,
        }
    ]


def long_questions(audit: Audit | None, bank: Bank) -> list[dict[str, Any]]:
    """The questions whose right option is too long or too short, by their ratio."""
    return [
        {"question": bank.question(each.question), "ratio": each.ratio}
        for each in (audit.lengths if audit else ())
        if each.is_over_bar
    ]


def twins(audit: Audit | None, bank: Bank) -> list[dict[str, Any]]:
    """The pairs of questions that sound alike."""
    return [
        {
            "what": each.what,
            "first": bank.question(each.first),
            "second": bank.question(each.second),
            "cosine": each.cosine,
            "is_over_bar": each.is_over_bar,
        }
        for each in (audit.twins if audit else ())
    ]


def counts(category: Category) -> list[dict[str, int]]:
    """How many questions of each difficulty, and in all, stand of those that are planned."""
    present = [question.difficulty for question in category.questions]
    rows = [
        {"present": present.count(word), "planned": category.difficulty_counts.get(word, 0)}
        for word in DIFFICULTIES
    ]
    return [*rows, {"present": len(present), "planned": category.count}]
