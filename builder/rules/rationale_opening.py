"""A rationale begins with its verdict, and the box agrees.

`**Right.**` below `[x]`; `**Trap.**` or `**Wrong.**` below `[ ]`.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > Right where the name is the first key and the price the second. Here the prices end up in no
  > order, and the dearest order is anywhere.
```
"""

ID = "rationale-opening"
