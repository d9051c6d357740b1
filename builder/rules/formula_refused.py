r"""A formula can be turned into MathML without a fault.

What the converter does not know it would print as it is, or draw wrong. Write it more simply.

Passes:

```markdown
Halving takes $n/2$ steps.
```

Fails:

```markdown
Halving takes $\unknowncommand{n}$ steps.
```
"""

ID = "formula-refused"
