"""Evidence is Python that parses.

Both blocks are read as Python before anything runs them.

Passes:

```markdown
## Evidence

~~~python
orders = sorted([("b", 5), ("a", 5), ("c", 9)])
assert sorted(orders, key=lambda order: order[1], reverse=True)[1] == ("a", 5)
~~~
```

Fails:

```markdown
## Evidence

~~~python
orders = sorted([("b", 5), ("a", 5), ("c", 9)]
assert orders
~~~
```
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from builder.problems import Problem
from builder.question import CodeBlock, Question

ID = "evidence-code"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each block that does not parse."""
    for block in question.evidence:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a doubtful escape in a string still parses
                ast.parse(block.code)
        except SyntaxError as error:
            yield _unparsed(question, block, error.msg, error.lineno or 1, error.offset or 1)
        except (ValueError, RecursionError, MemoryError) as error:
            yield _unparsed(question, block, type(error).__name__, 1, 1)


def _unparsed(question: Question, block: CodeBlock, reason: str, row: int, column: int) -> Problem:
    line = min(block.line + row - 1, len(question.source.lines))
    return question.source.problem(
        line,
        max(1, min(column, len(question.source.line(line)) + 1)),
        ID,
        f"this is not valid Python: {reason}",
        expected="code that Python 3.11 can parse",
    )
