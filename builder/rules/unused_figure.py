"""Each SVG file is shown by a question beside it.

A figure that no question shows is left over, or its name is misspelt.

Passes:

```console
$ rm -f basics/text/left-over.svg
```

Fails:

```console
$ echo '<svg xmlns="http://www.w3.org/2000/svg"/>' > basics/text/left-over.svg
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.bank import Bank
from builder.problems import Problem
from builder.source import printed_name

ID = "unused-figure"


def check_bank(bank: Bank) -> Iterator[Problem]:
    """Yield the problem of each figure that no question of its folder shows."""
    for category in bank.categories:
        text = "\n".join(
            question.source.text for question in (*category.questions, *category.partial)
        )
        for name in category.figures:
            if f"({name}" not in text:
                path = printed_name(category.source.path.parent / name)
                message = "no question beside this figure shows it"
                yield Problem(path, 1, 1, ID, message, expected=f"`![What it shows]({name})`")
