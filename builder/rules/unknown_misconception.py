"""A misconception is one of misconceptions.yaml.

It is the belief behind the trap. Several questions may share one, so look for it there first.

Passes:

```yaml
misconception: reverse-turns-first-key
```

Fails:

```yaml
misconception: reverse-turns-the-first-key
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem, closest

ID = "unknown-misconception"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each misconception that misconceptions.yaml does not describe."""
    for question in bank.all_questions:
        name = question.misconception
        if name and name not in bank.misconceptions:
            yield question.at_key(
                "misconception",
                ID,
                f"`{name}` is not described in misconceptions.yaml",
                expected="an id of misconceptions.yaml, or a new entry there",
                help=closest(name, bank.misconceptions),
            )
