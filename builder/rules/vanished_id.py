r"""An id of the ledger does not vanish.

Learners have answered it. A renamed question names its old id under `formerly`; one that is
given up for ever is marked `"retired": true` in the ledger.

Passes:

```console
$ cd basics/sorting
$ sed -i 's/^id: shop-order-list/id: shop-orders\nformerly: [shop-order-list]/' *-list.md
$ mv shop-order-list.md shop-orders.md
$ python build.py check --update-ledger
$ python build.py prove
```

Fails:

```console
$ rm basics/sorting/shop-order-list.md
$ python build.py prove
```
"""

ID = "vanished-id"
