"""The ledger has every id with its revision.

`content/ids.lock` remembers what was published. `python build.py check --update-ledger` adds
new ids and raised revisions; commit it with the question.

Passes:

```console
$ python build.py check --update-ledger
```

Fails:

```console
$ sed -i "/shop-order-list/d" ids.lock
```
"""

ID = "unrecorded-id"
