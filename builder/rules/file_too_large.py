r"""A question has at most 64 KiB.

Files that grow with the bank, such as misconceptions.yaml, have at most 128 KiB. No question
that can be read in its time comes near.

Passes:

```console
$ cd basics/sorting
$ test $(wc -c < shop-order-list.md) -le 65536
```

Fails:

```console
$ cd basics/sorting
$ head -c 65537 /dev/zero | tr "\000" x >> shop-order-list.md
```
"""

ID = "file-too-large"
