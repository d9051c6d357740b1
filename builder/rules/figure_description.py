"""A figure has words for readers who do not see it.

`![What it shows](file.svg)`, or the words after the language of a `dot` block.

Passes:

```markdown
~~~dot One run follows another
digraph { a -> b }
~~~
```

Fails:

```markdown
~~~dot
digraph { a -> b }
~~~
```
"""

ID = "figure-description"
