"""Only plain YAML is used.

Anchors, aliases, tags, merges, directives and second documents are refused, and so is deep
nesting. They hide what a file says, and a few hundred bytes of them can stop a program.

Passes:

```yaml
tags: [sorting, keys]
```

Fails:

```yaml
tags: &both [sorting, keys]
```
"""

ID = "yaml-feature"
