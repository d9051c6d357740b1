"""The text above `### Memory` has 25 to 130 words.

The spoken line counts with it, tables and drawings do not. First the mechanism, step by step,
then any better move outside the options; what is longer belongs into a section.

Passes:

```markdown
## Explanation

> **Aloud.** A stable sort keeps the order of equal keys, and a falling sort keeps it too. So I
> would sort by price in falling order and leave the reversal out, for one
> more comparison to explain.

A sort is stable if entries with equal keys keep their order. Python's sort [is stable, also with
`reverse=True`](https://docs.python.org/3/howto/sorting.html). A reversal after the sort turns
everything, equal entries included.
```

Fails:

```markdown
## Explanation

> **Aloud.** The reversal turns equal prices as well, so I would sort in falling order, for one more
> comparison.

It is stable.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question
from builder.rules import word_range

ID = "mechanism-length"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of spoken line and mechanism outside of the range."""
    both = [question.aloud, question.mechanism_markdown]
    what = "the spoken line and the mechanism together"
    line = question.mechanism_line
    yield from word_range(question, ID, (what, both, line), (25, 130))
    if question.aloud and not question.mechanism_markdown.strip():
        yield question.source.at(
            line,
            "",
            ID,
            "no mechanism follows the spoken line",
            expected="the deciding mechanism, above `### Memory`",
        )
