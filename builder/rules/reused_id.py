"""A retired id is not given again.

Progress and links of the old question would pass to another one.

Passes:

```console
$ echo '{"id": "shells", "revision": 1, "asks": "0123456789abcdef", "retired": true}' >> ids.lock
```

Fails:

```console
$ sed -i '/shop-order-list/s/}$/, "retired": true}/' ids.lock
```
"""

ID = "reused-id"
