"""Options are one list, each with a box and a rationale.

An item begins `- [x] ` or `- [ ] `. Its rationale is one quotation below it, and nothing
follows that.

Passes:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
  > **Wrong.** Right where the name is the first key and the price the second. Here the prices end
  > up in no order, and the dearest order is anywhere.
```

Fails:

```markdown
- [ ] Sort by name at the very end: `return sorted(orders, key=name, reverse=False)`.
```
"""

ID = "option-form"
