"""The explanation has 220 to 700 words.

Spoken line, mechanism and all sections are counted, tables and code blocks are not. 300 to 450
words read best: each section answers one question and repeats nothing.

Passes:

```markdown
### Complexity

Both ways take O(n log n) comparisons for n orders. Halving 100,000 entries 17 times leaves one, so
each entry is placed within about 17 comparisons.
```

Fails:

```markdown
### Memory

The slice makes a second list of references.

### Complexity

Both ways sort.

### Trade-offs

Two sorts are easy to read.

### Benchmarks

Not decisive here: both ways sort.

### When to use

Use one sort by a pair when all keys run the same way.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question
from builder.rules import word_range

ID = "explanation-length"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of an explanation outside of the range."""
    texts = [question.aloud, question.mechanism_markdown]
    texts += [section.markdown for section in question.sections]
    line = max(1, question.mechanism_line)
    yield from word_range(question, ID, ("the explanation", texts, line), (220, 700))
