"""A question that asks something else has a higher revision.

When scenario, question, options or key change, learners see "changed since you answered". White
space does not count, and neither do rationales and explanations.

Passes:

```console
$ cd basics/sorting
$ sed -i 's/^A shop prints/A bookshop prints/; s/^revision: 1/revision: 2/' shop-order-list.md
$ python build.py check --update-ledger
```

Fails:

```console
$ cd basics/sorting
$ sed -i 's/^A shop prints/A bookshop prints/' shop-order-list.md
```
"""

ID = "revision-not-raised"
