"""Exactly one rationale begins with `**Trap.**`.

The trap is what a good mid-level engineer answers: a rule that is true in the common case, applied
where it breaks. The other two wrong options are right in neighbouring scenarios.

Passes:

```markdown
## Options

- [x] Sort once more, high to low: `return sorted(orders, key=price, reverse=True)`.
  > **Right.** The sort compares prices alone, from high to low. Equal prices keep the order they
  > came in, and that is the order of the names.
- [ ] Sort by the two keys at once: `return sorted(orders, key=both, reverse=True)`.
  > **Trap.** The belief is that reversing turns the first key alone. It is right while no two
  > prices are equal. Here both keys are turned.
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order.
- [ ] Reverse the order of a copy: `return list(reversed(sorted(orders, key=price)))`.
  > **Wrong.** Right where all prices differ, because then nothing is left to order. Here the
  > reversal turns the names too.
```

Fails:

```markdown
## Options

- [x] Sort once more, high to low: `return sorted(orders, key=price, reverse=True)`.
  > **Right.** The sort compares prices alone, from high to low. Equal prices keep the order they
  > came in, and that is the order of the names.
- [ ] Sort by the two keys at once: `return sorted(orders, key=both, reverse=True)`.
  > **Wrong.** The belief is that reversing turns the first key alone. It is right while no two
  > prices are equal. Here both keys are turned.
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order.
- [ ] Reverse the order of a copy: `return list(reversed(sorted(orders, key=price)))`.
  > **Wrong.** Right where all prices differ, because then nothing is left to order. Here the
  > reversal turns the names too.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.problems import Problem
from builder.question import Question

ID = "one-trap"


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of no trap, or of each trap after the first."""
    if not all(option.is_judged for option in question.options):
        return  # a rationale without its opening word is a problem of its own
    traps = [option for option in question.options if option.verdict == "trap"]
    wrong = [option for option in question.options if option.verdict == "wrong"]
    if not traps and wrong:
        yield question.source.at(
            wrong[0].rationale_line,
            "**Wrong.**",
            ID,
            "none of the options is the trap",
            expected="exactly one rationale that begins `**Trap.**`",
        )
    for trap in traps[1:]:
        yield question.source.at(
            trap.rationale_line,
            "**Trap.**",
            ID,
            "a second trap stands here",
            expected="exactly one rationale that begins `**Trap.**`",
            note=f"the first stands on line {traps[0].rationale_line}",
        )
