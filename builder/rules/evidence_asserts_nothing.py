"""A `python` block asserts.

It proves the answer, the failure of each wrong option that can be run, and every derived
number. It has one `assert` at least.

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
print(sorted(orders, key=lambda order: order[1], reverse=True)[1] == ("a", 5))
~~~
```
"""

ID = "evidence-asserts-nothing"
