"""The licence of each library of the browser code can be read.

The first build needs the network to fetch libraries; later ones take them from the cache.

This is no fault of the content, so there is nothing to show in a question.
"""

ID = "script-library"
