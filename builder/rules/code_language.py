"""A fenced block names its language.

The first line of the block says it: `python`, `yaml`, `text` for output and drawings, `dot` for
a diagram, and others that the highlighter knows.

Passes:

```markdown
~~~python
sorted(orders)
~~~
```

Fails:

```markdown
~~~pyton
sorted(orders)
~~~
```
"""

ID = "code-language"
