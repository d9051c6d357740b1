"""An option has two sentences at most.

An option is the bare action or cause. What needs three sentences is an explanation.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort. Take the name. Then say `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import sentences
from builder.problems import Problem
from builder.question import Question

ID = "option-sentences"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each option with three sentences or more."""
    for option in question.options:
        number = len(sentences(option.markdown))
        if number > 2:
            first = option.markdown.split("\n")[0]
            yield question.source.at(
                option.line,
                first,
                ID,
                f"the option has {number} sentences",
                expected="one or two sentences",
            )
