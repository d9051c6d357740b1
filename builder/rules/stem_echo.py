"""The right option does not echo a word of the question that the others lack.

A guesser looks for the option that repeats the question. Give the word to the distractors too, or
take it out of the key. Short and common words do not count, and neither does code.

Passes:

```markdown
## Question

Which statement prints equal prices from A to Z?
```

Fails:

```markdown
## Question

Which statement sorts high prices from A to Z?
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem, quoted
from builder.question import OPTION_COUNT, Question
from builder.rules import without_code

ID = "stem-echo"
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = """
    that this these those with without from into onto over under then than them they their
    there which what when where while whose will would could should does have been being
    were most least more less each every some such same other another both either after
    before between inside outside within only also just very much many still keep keeps make
    makes need needs change
"""


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each word that question and key share alone."""
    if len(question.distractors) != OPTION_COUNT - 1 or len(question.options) != OPTION_COUNT:
        return
    asked = _stems(question.question_text)
    elsewhere = {
        stem for option in question.distractors for stem in _stems(option.markdown, code=True)
    }
    key = _stems(question.key.markdown)
    for stem in sorted((asked.keys() & key.keys()) - elsewhere):
        yield question.source.at(
            question.key.line,
            key[stem],
            ID,
            f"{quoted(key[stem])} stands in the question and in the right option alone",
            expected="words of the question in all options or in none",
        )


def _stems(markdown: str, *, code: bool = False) -> dict[str, str]:
    """Words with their ends cut off, and one of their forms; of code where asked for."""
    text = markdown if code else without_code(markdown)
    words = _WORD.findall(text.replace("_", " "))
    return {_stem(word): word for word in words if word.casefold() not in _COMMON.split()}


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|es|s|ed|ing|e|y)$", "", word.casefold())
