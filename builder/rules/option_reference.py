"""No text names an option by its letter or place.

The site shuffles the options, so "option B" and "the first option" point anywhere.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Unlike option C, it is right where the name is the first key. Here the prices end up
  > in no order, and the dearest order is anywhere.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem, quoted
from builder.question import Question

ID = "option-reference"
_PLACE = "first|second|third|fourth|last"
_REFERENCE = re.compile(
    r"\b(?:options?|answer|choice) (?:[A-D]|[1-4])\b|\boptions? (?:one|two|three|four)\b"
    rf"|\bthe (?:{_PLACE}) (?:option|answer|choice|distractor)s?\b"
    r"|\b(?:option|answer|choice)s? (?:above|below)\b"
)


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each reference to a letter or a place."""
    for what, text, line in question.passages():
        for found in _REFERENCE.finditer(text):
            yield question.source.at(
                line + text.count("\n", 0, found.start()),
                found.group(),
                ID,
                f"{what} says {quoted(found.group())}, and options are shuffled",
                expected="the option named by what it does",
            )
