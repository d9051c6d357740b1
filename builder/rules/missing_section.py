"""Every section is there.

Where Memory, Complexity or Benchmarks decide nothing, the section stays and says so in one
sentence that begins `Not decisive here:`.

Passes:

```markdown
### Memory

The function [`sorted`](https://docs.python.org/3/library/functions.html#sorted) makes a second
list of references, which takes 100,000 × 8 B = 0.8 MB. The slice that it replaces makes a list of
the same size.
```

Fails:

```console
$ cd basics/sorting
$ sed -i "/^### Memory/d" shop-order-list.md
```
"""

ID = "missing-section"
