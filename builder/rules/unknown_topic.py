"""A topic is one of the category's.

The topics stand in `category.yaml` beside the question.

Passes:

```yaml
topic: stability
```

Fails:

```yaml
topic: stabilty
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem, closest, listed
from builder.question import Category, Question

ID = "unknown-topic"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each topic that its category does not list."""
    for category in bank.categories:
        for question in (*category.questions, *category.partial):
            if question.topic and category.topic(question.topic) is None:
                yield _problem(category, question)


def _problem(category: Category, question: Question) -> Problem:
    known = [topic.id for topic in category.topics]
    return question.at_key(
        "topic",
        ID,
        f"`{question.topic}` is not a topic of `{category.id}`",
        expected=listed(known),
        help=closest(question.topic, known),
    )
