"""A question begins with its front matter.

The first line is `---`; the keys follow, and then a second line `---`.

Passes:

```console
$ cd basics/sorting
$ test "$(head -1 shop-order-list.md)" = "---"
```

Fails:

```console
$ cd basics/sorting
$ sed -i 1d shop-order-list.md
```
"""

ID = "no-front-matter"
