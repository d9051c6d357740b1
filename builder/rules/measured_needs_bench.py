"""A measured figure comes from a `python bench` block.

Only what such a block in Evidence printed when it was really run may be called measured. A
block that prints nothing measures nothing.

Passes:

```markdown
### Benchmarks

- **Derived.** Halving 100,000 entries 17 times leaves one, so 17 comparisons place an entry.
- **Derived.** The slice holds 100,000 × 8 B = 0.8 MB.
```

Fails:

```markdown
### Benchmarks

- **Derived.** Halving 100,000 entries 17 times leaves one, so 17 comparisons place an entry.
- **Measured.** Both ways take 30 ms, median of 7.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question

ID = "measured-needs-bench"
_EXPECTED = "a fenced `python bench` block in Evidence that prints the figure"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each measured figure where nothing measures, and of a mute block."""
    block = question.block("bench")
    if block is not None:
        if not re.search(r"\bprint\(", block.code):
            message = "the block prints nothing"
            yield question.source.at(block.line - 1, "", ID, message, expected="a `print(...)`")
        return
    section = question.section("benchmarks")
    if section and "**Measured.**" in section.markdown:
        message = "this is called measured, and no block measures it"
        yield question.source.at(section.line, "**Measured.**", ID, message, expected=_EXPECTED)
    for number in question.numbers:
        if number.kind == "measured":
            message = "this number is called measured, and no block measures it"
            yield question.source.at(number.line, "measured", ID, message, expected=_EXPECTED)
