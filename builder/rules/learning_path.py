"""The learning path plans categories that exist, day after day.

Each step begins after the one before it ends, and either studies categories or plans reviews.
Two steps may share no day.

Passes:

```yaml learning-path.yaml
steps:
  - {days: 1-3, title: Sorting, categories: [sorting]}
  - {days: 4-7, title: Text, categories: [text]}
```

Fails:

```yaml learning-path.yaml
steps:
  - {days: 1-3, title: Sorting, categories: [sorting]}
  - {days: 3-7, title: Text, categories: [txt]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank, Step
from builder.problems import Problem, closest, listed
from builder.source import Source

ID = "learning-path"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield what is wrong with the steps."""
    source = bank.sources.get("learning-path.yaml")
    if source is None:
        return
    known = [category.id for category in bank.categories]
    last_day = 0
    for step in bank.learning_path:
        yield from _unknown(step, source, known)
        if not step.first_day <= step.last_day:
            yield _days(step, source, "the step ends before it begins", "first and last day")
        elif step.first_day <= last_day:
            message = f"the step begins on day {step.first_day}"
            yield _days(step, source, message, f"day {last_day + 1} or later")
        if bool(step.categories) == step.is_review:
            message = "a step studies categories or plans reviews"
            yield _days(step, source, message, "`categories` or `review: true`, not both")
        last_day = max(last_day, step.last_day)


def _unknown(step: Step, source: Source, known: list[str]) -> Iterator[Problem]:
    for name in step.categories:
        if name not in known:
            yield source.at(
                step.line,
                name,
                ID,
                f"`{name}` is not a category",
                expected=listed(known),
                help=closest(name, known),
            )


def _days(step: Step, source: Source, message: str, expected: str) -> Problem:
    return source.at(step.line, "days", ID, message, expected=expected)
