"""The ledger is as `check --update-ledger` wrote it.

One JSON object a line. After a conflict, keep the lines of both sides.

Passes:

```console
$ python build.py check --update-ledger
```

Fails:

```console
$ echo "=======" >> ids.lock
```
"""

ID = "ledger-line"
