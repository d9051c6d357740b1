"""Check: every rule over the whole bank, and the page that explains each.

The rules are found in their package; markup is checked by rendering it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from builder import evidence, ledger, rules
from builder.bank import EVIDENCE_LOCK_NAME, Bank
from builder.markdown import render_block
from builder.problems import Problem, closest, sorted_problems
from builder.question import Question
from builder.source import printed_name

QuestionCheck = Callable[[Question], Iterator[Problem]]
BankCheck = Callable[[Bank], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its module says it."""

    id: str
    page: str
    """The docstring of its module."""
    check: QuestionCheck | None
    check_bank: BankCheck | None


class UnknownRuleError(Exception):
    """No rule has this id; the message names the closest one."""


@cache
def registry() -> Mapping[str, Rule]:
    """All rules by their ids, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    found = [_rule(name) for name in names]
    return {rule.id: rule for rule in found}


def _rule(name: str) -> Rule:
    module = importlib.import_module(f"{rules.__name__}.{name}")
    return Rule(
        id=module.ID,
        page=(module.__doc__ or "").strip() + "\n",
        check=getattr(module, "check", None),
        check_bank=getattr(module, "check_bank", None),
    )


def explain(rule_id: str) -> str:
    """Give the page of a rule.

    Raises:
        UnknownRuleError: No rule has this id.
    """
    rule = registry().get(rule_id)
    if rule is None:
        mend = closest(rule_id, registry())
        raise UnknownRuleError(f"`{rule_id}` is not a rule" + (f": {mend}" if mend else ""))
    return f"{rule.id}\n{'=' * len(rule.id)}\n\n{rule.page}"


def check_bank(bank: Bank, *, paths: Sequence[Path] = ()) -> list[Problem]:
    """Check content and records.

    Args:
        bank: What was loaded; the problems of loading are not repeated.
        paths: Files and folders; where given, problems elsewhere are left out.

    Returns:
        The problems, sorted.
    """
    return select([*check_content(bank), *check_records(bank)], paths)


def check_content(bank: Bank) -> list[Problem]:
    """Check what authors write: every rule and all markup."""
    found: list[Problem] = []
    for question in bank.all_questions:
        found.extend(_question_problems(question))
    for name, source in bank.sources.items():
        if name.endswith(".md"):
            found.extend(render_block(source.text, source=source, first_line=1).problems)
    for rule in registry().values():
        if rule.check_bank:
            found.extend(rule.check_bank(bank))
    return sorted_problems(found)


def check_records(bank: Bank) -> list[Problem]:
    """Check what commands record: the ledger of ids and the lock of evidence."""
    lock = evidence.read_lock(bank.root / EVIDENCE_LOCK_NAME)
    return sorted_problems([*ledger.problems(bank), *evidence.problems(bank, lock)])


def select(problems: Sequence[Problem], paths: Sequence[Path]) -> list[Problem]:
    """Keep the problems of some files and folders; all of them where none is named."""
    if not paths:
        return sorted_problems(problems)
    wanted = [printed_name(path) for path in paths]
    return sorted_problems(
        problem
        for problem in problems
        if any(
            name in (problem.path, ".") or problem.path.startswith(f"{name}/") for name in wanted
        )
    )


def _question_problems(question: Question) -> Iterator[Problem]:
    for rule in registry().values():
        if rule.check:
            yield from rule.check(question)
    for _, text, line in question.passages():
        if text.strip():
            yield from render_block(text, source=question.source, first_line=line).problems
