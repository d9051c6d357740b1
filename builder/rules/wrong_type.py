"""A value has the type of its key: text, number, list or keys.

YAML turns words without quotes into other things: `no` into a truth value, `010` into eight,
`1:30` into ninety. So text that looks like something else is put in quotes, and numbers are
plain.

Passes:

```yaml
time: 150
```

Fails:

```yaml
time: 150s
```
"""

ID = "wrong-type"
