"""The browser code can be bundled.

Deno bundles `theme/js`. The first build needs the network for esbuild and the libraries; later
ones take them from the cache.

This is no fault of the content, so there is nothing to show in a question.
"""

ID = "script-bundle"
