"""Links and references agree.

Every address that the text links stands in `references`, and every reference is linked where it
is used. What follows `#` does not count. A link to another question of the bank needs no
reference.

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

> **Aloud.** A stable sort keeps the order of equal keys, and a falling sort keeps it too. So I
> would sort by price in falling order and leave the reversal out, for one
> more comparison to explain.

A sort is stable if entries with equal keys keep their order. Python's sort [is stable, also with
`reverse=True`](https://docs.python.org/3/reference/index.html). A reversal after the sort turns
everything, equal entries included.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem, closest, quoted
from builder.question import Question

ID = "linked-references"
_LINK = re.compile(r"\]\(\s*<?(https?://[^\s()>]*(?:\([^\s()]*\)[^\s()>]*)*)|<(https?://[^\s>]+)>")


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each link without a reference, and of each reference without a link."""
    if not question.references or not all(reference.url for reference in question.references):
        return  # the front matter has a problem of its own
    listed = {_page(reference.url) for reference in question.references}
    linked = set()
    for _, text, line in question.passages():
        for found in _LINK.finditer(text):
            url = found[1] or found[2]
            linked.add(_page(url))
            if _page(url) not in listed:
                yield question.source.at(
                    line + text.count("\n", 0, found.start()),
                    url,
                    ID,
                    f"{quoted(url)} is not among the references",
                    expected="an address that `references` lists",
                    help=closest(_page(url), listed, cutoff=0.95),
                )
    for reference in question.references:
        if _page(reference.url) not in linked:
            yield question.source.at(
                reference.line,
                reference.url,
                ID,
                "this reference is linked nowhere",
                expected="a link where the source is used, or no reference",
            )


def _page(url: str) -> str:
    return url.partition("#")[0].rstrip("/")
