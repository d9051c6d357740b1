r"""A block stays within its limits.

A proof has 60 seconds and 2 GiB, a bench 300 seconds and 6 GiB, and each a bounded output and
number of processes. Neither has a network.

Passes:

```console
$ python build.py prove shop-order-list
```

Fails:

```console
$ cd basics/sorting
$ sed -i "s/^assert 2\*\*16.*/import os; os._exit(0)/" shop-order-list.md
$ python build.py prove shop-order-list
```
"""

ID = "evidence-limit"
