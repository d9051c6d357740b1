r"""A picture is an SVG file beside the question.

It stands alone in its paragraph, with a description. Nothing is loaded from other sites.

Passes:

```console
$ cd basics/sorting
$ echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>' > runs.svg
$ sed -i 's/^### Memory/### Memory\n\n![Two runs](runs.svg)/' shop-order-list.md
```

Fails:

```markdown
![Two runs](https://example.org/runs.png)
```
"""

ID = "image-refused"
