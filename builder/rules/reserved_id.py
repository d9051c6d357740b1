"""An id is no name that a system or the site keeps for itself.

Windows refuses files such as `con.html`, and the site has pages and data of its own.

Passes:

```yaml
id: shop-order-list
```

Fails:

```yaml
id: index
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem
from builder.question import Category, Checkpoint, Question

ID = "reserved-id"
_SYSTEM = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_SITE = frozenset(["index", "bank", "404", "category", "checkpoint", "question", "questions"])


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of a question's reserved id."""
    if question.id in _SYSTEM | _SITE:
        message = f"`{question.id}` is reserved"
        yield question.at_key(
            "id", ID, message, expected="an id that says what the question is about"
        )


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each category and checkpoint with a reserved id."""
    folders: list[Checkpoint | Category] = [*bank.checkpoints, *bank.categories]
    for folder in folders:
        if folder.id in _SYSTEM | _SITE:
            message = f"`{folder.id}` is reserved"
            yield folder.source.at(1, folder.id, ID, message, expected="another name of the folder")
