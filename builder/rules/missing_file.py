"""The files that name each other exist.

`site.yaml`, `abilities.yaml`, `misconceptions.yaml` and `learning-path.yaml` stand in the
content folder, a `checkpoint.yaml` in each checkpoint and a `category.yaml` in each category
that it lists.

Passes:

```console
$ test -f basics/text/category.yaml
```

Fails:

```console
$ rm basics/text/category.yaml
```
"""

ID = "missing-file"
