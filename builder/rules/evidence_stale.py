r"""A block has not changed since it ran.

Neither has the pinned version of a library that it imports. `python build.py prove` runs it
again.

Passes:

```console
$ test -s evidence.lock
```

Fails:

```console
$ cd basics/sorting
$ sed -i "s/^assert 2\*\*16/assert 2**15/" shop-order-list.md
```
"""

ID = "evidence-stale"
