"""Skeleton: the file that a new question starts from.

It passes `check` except for what the author has to say, which is marked `TODO`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from builder.bank import Bank
from builder.fields import SLUG_PATTERN
from builder.problems import closest, listed, quoted
from builder.question import Category


class SkeletonError(Exception):
    """Why no skeleton can be made; the message is for the author."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A new file."""

    path: Path
    text: str


def new_question(bank: Bank, category_name: str, question_id: str) -> Skeleton:
    """Make the skeleton of a question.

    Args:
        bank: Where it will stand.
        category_name: A category's id, alone or behind its checkpoint's: `numpy`, `data-ops/numpy`.
        question_id: Lower-case ASCII words joined by hyphens.

    Raises:
        SkeletonError: There is no such category, or the id is taken or malformed.
    """
    category = _category(bank, category_name)
    _check_id(bank, question_id)
    path = category.source.path.parent / f"{question_id}.md"
    if path.exists() or path.is_symlink():
        raise SkeletonError(f"there is a file {path} already")
    return Skeleton(path, _text(bank, category, question_id))


def _category(bank: Bank, name: str) -> Category:
    known = {category.id: category for category in bank.categories}
    checkpoint_id, _, category_id = name.strip("/").rpartition("/")
    category = known.get(category_id)
    if category is None or checkpoint_id not in ("", category.checkpoint_id):
        mend = closest(category_id, known) or f"expected {listed(known)}"
        raise SkeletonError(f"{quoted(name)} is not a category: {mend}")
    return category


def _check_id(bank: Bank, question_id: str) -> None:
    if not re.fullmatch(SLUG_PATTERN, question_id) or len(question_id) > 60:
        raise SkeletonError(
            f"{quoted(question_id)} is no valid id: expected lower-case ASCII words joined by "
            "hyphens, at most 60 characters"
        )
    for question in bank.all_questions:
        if question_id in (question.id, *question.formerly):
            raise SkeletonError(f"`{question_id}` is taken by {question.source.name}")


def _text(bank: Bank, category: Category, question_id: str) -> str:
    return _TEMPLATE.format(
        id=question_id,
        topic=_emptiest_topic(category),
        ability=next(iter(bank.abilities), "some-ability"),
        misconception=next(iter(bank.misconceptions), "some-belief"),
    )


def _emptiest_topic(category: Category) -> str:
    """The topic that lacks most of its planned questions."""

    def missing(topic_id: str, count: int) -> int:
        return count - sum(question.topic == topic_id for question in category.questions)

    return max(category.topics, key=lambda topic: missing(topic.id, topic.count)).id


_TEMPLATE = """\
---
id: {id}
title: "TODO: a title that does not hint at the answer"
topic: {topic}
difficulty: medium
time: 180
revision: 1
tags: [todo]                                # TODO: 1 to 8 words to find the question by
abilities: [{ability}]                      # TODO: 1 to 3 ids of abilities.yaml
misconception: {misconception}              # TODO: the belief behind the trap
objective: "TODO: the rule that a reader takes away, in one sentence."
references:                                 # TODO: two or more primary sources, linked in the text
  - title: "TODO: the first source"
    url: https://example.org/first
  - title: "TODO: the second source"
    url: https://example.org/second
---

## Scenario

TODO: the system, the symptom or target, the figures, and last what is fixed and what is allowed.

## Question

TODO: one sentence?

## Options

- [x] TODO: write the right option first.
  > **Right.** TODO: why, with the deciding figure.
- [ ] TODO: the option of the trap.
  > **Trap.** TODO: the belief, where it holds, and what it does here.
- [ ] TODO: another wrong option.
  > **Wrong.** TODO: where it would be right, then what goes wrong here.
- [ ] TODO: the last wrong option.
  > **Wrong.** TODO: where it would be right, then what goes wrong here.

## Explanation

> **Aloud.** TODO: mechanism, decision and price in one or two sentences, as you would say them.

TODO: the deciding mechanism, step by step, [with its source](https://example.org/first).

### Memory

TODO: how many bytes, whose, by which product? Or `Not decisive here: ...`.

### Complexity

TODO: which term grows, and what does it hit first? Or `Not decisive here: ...`.

### Trade-offs

TODO: what does each choice cost, and what will an interviewer ask next?

### Benchmarks

- **Derived.** TODO: a figure that sizes the difference, with its arithmetic.
- **Cited.** TODO: a figure from a [named source](https://example.org/second). Or waive the section.

### When to use

- TODO: which choice on which condition?

## Evidence

```python
assert False, "TODO: the answer, the failure of each wrong option, and every derived number"
```
"""
