"""Content is regular files and folders.

Links are not followed: what they lead to may lie outside of the content folder.

Passes:

```console
$ mkdir -p basics/text
```

Fails:

```console
$ ln -s guest-name-column.md basics/text/linked.md
```
"""

ID = "not-a-regular-file"
