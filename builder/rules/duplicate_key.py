"""A key stands once.

Most YAML readers take the last of two in silence.

Passes:

```yaml
difficulty: medium
```

Fails:

```yaml
difficulty: medium
difficulty: hard
```
"""

ID = "duplicate-key"
