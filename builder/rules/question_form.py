"""The question is one sentence that ends in a question mark.

It can be answered with the options covered. So it does not lean on them ("which of the
following"), it does not ask what is not so, and it is not two questions in one.

Passes:

```markdown
## Question

Which statement prints equal prices from A to Z?
```

Fails:

```markdown
## Question

Which of the following statements is NOT a way to print the orders from A to Z?
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.markdown import block_tokens, sentences
from builder.problems import Problem, counted, quoted
from builder.question import Question

ID = "question-form"
_LEANING = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat|one) of (?:the )?(?:following|these|options)\b"
    r"|\b(?:NOT|EXCEPT|except)\b"
    r"|\b(?:statement|answer|option)s? (?:is|are) (?:true|false|correct|wrong)\b",
)


def check(question: Question) -> Iterator[Problem]:
    """Yield what is wrong with the form of the question."""
    text, line = question.question_text, question.question_line
    if not text:
        return
    found = sentences(text)
    blocks = sum(token.level == 0 and token.map is not None for token in block_tokens(text))
    if blocks != 1 or len(found) != 1:
        yield question.source.at(
            line,
            "",
            ID,
            f"the question has {counted(len(found), 'sentence')}",
            expected="one sentence; facts stand in the scenario",
        )
    elif not text.endswith("?"):
        yield question.source.at(
            line, text[-12:], ID, "the question does not end in `?`", expected="one question"
        )
    elif text.count("? ") or len(re.findall(r"\?", found[0][1])) > 1:
        yield question.source.at(
            line, "?", ID, "these are two questions in one", expected="one question mark"
        )
    if leaning := _LEANING.search(text):
        yield question.source.at(
            line,
            leaning.group(),
            ID,
            f"the question leans on its options with {quoted(leaning.group())}",
            expected="a question that can be answered with the options covered",
        )
