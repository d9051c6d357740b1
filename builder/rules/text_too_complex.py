r"""One section has a bounded number of lines, of `[` and of `$`.

The parser needs more than a moment for thousands of them. No section of a question comes near.

Passes:

```markdown
A list of [links](https://docs.python.org/3/howto/sorting.html).
```

Fails:

```console
$ cd basics/sorting
$ x=$(head -c 20000 /dev/zero | tr '\000' '[')
$ sed -i "s/^### Memory/### Memory\n\n$x\n/" shop*.md
```
"""

ID = "text-too-complex"
