"""A table has at most 12 columns.

Wider ones cannot be read.

Passes:

```markdown
| Way | Prices |
| --- | --- |
| once | falling |
```

Fails:

```markdown
| a | a | a | a | a | a | a | a | a | a | a | a | a |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |
```
"""

ID = "table-too-wide"
