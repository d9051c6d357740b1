"""Options are about as long as each other.

The length of the key over the mean length of its distractors lies between 0.70 and 1.40, and the
longest option is at most 1.8 times as long as the shortest. Otherwise a guesser who knows nothing
looks at the lengths. Aim at 15 percent. What counts is the text as it is shown.

Passes:

```markdown
- [x] Sort once more, high to low: `return sorted(orders, key=price, reverse=True)`.
  > **Right.** The sort compares prices alone, from high to low. Equal prices keep the order they
  > came in, and that is the order of the names.
```

Fails:

```markdown
- [x] Sort the list once more by price alone, and let it run from the highest price down to the
  lowest: `return sorted(orders, key=price, reverse=True)`.
  > **Right.** The sort compares prices alone, from high to low. Equal prices keep the order they
  > came in, and that is the order of the names.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from builder.markdown import plain_text
from builder.problems import Problem
from builder.question import OPTION_COUNT, Option, Question

ID = "option-length"
KEY_RATIO = (0.70, 1.40)
SPREAD = 1.8


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of a key that stands out, and of options of very different length."""
    if len(question.options) != OPTION_COUNT or len(question.distractors) != OPTION_COUNT - 1:
        return
    key = question.key
    ratio = _length(key) / mean(_length(option) for option in question.distractors)
    least, most = KEY_RATIO
    if not least <= ratio <= most:
        yield question.source.at(
            key.line,
            _first_line(key),
            ID,
            f"the right option is {ratio:.2f} times as long as the mean of the others",
            expected=f"{least:.2f} to {most:.2f} times; aim at 0.85 to 1.15",
        )
    shortest, longest = min(question.options, key=_length), max(question.options, key=_length)
    if _length(longest) > SPREAD * _length(shortest):
        yield question.source.at(
            longest.line,
            _first_line(longest),
            ID,
            f"this option has {_length(longest)} characters, the shortest {_length(shortest)}",
            expected=f"at most {SPREAD} times the shortest",
            note=f"the shortest stands on line {shortest.line}",
        )


def _length(option: Option) -> int:
    return max(1, len(plain_text(option.markdown)))


def _first_line(option: Option) -> str:
    return option.markdown.split("\n")[0]
