"""Each block has been run.

`python build.py prove` runs the `python` blocks and `prove --bench` the `python bench` blocks.
What ran is kept in `evidence.lock`.

Passes:

```console
$ test -s evidence.lock
```

Fails:

```console
$ rm evidence.lock
```
"""

ID = "evidence-unproved"
