"""An id is the name of its file or folder.

So a question is found by its address, and two files cannot have one id in a folder.

Passes:

```yaml
id: shop-order-list
```

Fails:

```yaml
id: shop-orders
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question

ID = "id-matches-file"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of an id that is not the name of the file."""
    name = question.source.path.stem
    if question.id != name:
        yield question.at_key(
            "id",
            ID,
            f"the id is `{question.id}`, and the file is `{name}.md`",
            expected=f"`{name}`, or a file `{question.id}.md`",
        )
