r"""A fenced block is closed.

The rest of the file would be code, with all headings in it.

Passes:

```markdown
~~~python
sorted(orders)
~~~
```

Fails:

```console
$ cd basics/sorting
$ sed -i "s/^### Memory/### Memory\n\n~~~text/" shop-order-list.md
```
"""

ID = "unclosed-fence"
