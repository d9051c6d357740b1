"""Benchmarks are two or more bullets, each with its label.

A bullet begins `**Derived.**`, `**Measured.**` or `**Cited.**`. A table is indented beneath its
bullet. With fewer than two figures that decide something, the section is waived.

Passes:

```markdown
### Benchmarks

- **Derived.** Halving 100,000 entries 17 times leaves one, so 17 comparisons place an entry.
- **Derived.** The slice holds 100,000 × 8 B = 0.8 MB.
```

Fails:

```markdown
### Benchmarks

- **Derived.** Halving 100,000 entries 17 times leaves one, so 17 comparisons place an entry.
- The slice holds 100,000 × 8 B = 0.8 MB.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.markdown import block_tokens
from builder.problems import Problem, counted
from builder.question import Question, Section

ID = "benchmark-bullets"
FEWEST = 2
_LABEL = re.compile(r" {0,3}[-*+] +\*\*(?:Derived|Measured|Cited)\.\*\*(?:\s|$)")


def check(question: Question) -> Iterator[Problem]:
    """Yield the problem of each bullet without a label, of text between, and of too few."""
    section = question.section("benchmarks")
    if section is None or section.is_waived or not section.markdown:
        return
    lines = section.markdown.split("\n")
    bullets = 0
    for token in block_tokens(section.markdown):
        if token.type == "list_item_open" and token.level == 1 and token.map:
            bullets += 1
            if not _LABEL.match(lines[token.map[0]]):
                yield _unlabelled(question, section, token.map[0])
        elif token.level == 0 and token.map and token.type != "bullet_list_open":
            message = "this stands outside of the bullets"
            at = section.line + token.map[0]
            yield question.source.at(at, "", ID, message, expected="bullets; a table is indented")
    if bullets < FEWEST:
        yield question.source.at(
            section.line,
            "",
            ID,
            f"the section has {counted(bullets, 'bullet')}",
            expected=f"{FEWEST} bullets or more, or one sentence `Not decisive here: ...`",
        )


def _unlabelled(question: Question, section: Section, line: int) -> Problem:
    return question.source.at(
        section.line + line,
        "",
        ID,
        "the bullet has no label",
        expected="`**Derived.**`, `**Measured.**` or `**Cited.**` at its beginning",
    )
