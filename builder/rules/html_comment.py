"""No HTML comment stands in a text.

Raw HTML is shown and not run, so a comment that is meant to vanish would be read by everybody.

Passes:

```markdown
### Memory

[`sorted`](https://docs.python.org/3/library/functions.html) makes a second list of references.
The slice that it replaces makes a list of the same size.
```

Fails:

```markdown
### Memory

<!-- check this figure -->

[`sorted`](https://docs.python.org/3/library/functions.html) makes a second list of references.
The slice that it replaces makes a list of the same size.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import plain_text
from builder.problems import Problem
from builder.question import Question
from builder.rules import without_code

ID = "html-comment"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of the first comment of each passage."""
    for what, text, line in question.passages():
        bare = without_code(text)
        if "<!--" in bare and "<!--" in plain_text(bare):
            yield question.source.at(
                line + bare[: bare.index("<!--")].count("\n"),
                "<!--",
                ID,
                f"the comment would be shown in {what}",
                expected="no comments",
            )
