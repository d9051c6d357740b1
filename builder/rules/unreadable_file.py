"""Each content file can be read.

Its permissions or the disk keep it from being opened.

Passes:

```console
$ cd basics/sorting
$ chmod 644 shop-order-list.md
```

Fails:

```console
$ cd basics/sorting
$ chmod 000 shop-order-list.md
```
"""

ID = "unreadable-file"
