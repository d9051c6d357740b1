r"""A code block has at most 20,000 characters.

What is longer belongs into Evidence, or into nothing.

Passes:

```markdown
~~~python
sorted(orders)
~~~
```

Fails:

```console
$ cd basics/sorting
$ x=$(head -c 20001 /dev/zero | tr '\000' x)
$ sed -i "s/^### Memory/### Memory\n\n~~~python\n$x\n~~~/" shop*.md
```
"""

ID = "code-too-long"
