"""No option repeats or contains another.

An option that contains another is true whenever the other is, so both cannot be judged apart.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort once more, high to low: `return sorted(orders, key=price, reverse=True)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from builder.markdown import plain_text
from builder.problems import Problem
from builder.question import Option, Question

ID = "option-overlap"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each option whose words another one holds in the same order."""
    for inner, outer in permutations(question.options, 2):
        is_same = _words(inner) == _words(outer)
        if _words(inner) in _words(outer) and (not is_same or inner.line > outer.line):
            yield question.source.at(
                inner.line,
                inner.markdown.split("\n")[0],
                ID,
                "this option is the same as another" if is_same else "another option contains this",
                expected="options that exclude each other",
                note=f"the other stands on line {outer.line}",
            )


def _words(option: Option) -> str:
    return f" {' '.join(plain_text(option.markdown).casefold().rstrip('.').split())} "
