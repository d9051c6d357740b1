"""An objective stands once in the whole bank.

If another question has it, stop: this one is asked already.

Passes:

```yaml
objective: A stable sort keeps the order of equal keys, and a falling sort keeps it too.
```

Fails:

```yaml
objective: A binary search answers for the order of its list, so the list must be sorted
  by the key that is searched.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem
from builder.question import Question

ID = "duplicate-objective"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each objective that another question has."""
    first: dict[str, Question] = {}
    for question in sorted(bank.all_questions, key=lambda question: question.source.name):
        objective = " ".join(question.objective.casefold().split()).rstrip(".")
        if objective and objective in first:
            yield question.at_key(
                "objective",
                ID,
                "another question has this objective",
                expected="a rule that no other question teaches",
                note=f"the other is {first[objective].source.name}",
            )
        first.setdefault(objective, question)
