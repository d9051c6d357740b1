"""Front matter and YAML files are valid YAML.

The commonest mistake is a text with a colon and a space: put it in double quotes.

Passes:

```yaml
title: "Orders: the same price"
```

Fails:

```yaml
title: Orders: the same price
```
"""

ID = "invalid-yaml"
