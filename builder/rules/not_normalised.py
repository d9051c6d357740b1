r"""Characters are composed (Unicode NFC).

Two spellings of one word that look the same would count as two words or two ids.

Passes:

```console
$ cd basics/sorting
$ sed -i "s/falling, or/f\xc3\xa4lling, or/" shop-order-list.md
```

Fails:

```console
$ cd basics/sorting
$ sed -i "s/^A shop/A caf\x65\xcc\x81 shop/" shop-order-list.md
```
"""

ID = "not-normalised"
