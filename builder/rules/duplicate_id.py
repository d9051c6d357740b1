"""An id stands once in the whole bank.

Questions share one address space, whatever their category, and so do categories. Upper and
lower case count as the same, because file systems disagree about them.

Passes:

```console
$ cp basics/text/category.yaml /dev/null
```

Fails:

```console
$ cp basics/sorting/shop-order-list.md basics/text/
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from builder.bank import Bank
from builder.problems import Problem
from builder.question import Category, Checkpoint, Question

ID = "duplicate-id"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each question, category, topic and ability whose id is taken."""
    yield from _repeated((question.id, question) for question in bank.all_questions)
    yield from _repeated((category.id, category) for category in bank.categories)
    yield from _repeated((f"{point.number:02}", point) for point in bank.checkpoints)
    for category in bank.categories:
        yield from _repeated((topic.id, category) for topic in category.topics)


def _repeated(
    places: Iterable[tuple[str, Question | Category | Checkpoint]],
) -> Iterator[Problem]:
    first: dict[str, Question | Category | Checkpoint] = {}
    for name, place in places:
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in first:
            yield _problem(name, place, first[folded])
        first.setdefault(folded, place)


def _problem(
    name: str, place: Question | Category | Checkpoint, other: Question | Category | Checkpoint
) -> Problem:
    shown = name.lstrip("0") if isinstance(place, Checkpoint) else name
    return place.source.at(
        1,
        shown,
        ID,
        f"`{shown}` is taken",
        expected="an id that nothing else has, in any spelling",
        note=f"the other stands in {other.source.name}",
    )
