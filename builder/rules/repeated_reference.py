"""A source stands in the references once.

Two places of one page are one source: name both in its title. What follows `#` does not count.

Passes:

```yaml
references:
  - title: Python documentation, Sorting Techniques (stability)
    url: https://docs.python.org/3/howto/sorting.html
  - title: Python documentation, sorted
    url: https://docs.python.org/3/library/functions.html#sorted
```

Fails:

```yaml
references:
  - title: Python documentation, Sorting Techniques (stability)
    url: https://docs.python.org/3/howto/sorting.html
  - title: Python documentation, Sorting Techniques (key functions)
    url: https://docs.python.org/3/howto/sorting.html#key-functions
  - title: Python documentation, sorted
    url: https://docs.python.org/3/library/functions.html#sorted
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question, Reference

ID = "repeated-reference"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each address that stands above already."""
    seen: dict[str, Reference] = {}
    for reference in question.references:
        page = reference.url.partition("#")[0].rstrip("/")
        if page and page in seen:
            yield question.source.at(
                reference.line,
                reference.url,
                ID,
                "this page stands among the references already",
                expected="each source once",
                note=f"the first stands on line {seen[page].line}",
            )
        seen.setdefault(page, reference)
