"""The base URL is the https address of the site.

It is given on the command line, as in `python build.py --base-url https://example.org/bank/`, or as
`base_url` in site.yaml, and it is needed where a relative address would lead nowhere.

This is no fault of the content, so there is nothing to show in a question.
"""

ID = "base-url"
