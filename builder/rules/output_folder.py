"""The site is written to a folder of its own.

The output folder does not exist, is empty, or was written by an earlier build. A build replaces
it as a whole, so it must hold nothing else.

This is no fault of the content, so there is nothing to show in a question.
"""

ID = "output-folder"
