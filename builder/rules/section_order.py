"""The sections stand in their order.

Readers, reviewers and the site rely on it.

Passes:

```markdown
## Scenario

A shop prints its orders by price, the dearest first. Orders of the same price must stand by name,
from A to Z. The last line of the program reverses a list that was sorted by price. The dearest
order comes first, and orders of the same price stand from Z to A.

## Question

Which statement prints equal prices from A to Z?
```

Fails:

```console
$ cd basics/sorting
$ sed -i 's/^### Memory/### X/; s/^### Complexity/### Memory/; s/^### X/### Complexity/' shop*.md
```
"""

ID = "section-order"
