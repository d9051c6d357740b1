"""A title stands once in the whole bank.

A learner finds a question again by its title.

Passes:

```yaml
title: Orders of the same price
```

Fails:

```yaml
title: Parcels that CANNOT be found
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem
from builder.question import Question

ID = "duplicate-title"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each title that another question has."""
    first: dict[str, Question] = {}
    for question in sorted(bank.all_questions, key=lambda question: question.source.name):
        title = " ".join(question.title.casefold().split())
        if title and title in first:
            yield question.at_key(
                "title",
                ID,
                "another question has this title",
                expected="a title of its own",
                note=f"the other is {first[title].source.name}",
            )
        first.setdefault(title, question)
