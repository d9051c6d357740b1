"""The spoken line can be said aloud.

It is one or two sentences of 15 to 45 words: mechanism, decision, price. At most two figures,
and no link, code, bracket or sign, because nobody speaks those. It is not the objective again.

Passes:

```markdown
## Explanation

> **Aloud.** A stable sort keeps the order of equal keys, and a falling sort keeps it too. So I
> would sort by price in falling order and leave the reversal out, for one
> more comparison to explain.

A sort is stable if entries with equal keys keep their order. Python's sort [is stable, also with
`reverse=True`](https://docs.python.org/3/howto/sorting.html). A reversal after the sort turns
everything, equal entries included.
```

Fails:

```markdown
## Explanation

> **Aloud.** A stable sort keeps the order of equal keys, and `reverse=True` keeps it (see there).
> So I would sort by price in falling order and leave the reversal out, for one
> more comparison to explain.

A sort is stable if entries with equal keys keep their order. Python's sort [is stable, also with
`reverse=True`](https://docs.python.org/3/howto/sorting.html). A reversal after the sort turns
everything, equal entries included.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.markdown import count_words, sentences
from builder.problems import Problem, counted
from builder.question import Question
from builder.rules import word_range

ID = "spoken-line-form"
MAX_FIGURES = 2
_UNSPEAKABLE = (
    (re.compile(r"`[^`]*`?"), "code"),
    (re.compile(r"\[[^\]]*\]\([^)]*\)"), "a link"),
    (re.compile(r"[()\[\]{}<>]"), "a bracket"),
    (re.compile(r"https?://\S+"), "an address"),
    (re.compile(r"[=+*/×÷≤≥≈±→^$&@#|~_\\°²³]|(?<=\d)\s?%"), "a sign"),
)
_FIGURE = re.compile(r"\d[\d.,]*")


def check(question: Question) -> Iterator[Problem]:
    """Yield what cannot be spoken, and a spoken line of the wrong length."""
    text, line = question.aloud, question.aloud_line
    if not text:
        return
    yield from word_range(question, ID, ("the spoken line", [text], line), (15, 45))
    number = len(sentences(text))
    if number > 2 and count_words(text):
        yield _problem(question, "", f"the spoken line has {number} sentences", "one or two")
    for pattern, what in _UNSPEAKABLE:
        if found := pattern.search(text):
            message = f"{what} cannot be spoken"
            yield _problem(question, found.group(), message, "words, as they are said")
            break
    figures = _FIGURE.findall(text)
    if len(figures) > MAX_FIGURES:
        message = f"the spoken line has {counted(len(figures), 'figure')}"
        yield _problem(question, figures[MAX_FIGURES], message, f"at most {MAX_FIGURES} figures")
    if _bare(text) == _bare(question.objective):
        yield _problem(question, "", "the spoken line is the objective again", "the decision")


def _problem(question: Question, word: str, message: str, expected: str) -> Problem:
    return question.source.at(question.aloud_line, word, ID, message, expected=expected)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
