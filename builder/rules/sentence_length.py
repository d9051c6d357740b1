"""A sentence has 25 words at most.

One idea each. A formula and a piece of code are one word. Tables, code blocks and drawings are
not read. In a sentence with colons or semicolons the whole counts.

Passes:

```markdown
### Complexity

Both ways take O(n log n) comparisons for n orders. Halving 100,000 entries 17 times leaves one, so
each entry is placed within about 17 comparisons.
```

Fails:

```markdown
### Complexity

Both ways take O(n log n) comparisons for n orders, and because halving 100,000 entries 17 times
leaves one, each entry is placed within about 17 comparisons, which is the same for both of them.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.markdown import count_words, sentences
from builder.problems import Problem
from builder.question import Question
from builder.source import Source

ID = "sentence-length"
MOST_WORDS = 25
_UNIT_END = re.compile(r"(?<=\b[A-Z]\.)\s+(?=[A-Z])")
"""The end of a sentence that ends in a unit or a one-letter name, such as `4 B.` or `in C.`"""


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each sentence that is too long."""
    for _, text, line in question.passages():
        for offset, found in sentences(text):
            for sentence in _UNIT_END.split(found):
                if (number := _count(sentence)) > MOST_WORDS:
                    yield _problem(question.source, line + offset, sentence, number)
    if (number := _count(question.objective)) > MOST_WORDS:
        yield question.at_key(
            "objective", ID, f"the objective has {number} words", expected=_expected()
        )


def _problem(source: Source, line: int, sentence: str, number: int) -> Problem:
    words = sentence.replace("␣", " ").split()
    for count in range(min(6, len(words)), 0, -1):
        start = " ".join(words[:count])
        if start in source.line(line):
            return source.at(line, start, ID, _message(number), expected=_expected())
    return source.at(line, "", ID, _message(number), expected=_expected())


def _count(sentence: str) -> int:
    """Words, with a formula such as `3 × 4 = 12` as one."""
    if len(sentence.split()) <= MOST_WORDS:  # a formula makes it fewer, never more
        return 0
    joined = re.sub(r"␣", "_", sentence)
    return count_words(re.sub(r"[`*<>\[\]]", "", joined))


def _message(number: int) -> str:
    return f"the sentence has {number} words"


def _expected() -> str:
    return f"at most {MOST_WORDS} words; a formula or a piece of code is one"
