"""The counts of a category agree.

The questions planned by topic add up to those planned by difficulty.

Passes:

```yaml basics/text/category.yaml
id: text
title: Text
short_title: Text
scope: Characters, encodings and their sizes.
evidence: [run]
difficulty: {medium: 2, hard: 3}
topics:
  - {id: encodings, title: Encodings, count: 5}
```

Fails:

```yaml basics/text/category.yaml
id: text
title: Text
short_title: Text
scope: Characters, encodings and their sizes.
evidence: [run]
difficulty: {medium: 2, hard: 2}
topics:
  - {id: encodings, title: Encodings, count: 5}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem

ID = "category-plan"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each category whose two plans differ."""
    for category in bank.categories:
        by_difficulty = sum(category.difficulty_counts.values())
        if category.count != by_difficulty:
            yield category.source.at(
                1,
                "difficulty",
                ID,
                f"the topics plan {category.count} questions, the difficulties {by_difficulty}",
                expected="the same sum",
            )
