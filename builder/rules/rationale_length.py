"""A rationale has 15 to 70 words.

Fewer cannot say where the option would be right and what goes wrong here. More repeats the
explanation. The opening word is not counted.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question
from builder.rules import word_range

ID = "rationale-length"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each rationale outside of the range."""
    for option in question.options:
        passage = ("the rationale", [option.rationale_markdown], option.rationale_line)
        yield from word_range(question, ID, passage, (15, 70))
