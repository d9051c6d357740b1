r"""A content file is UTF-8.

Other encodings show different characters on different machines.

Passes:

```console
$ cd basics/sorting
$ printf "\n" >> shop-order-list.md
```

Fails:

```console
$ cd basics/sorting
$ printf "caf\351\n" >> shop-order-list.md
```
"""

ID = "not-utf-8"
