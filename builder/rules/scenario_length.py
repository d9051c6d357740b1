"""A scenario has 40 to 190 words.

Fewer cannot state system, symptom, figures and what is fixed. More cannot be read in the time.
Tables and code blocks are not counted; a piece of code in a sentence counts as one word.

Passes:

```markdown
## Scenario

A shop prints its orders by price, the dearest first. Orders of the same price must stand by name,
from A to Z. The last line of the program reverses a list that was sorted by price. The dearest
order comes first, and orders of the same price stand from Z to A.
```

Fails:

```markdown
## Scenario

A shop sorts its orders, and the order is wrong.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question
from builder.rules import word_range

ID = "scenario-length"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of a scenario outside of the range."""
    passage = ("the scenario", [question.scenario_markdown], question.scenario_line)
    yield from word_range(question, ID, passage, (40, 190))
