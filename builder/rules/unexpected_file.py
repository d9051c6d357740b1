"""Nothing stands in the content folder that has no place in it.

A misspelt name would otherwise leave a question out in silence. What editors and file managers
leave behind is skipped.

Passes:

```console
$ touch basics/.DS_Store
```

Fails:

```console
$ cp basics/text/guest-name-column.md basics/text/notes.txt
```
"""

ID = "unexpected-file"
