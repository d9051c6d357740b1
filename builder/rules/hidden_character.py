r"""A content file holds no character that cannot be seen.

Control characters, zero-width characters and marks that turn the direction of writing make a
reviewer read something else than a browser or an interpreter.

Passes:

```console
$ cd basics/sorting
$ printf "\n" >> shop-order-list.md
```

Fails:

```console
$ cd basics/sorting
$ sed -i "s/^title: Orders/title: \xe2\x80\xaeOrders/" shop-order-list.md
```
"""

ID = "hidden-character"
