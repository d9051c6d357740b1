"""The build ends without a fault of its own.

While `serve` runs, a fault of the program is shown like a problem, and the last good site
stays. Run `python build.py --traceback` and report what it prints.

This is no fault of the content, so there is nothing to show in a question.
"""

ID = "internal-error"
