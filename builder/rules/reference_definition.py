"""Links are written in place.

Definitions at the end of a file would be shown as text, because each section is rendered alone.

Passes:

```markdown
## Explanation

> **Aloud.** A stable sort keeps the order of equal keys, and a falling sort keeps it too. So I
> would sort by price in falling order and leave the reversal out, for one
> more comparison to explain.

A sort is stable if entries with equal keys keep their order. Python's sort [is stable, also with
`reverse=True`](https://docs.python.org/3/howto/sorting.html). A reversal after the sort turns
everything, equal entries included.
```

Fails:

```markdown
## Explanation

> **Aloud.** A stable sort keeps the order of equal keys, and a falling sort keeps it too. So I
> would sort by price in falling order and leave the reversal out, for one
> more comparison to explain.

A sort is stable if entries with equal keys keep their order. Python's sort [is stable, also with
`reverse=True`](https://docs.python.org/3/howto/sorting.html). A reversal after the sort turns
everything, equal entries included.

[1]: https://docs.python.org/3/howto/sorting.html
```
"""

ID = "reference-definition"
