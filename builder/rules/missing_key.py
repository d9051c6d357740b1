"""A required key is there.

The message says what it holds.

Passes:

```yaml site.yaml
id: small-bank
title: Small Bank
tagline: Three questions to build a site from
description: A bank which the tests of the generator read.
language: en
base_url: ""
repository_url: ""
content_licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
```

Fails:

```yaml site.yaml
id: small-bank
title: Small Bank
description: A bank which the tests of the generator read.
language: en
base_url: ""
repository_url: ""
content_licence:
  name: CC BY 4.0
  url: https://creativecommons.org/licenses/by/4.0/
```
"""

ID = "missing-key"
