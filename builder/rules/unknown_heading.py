"""A heading is one of the format.

Ten headings, in this order: Scenario, Question, Options, Explanation with Memory, Complexity,
Trade-offs, Benchmarks and When to use below it, Evidence.

Passes:

```markdown
### Memory

The function [`sorted`](https://docs.python.org/3/library/functions.html#sorted) makes a second
list of references, which takes 100,000 × 8 B = 0.8 MB. The slice that it replaces makes a list of
the same size.
```

Fails:

```markdown
### Memmory

The function [`sorted`](https://docs.python.org/3/library/functions.html#sorted) makes a second
list of references, which takes 100,000 × 8 B = 0.8 MB. The slice that it replaces makes a list of
the same size.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import block_tokens
from builder.outline import OUTLINE
from builder.problems import Problem, listed
from builder.question import Question

ID = "unknown-heading"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each heading inside of a section: underlined, indented or quoted."""
    for what, text, line in question.passages():
        for token in block_tokens(text):
            if token.type == "heading_open" and token.map:
                yield question.source.at(
                    line + token.map[0],
                    "",
                    ID,
                    f"a heading stands inside of {what}",
                    expected=listed(f"{'#' * level} {title}" for level, title in OUTLINE),
                )
