"""If one option has code or a number, all have.

The option that is more exact than the others looks right to a guesser. Numbers inside code count as
code.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort the orders by name at the very end, and let the names run from A to Z.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.problems import Problem
from builder.question import OPTION_COUNT, Question
from builder.rules import without_code

ID = "option-specificity"
_DIGIT = re.compile(r"(?<!\w)\d")
_NUMBER = re.compile(
    r"(?<!\w)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twice|once|half|one|single)\b",
    re.IGNORECASE,
)


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of the options that differ from the most in code or in numbers."""
    if len(question.options) != OPTION_COUNT:
        return
    has_code = [without_code(option.markdown) != option.markdown for option in question.options]
    yield from _odd(question, has_code, "code")
    digits = [bool(_DIGIT.search(without_code(option.markdown))) for option in question.options]
    words = [bool(_NUMBER.search(without_code(option.markdown))) for option in question.options]
    if any(digits) and not all(words):
        yield from _odd(question, digits, "a number")


def _odd(question: Question, has: list[bool], what: str) -> Iterator[Problem]:
    number = sum(has)
    if number in (0, len(has)):
        return
    is_odd = number <= len(has) // 2
    option = question.options[has.index(is_odd)]
    yield question.source.at(
        option.line,
        option.markdown.split("\n")[0],
        ID,
        f"{number} of {len(has)} options {'has' if number == 1 else 'have'} {what}",
        expected=f"{what} in all options or in none",
    )
