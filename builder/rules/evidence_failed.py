r"""A block passes when it is run.

The problem stands at the line of the block where it stopped.

Passes:

```console
$ python build.py prove shop-order-list
```

Fails:

```console
$ cd basics/sorting
$ sed -i "s/^assert 2\*\*16/assert 2**18/" shop-order-list.md
$ python build.py prove shop-order-list
```
"""

ID = "evidence-failed"
