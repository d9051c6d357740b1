"""Blocks and marks are not nested deeper than a reader can follow.

The parser drops what is nested too deep, so the text would vanish in silence.

Passes:

```markdown
- A list
  - in a list
```

Fails:

```markdown
- - - - - - - - - - - - deep
```
"""

ID = "nesting-too-deep"
