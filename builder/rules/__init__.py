"""Rules: one module each, one property each.

A rule module has `ID`, a docstring that is its page for `build.py explain` with a passing and a
failing example that the tests run, and one of

- `check(question)`, which yields the problems of one question,
- `check_bank(bank)`, which yields the problems that need the whole bank,
- neither, where the problem is found while a file is read or rendered; the module is then its page
  alone, because to an author it is a problem like any other.

To add a rule, add its module and `tests/rules/test_<module>.py`; nothing else lists the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.markdown import count_words
from builder.problems import Problem, counted
from builder.question import Question

Passage = tuple[str, Sequence[str], int]


def word_range(
    question: Question, rule: str, passage: Passage, allowed: tuple[int, int]
) -> Iterator[Problem]:
    """Yield a problem where a text has too few or too many words.

    Args:
        question: Whose text it is.
        rule: The id of the rule that asks.
        passage: What the text is called, its pieces and its first line. A text without words is
            another rule's problem.
        allowed: The fewest and the most words.
    """
    what, pieces, line = passage
    number, (least, most) = sum(map(count_words, pieces)), allowed
    if any(piece.strip() for piece in pieces) and not least <= number <= most:
        yield question.source.at(
            line,
            "",
            rule,
            f"{what} has {counted(number, 'word')}",
            expected=f"{least} to {most} words, tables and code not counted",
        )


_CODE_SPAN = re.compile(r"(`+).+?\1", re.DOTALL)


def without_code(markdown: str) -> str:
    """The text with each code span replaced by as many spaces."""
    return _CODE_SPAN.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), markdown)
