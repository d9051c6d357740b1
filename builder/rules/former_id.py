"""A former id is no one else's.

`formerly` leads the progress of learners from an old id to this question. So it names no
question that stands, and two questions cannot have had the same id.

Passes:

```yaml
formerly: [orders-by-price]
```

Fails:

```yaml
formerly: [parcel-lookup]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem
from builder.question import Question

ID = "former-id"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each former id that is in use."""
    present = {question.id: question for question in bank.all_questions}
    claimed: dict[str, Question] = {}
    for question in bank.all_questions:
        for former in question.formerly:
            other = present.get(former) or claimed.get(former)
            if other is not None:
                yield question.in_key(
                    "formerly",
                    former,
                    ID,
                    f"`{former}` is the id of a question, now or formerly",
                    expected="ids that this question alone had",
                    note=f"it is that of {other.source.name}",
                )
            claimed.setdefault(former, question)
