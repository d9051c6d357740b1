"""An id on the command line is that of a question.

`python build.py prove` takes ids without folder and ending.

Passes:

```console
$ python build.py prove shop-order-list
```

Fails:

```console
$ python build.py prove shop-order-lists
```
"""

ID = "unknown-question"
