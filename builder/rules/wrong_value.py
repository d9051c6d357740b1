"""A value lies in the range and has the shape of its key.

The message says which. Lengths are counted in characters.

Passes:

```yaml
time: 150
```

Fails:

```yaml
time: 90
```
"""

ID = "wrong-value"
