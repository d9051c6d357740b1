"""Schema: the front matter as JSON Schema, from the table that reading uses.

Editors that know JSON Schema can then complete keys and mark mistakes while an author types.
"""

from __future__ import annotations

import json
from typing import Any

from builder.bank import Bank
from builder.parse import FRONT_MATTER

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def front_matter_schema(bank: Bank | None = None) -> dict[str, Any]:
    """Write the schema as plain data.

    Args:
        bank: Where given, topics, abilities and misconceptions become closed lists.
    """
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "title": "Front matter of a question",
        **FRONT_MATTER.json_schema(),
    }
    if bank:
        _close(schema["properties"], bank)
    return schema


def _close(properties: dict[str, Any], bank: Bank) -> None:
    topics = sorted({topic.id for category in bank.categories for topic in category.topics})
    for owner, words in (
        (properties["topic"], topics),
        (properties["abilities"]["items"], list(bank.abilities)),
        (properties["misconception"], sorted(bank.misconceptions)),
    ):
        if words:
            owner["enum"] = words


def question_schema(bank: Bank | None = None) -> bytes:
    """Write the schema as the file that the site publishes."""
    return (json.dumps(front_matter_schema(bank), indent=2, ensure_ascii=False) + "\n").encode()
