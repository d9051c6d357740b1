"""An ability is one of abilities.yaml.

The progress page reports on these, each from the questions that carry it.

Passes:

```yaml
abilities: [debugging]
```

Fails:

```yaml
abilities: [debuging]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem, closest, listed

ID = "unknown-ability"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each ability that abilities.yaml does not list."""
    for question in bank.all_questions:
        for ability in question.abilities:
            if ability not in bank.abilities:
                yield question.in_key(
                    "abilities",
                    ability,
                    ID,
                    f"`{ability}` is not an ability",
                    expected=listed(bank.abilities),
                    help=closest(ability, bank.abilities),
                )
