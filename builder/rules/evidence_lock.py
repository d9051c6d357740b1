"""The evidence lock is as `prove` wrote it.

One block a line. After a conflict, keep the lines of both sides and run `python build.py
prove`.

Passes:

```console
$ python build.py prove
```

Fails:

```console
$ echo "<<<<<<< HEAD" >> evidence.lock
```
"""

ID = "evidence-lock"
