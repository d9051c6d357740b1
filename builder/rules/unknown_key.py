"""A key is one that the format has.

A misspelt key would be ignored otherwise.

Passes:

```yaml
title: Orders of the same price
```

Fails:

```yaml
tilte: Orders of the same price
```
"""

ID = "unknown-key"
