"""A drawing is 40 columns wide at most.

A fenced `text` block shows where things lie. Wider ones scroll on a phone, and then nobody sees
the whole.

Passes:

```markdown
### Memory

The list of [`sorted`](https://docs.python.org/3/library/functions.html) holds references:
 100,000 × 8 B = 0.8 MB. The slice makes a list of the same
size, so the peak does not change.

~~~text
orders  c9 a5 b5
sorted  a5 b5 c9
~~~
```

Fails:

```markdown
### Memory

The list of [`sorted`](https://docs.python.org/3/library/functions.html) holds references:
 100,000 × 8 B = 0.8 MB. The slice makes a list of the same
size, so the peak does not change.

~~~text
orders  c9 a5 b5        sorted  a5 b5 c9        reversed  c9 b5 a5
~~~
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import block_tokens
from builder.problems import Problem
from builder.question import Question

ID = "drawing-width"
MOST_COLUMNS = 40


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each line of a drawing that is too wide."""
    for _, text, line in question.passages():
        for token in block_tokens(text):
            if token.type == "fence" and token.map and token.info.split()[:1] == ["text"]:
                first = line + token.map[0] + 1
                yield from _wide(question, first, token.content)


def _wide(question: Question, first: int, drawing: str) -> Iterator[Problem]:
    for number, row in enumerate(drawing.splitlines()):
        if len(row) > MOST_COLUMNS:
            at = question.source.line(first + number).find(row)
            yield question.source.problem(
                first + number,
                at + MOST_COLUMNS + 1,
                ID,
                f"the drawing has {len(row)} columns here",
                expected=f"at most {MOST_COLUMNS} columns",
                length=len(row) - MOST_COLUMNS,
            )
