"""A figure can be shown safely and faithfully.

An SVG file has no script, no link to elsewhere and no foreign content; a DOT block can be
drawn.

Passes:

```markdown
~~~dot One run follows another
digraph { a -> b }
~~~
```

Fails:

```markdown
~~~dot One run follows another
digraph { a ->
~~~
```
"""

ID = "figure-refused"
