"""Reading takes at most 60 percent of the time.

Scenario, question and options are read at 200 words a minute, and the rest of `time` is left to
solve. Tables and code blocks are not counted, though they take time too.

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

A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
A shop prints its orders by price, the dearest first. Orders of the same price must stand by name.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import count_words
from builder.problems import Problem
from builder.question import Question

ID = "reading-time"
WORDS_A_MINUTE = 200
MOST_OF_TIME = 0.6


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of a question that leaves too little time to solve it."""
    if not question.time_seconds:
        return
    texts = [question.scenario_markdown, question.question_text]
    texts += [option.markdown for option in question.options]
    words = sum(count_words(text) for text in texts)
    seconds = words * 60 / WORDS_A_MINUTE
    if seconds > MOST_OF_TIME * question.time_seconds:
        yield question.at_key(
            "time",
            ID,
            f"reading {words} words takes {seconds:.0f} of the {question.time_seconds} seconds",
            expected=f"at most {MOST_OF_TIME:.0%} of the time, at {WORDS_A_MINUTE} words a minute",
        )
