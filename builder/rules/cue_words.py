"""An option holds no word that gives it away.

Always, never, only and must mark wrong options, usually and may mark right ones, and "all of the
above" tests nothing. Words inside code do not count.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Always sort by name at the end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem, quoted
from builder.question import Question
from builder.rules import without_code

ID = "cue-words"
_CUES = re.compile(
    r"(?<![-\w])(?:always|never|only|must|usually|may"
    r"|(?:all|none|both|any) of the (?:above|others?))\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each cue word."""
    for option in question.options:
        blanked = without_code(option.markdown)
        for cue in _CUES.finditer(blanked):
            yield question.source.at(
                option.line + blanked.count("\n", 0, cue.start()),
                cue.group(),
                ID,
                f"the option says {quoted(cue.group())}, which gives it away",
                expected="none of always, never, only, must, usually, may, all of the above",
            )
