"""A link leads to a web page, a question of the bank or a heading.

Scripts, other schemes, passwords in addresses and addresses without a scheme are refused.

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
`reverse=True`](javascript:alert(1)). A reversal after the sort turns
everything, equal entries included.
```
"""

ID = "link-refused"
