"""A heading stands once.

The second text would be shown nowhere.

Passes:

```markdown
### Memory

The function [`sorted`](https://docs.python.org/3/library/functions.html#sorted) makes a second
list of references, which takes 100,000 × 8 B = 0.8 MB. The slice that it replaces makes a list of
the same size.
```

Fails:

```markdown
### Memory

The function [`sorted`](https://docs.python.org/3/library/functions.html#sorted) makes a second
list of references, which takes 100,000 × 8 B = 0.8 MB. The slice that it replaces makes a list of
the same size.

### Memory

The function [`sorted`](https://docs.python.org/3/library/functions.html#sorted) makes a second
list of references, which takes 100,000 × 8 B = 0.8 MB. The slice that it replaces makes a list of
the same size.
```
"""

ID = "duplicate-heading"
