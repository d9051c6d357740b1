"""A static-site generator for banks of proved multiple-choice questions.

The flow goes one way; each module imports only from those above it::

    problems      what is wrong, where, and the mend
    source        a content file as text and lines
    frontmatter   YAML to keys and strings with places
    fields        the shape of each key: conversion and JSON Schema
    markdown      Markdown to tokens and HTML (with highlight, mathematics, figures)
    outline       headings with the text below each
    question      the frozen records
    body          the sections of a file to options, sections, evidence
    parse         one file to a Question
    bank          the content folder to a Bank
    schema        the JSON Schema that the site publishes
    ledger        ids that were ever published, and their revisions
    rules/<rule>  one property of a question or of the bank
    child         a process under limits
    evidence      runs evidence blocks, keeps their lock
    check         runs every rule, explains each
    skeleton      a new question's file
    audit         what guessing scores on the bank
    deck          Bank to the data scripts that browsers read
    article       a question to its HTML, once for page and deck
    findings      the audit as rows for its page
    templates     Jinja, kept strict
    render        Bank to pages
    scripts       theme/js to one classic script
    licences      the terms of what ships
    write         pages to dist/, swapped in whole
    site          load, check, render, write
    serve         watches, builds, reloads

`build.py` at the root of the repository is the command line.
"""
