"""The objective is one sentence.

It is the rule that a reader takes away, so it ends in a full stop and is no question.

Passes:

```yaml
objective: A stable sort keeps the order of equal keys, and a falling sort keeps it too.
```

Fails:

```yaml
objective: Why does a falling sort keep the order of equal keys?
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import sentences
from builder.problems import Problem, counted
from builder.question import Question

ID = "objective-form"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of an objective that is no sentence, or several."""
    text = question.objective
    number = len(sentences(text))
    if text and number != 1:
        message = f"the objective has {counted(number, 'sentence')}"
        yield question.at_key("objective", ID, message, expected="one sentence")
    elif text and not text.endswith("."):
        message = "the objective does not end in a full stop"
        yield question.at_key("objective", ID, message, expected="one sentence, not a question")
