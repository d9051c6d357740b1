"""A topic has no more questions than planned.

`category.yaml` says how many. Fewer is not a problem here: `build.py audit` reports the
coverage.

Passes:

```yaml basics/text/category.yaml
id: text
title: Text
short_title: Text
scope: Characters, encodings and their sizes.
evidence: [run]
difficulty: {medium: 1, hard: 0}
topics:
  - {id: encodings, title: Encodings, count: 1}
```

Fails:

```yaml basics/text/category.yaml
id: text
title: Text
short_title: Text
scope: Characters, encodings and their sizes.
evidence: [run]
difficulty: {medium: 0, hard: 0}
topics:
  - {id: encodings, title: Encodings, count: 0}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem, counted
from builder.question import Category, Topic

ID = "topic-count"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each topic with too many questions."""
    for category in bank.categories:
        for topic in category.topics:
            yield from _surplus(category, topic)


def _surplus(category: Category, topic: Topic) -> Iterator[Problem]:
    found = [question for question in category.questions if question.topic == topic.id]
    if len(found) > topic.count:
        yield found[-1].at_key(
            "topic",
            ID,
            f"`{topic.id}` has {counted(len(found), 'question')}, and {topic.count} are planned",
            expected="another topic, or a higher count in category.yaml",
        )
