"""At most two sections are waived, and each in one sentence.

Where Memory, Complexity or Benchmarks decide nothing, the section is one sentence that begins
`Not decisive here:` and says why. Trade-offs and When to use always decide something.

Passes:

```markdown
### Benchmarks

Not decisive here: each way sorts the same list twice.
```

Fails:

```markdown
### Trade-offs

Not decisive here: each way sorts the same list twice.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.markdown import sentences
from builder.problems import Problem, counted
from builder.question import WAIVER, Question, Section

ID = "waivers"
MAX_WAIVED = 2
WAIVABLE = ("memory", "complexity", "benchmarks")


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each waiver that cannot stand."""
    waived = [section for section in question.sections if section.is_waived]
    for section in waived:
        if section.id not in WAIVABLE:
            message = f"`### {section.title}` cannot be waived"
            yield _problem(
                question, section, message, "what each choice costs, or when it is right"
            )
        elif len(sentences(section.markdown)) != 1:
            number = counted(len(sentences(section.markdown)), "sentence")
            message = f"the waiver of `### {section.title}` has {number}"
            yield _problem(question, section, message, "one sentence that says why")
    for section in waived[MAX_WAIVED:]:
        message = f"{len(waived)} sections are waived"
        yield _problem(question, section, message, f"at most {MAX_WAIVED} waivers a question")


def _problem(question: Question, section: Section, message: str, expected: str) -> Problem:
    return question.source.at(section.line, WAIVER, ID, message, expected=expected)
