"""No text stands before the first heading.

It would be shown nowhere.

Passes:

```markdown
## Scenario

A shop prints its orders by price, the dearest first. Orders of the same price must stand by name,
from A to Z. The last line of the program reverses a list that was sorted by price. The dearest
order comes first, and orders of the same price stand from Z to A.
```

Fails:

```markdown
This question is about sorting.

## Scenario

A shop prints its orders by price, the dearest first. Orders of the same price must stand by name,
from A to Z. The last line of the program reverses a list that was sorted by price. The dearest
order comes first, and orders of the same price stand from Z to A.
```
"""

ID = "stray-text"
