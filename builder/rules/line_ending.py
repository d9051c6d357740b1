r"""Lines end with a line feed.

A carriage return before it is read as part of the line end. One that stands alone is not.

Passes:

```console
$ cd basics/sorting
$ sed -i "s/$/\r/" shop-order-list.md
```

Fails:

```console
$ cd basics/sorting
$ tr "\n" "\r" < shop-order-list.md > x && mv x shop-order-list.md
```
"""

ID = "line-ending"
