"""Evidence is one `python` block and at most one `python bench` block.

The first proves, the second measures. Nothing else stands in the section: a comment says what
code does.

Passes:

```markdown
## Evidence

~~~python
orders = sorted([("b", 5), ("a", 5), ("c", 9)])
assert sorted(orders, key=lambda order: order[1], reverse=True)[1] == ("a", 5)
~~~
```

Fails:

```markdown
## Evidence

~~~python
orders = sorted([("b", 5), ("a", 5), ("c", 9)])
assert sorted(orders, key=lambda order: order[1], reverse=True)[1] == ("a", 5)
~~~

The list is sorted twice.
```
"""

ID = "evidence-blocks"
