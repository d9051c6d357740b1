"""A link to another question names a file that exists.

Write the way from this file: `[words](other-question.md)`.

Passes:

```markdown
See [the parcels](parcel-lookup.md).
```

Fails:

```markdown
See [the parcels](parcel-lokup.md).
```
"""

ID = "link-broken"
