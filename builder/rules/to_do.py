"""Nothing is left to be filled in.

`build.py new` writes `TODO` wherever the author has something to say. Code of the evidence is
searched too.

Passes:

```yaml
title: Orders of the same price
```

Fails:

```yaml
title: "TODO: a title that does not hint at the answer"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question

ID = "to-do"
_MARK = re.compile(r"\bTODO\b:?[^\"'`>|]*")


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each line that still says so."""
    for number, line in enumerate(question.source.lines, 1):
        if found := _MARK.search(line):
            text = found.group().rstrip()
            yield question.source.problem(
                number,
                found.start() + 1,
                ID,
                "this is still to be written",
                length=len(text),
                expected=text.partition(":")[2].strip(),
            )
