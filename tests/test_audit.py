"""Audit: what guessing scores, and that planted tells are found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from builder import audit as auditing
from builder.audit import Audit, audit, format_table
from builder.bank import Bank
from builder.question import Category, Option, Question, Topic

WORDS = [
    "array",
    "buffer",
    "cache",
    "column",
    "copy",
    "decode",
    "epoch",
    "frame",
    "gather",
    "index",
    "kernel",
    "layout",
    "matrix",
    "merge",
    "number",
    "order",
    "padding",
    "query",
    "reduce",
    "row",
    "scan",
    "shard",
    "split",
    "stride",
    "table",
    "tensor",
    "token",
    "view",
    "write",
]


def option(text: str, *, is_key: bool = False) -> Option:
    return Option(text, 1, "right" if is_key else "wrong", "", 1, is_key)


def question(
    base: Question, number: int, texts: Sequence[str], key: int, **changes: object
) -> Question:
    """A question whose scenario and objective are like no other's."""
    random = Random(number)
    own = " ".join(f"{random.choice(WORDS)}{number}x{i}" for i in range(12))
    options = tuple(option(text, is_key=index == key) for index, text in enumerate(texts))
    fields = {
        "id": f"q-{number:03d}",
        "scenario_markdown": own,
        "question_text": f"Which of {own[:20]}?",
        "objective": own[::-1],
        "options": options,
    }
    return replace(base, **{**fields, **changes})  # type: ignore[arg-type]


def bank_of(bank: Bank, *groups: Sequence[Question]) -> Bank:
    """A bank with a category for each group of questions."""
    model = bank.categories[0]
    categories = tuple(
        replace(
            model,
            id=f"category-{number}",
            topics=(Topic("one", "One", 2), Topic("two", "Two", 2)),
            questions=tuple(replace(each, category_id=f"category-{number}") for each in group),
        )
        for number, group in enumerate(groups)
    )
    return replace(bank, checkpoints=(replace(bank.checkpoints[0], categories=categories),))


def plain(base: Question, count: int, seed: int = 0) -> list[Question]:
    """Questions that give nothing away: four random texts of one length, the key by chance."""
    random = Random(seed)
    return [
        question(
            base,
            seed * 1000 + number,
            ["".join(random.choices("bcdfghjklm", k=12)) for _ in range(4)],
            random.randrange(4),
            topic=random.choice(("one", "two")),
        )
        for number in range(count)
    ]


def tell(
    base: Question, count: int, mark: str, other: str = "plain words here", **changes: object
) -> list[Question]:
    """Questions whose key alone carries a mark."""
    random = Random(7)
    found = []
    for number in range(count):
        key = random.randrange(4)
        texts = [mark if index == key else other for index in range(4)]
        found.append(question(base, number, texts, key, **changes))
    return found


def strategy(findings: Audit, name: str) -> auditing.Strategy:
    return next(each for each in findings.strategies if each.name == name)


# --- banks of every size


def test_empty_bank(small_bank: Bank) -> None:
    """A bank without questions has findings, and none of them over a bar."""
    findings = audit(bank_of(small_bank, [], []))
    assert findings.question_count == 0
    assert findings.is_clean
    assert findings.classifier is None
    assert findings.median_ratio is None
    assert {each.score for each in findings.strategies} == {0.0}
    assert "no questions" in format_table(findings)
    assert "nothing could be held out" in format_table(findings)


def test_small_bank(small_bank: Bank) -> None:
    """Three questions are audited, and said to be too few."""
    findings = audit(small_bank)
    assert findings.question_count == 3
    assert not findings.is_large_enough
    assert findings.classifier is not None
    assert findings.classifier.groups == "category"
    assert "too few to judge" in format_table(findings)


@pytest.mark.parametrize("count", [1, 20])
def test_one_category(count: int, small_bank: Bank, small_question: Question) -> None:
    """With one category the classifier holds out topics, with one topic nothing."""
    findings = audit(bank_of(small_bank, plain(small_question, count)))
    groups = findings.classifier.groups if findings.classifier else None
    assert groups == ("topic" if count > 1 else None)


def test_clean_bank_of_full_size(small_bank: Bank, small_question: Question) -> None:
    """320 questions that give nothing away are under every bar, in a few seconds."""
    findings = audit(bank_of(small_bank, *(plain(small_question, 20, seed) for seed in range(16))))
    assert findings.is_large_enough
    assert findings.is_clean
    assert findings.classifier is not None
    assert findings.classifier.group_count == 16
    assert 0.15 < findings.classifier.score < 0.31


def test_same_bank_same_bytes(small_bank: Bank, small_question: Question) -> None:
    """Two audits of a bank write the same JSON, with a number of their format."""
    bank = bank_of(small_bank, plain(small_question, 12), plain(small_question, 12, 1))
    first = audit(bank).to_json()
    assert audit(bank).to_json() == first
    written = json.loads(first)
    assert written["format"] == 1
    assert written["question_count"] == 24
    assert first.endswith("}\n")


# --- strategies


@pytest.mark.parametrize(
    ("name", "mark", "other"),
    [
        ("longest", "plain words and some more", "plain words here"),
        ("shortest", "plain", "plain words here"),
        ("most digits", "plain 1234 here", "plain 1 here"),
        ("most code", "plain `words()` here", "plain words() here"),
        ("hedges", "plain words often", "plain words after"),
        ("absolutes", "plain words here", "plain words never"),
    ],
)
def test_planted_tell_is_found(
    name: str, mark: str, other: str, small_bank: Bank, small_question: Question
) -> None:
    """A bank whose keys carry a tell is over the bar of its strategy."""
    findings = audit(bank_of(small_bank, tell(small_question, 24, mark, other)))
    found = strategy(findings, name)
    assert found.score == 1.0
    assert found.p_value < 1e-12
    assert found.is_over_bar
    assert not findings.is_clean
    assert "over the bar" in format_table(findings)


def test_position_is_found(small_bank: Bank, small_question: Question) -> None:
    """A key that stands in one place most often is found, and so is the best place."""
    questions = [question(small_question, n, ["a", "b", "c", "d"], 2) for n in range(24)]
    findings = audit(bank_of(small_bank, questions))
    assert strategy(findings, "position 3").is_over_bar
    assert strategy(findings, "best position").is_over_bar
    assert strategy(findings, "position 1").score == 0.0


def test_stem_overlap_is_found(small_bank: Bank, small_question: Question) -> None:
    """A key that repeats words of the scenario is found."""
    questions = tell(
        small_question,
        24,
        "the shard is merged",
        "the thing is other",
        scenario_markdown="A shard is merged.",
    )
    assert strategy(audit(bank_of(small_bank, questions)), "stem overlap").is_over_bar


def test_convergence_is_found(small_bank: Bank, small_question: Question) -> None:
    """A key that shares a word with each distractor, which share none, is found."""
    questions = []
    for number in range(24):
        texts = ["alpha one", "beta two", "gamma three"]
        texts.insert(number % 4, "alpha beta gamma")
        questions.append(question(small_question, number, texts, number % 4))
    assert strategy(audit(bank_of(small_bank, questions)), "convergence").score == 1.0


def test_ties_share_the_point(small_bank: Bank, small_question: Question) -> None:
    """Options that a strategy cannot part give their share, so that chance stays a quarter."""
    same = [question(small_question, n, ["same"] * 4, 0) for n in range(8)]
    found = strategy(audit(bank_of(small_bank, same)), "longest")
    assert (found.score, found.p_value, found.chance) == (0.25, 1.0, 0.25)
    two = [question(small_question, n, ["longer", "longer", "it", "it"], 0) for n in range(8)]
    assert strategy(audit(bank_of(small_bank, two)), "longest").score == 0.5


def test_few_questions_prove_nothing(small_bank: Bank, small_question: Question) -> None:
    """Two right of two is no evidence of a tell."""
    findings = audit(bank_of(small_bank, tell(small_question, 2, "plain words and more")))
    assert strategy(findings, "longest").score == 1.0
    assert not strategy(findings, "longest").is_over_bar


@pytest.mark.parametrize("ties", [[1, 1, 1], [1, 2, 4], [2, 2, 3], [4, 4], []])
def test_tail_is_exact(ties: list[int]) -> None:
    """The chance of a score is that of counting all ways in which luck can fall."""
    ways: dict[int, float] = {}
    for hits in product([True, False], repeat=len(ties)):
        points, chance = 0, 1.0
        for is_hit, tied in zip(hits, ties, strict=True):
            points += 12 // tied if is_hit else 0
            chance *= tied / 4 if is_hit else 1 - tied / 4
        ways[points] = ways.get(points, 0) + chance
    for points in range(12 * len(ties) + 1):
        expected = sum(chance for reached, chance in ways.items() if reached >= points)
        assert auditing._tail(ties, points) == pytest.approx(expected)


def test_tail_without_ties_is_binomial() -> None:
    """Without ties the chance is the binomial one."""
    from scipy.stats import binom

    assert auditing._tail([1] * 320, 12 * 100) == pytest.approx(binom.sf(99, 320, 0.25), rel=1e-9)


def test_holm() -> None:
    """Shared p-values grow with the number of tests, keep their order and stay below 1."""
    assert auditing._holm([0.01, 0.04, 0.03, 0.9]) == pytest.approx([0.04, 0.09, 0.09, 0.9])
    assert auditing._holm([0.5, 0.6]) == [1.0, 1.0]
    assert auditing._holm([]) == []


# --- classifier


def test_classifier_learns_a_word(small_bank: Bank, small_question: Question) -> None:
    """A word that keys carry in every category gives them away to the classifier."""
    groups = [
        tell(small_question, 12, "measure words here", "believe words here") for _ in range(3)
    ]
    findings = audit(bank_of(small_bank, *groups))
    assert findings.classifier is not None
    assert findings.classifier.score > 0.9
    assert findings.classifier.is_over_bar
    assert "each category held out (3)" in format_table(findings)


def test_classifier_does_not_see_what_is_held_out(
    small_bank: Bank, small_question: Question
) -> None:
    """A word that gives the key away in one category alone helps nobody there."""
    groups = [
        tell(small_question, 12, "measure words here", "believe words here"),
        plain(small_question, 12),
    ]
    findings = audit(bank_of(small_bank, *groups))
    assert findings.classifier is not None
    assert findings.classifier.score < 0.6


# --- lengths, twins, coverage


def test_lengths(small_bank: Bank, small_question: Question) -> None:
    """A key far longer than its distractors is named, and a bank full of them is over the bar."""
    even = question(small_question, 1, ["ab cd", "ab ce", "ab cf", "ab cg"], 0)
    long = question(small_question, 2, ["ab cd ef gh", "ab ce", "ab cf", "ab cg"], 0)
    findings = audit(bank_of(small_bank, [even, long]))
    assert [(each.question, each.ratio, each.is_over_bar) for each in findings.lengths] == [
        ("q-001", 1.0, False),
        ("q-002", 2.2, True),
    ]
    assert findings.median_ratio == 1.6
    assert findings.is_median_over_bar
    assert "q-002: 2.20, longest over shortest 2.20" in format_table(findings)


def test_spread_counts_distractors_too(small_bank: Bank, small_question: Question) -> None:
    """Two options far apart are named though the key lies between."""
    spread = question(small_question, 1, ["ab cd ef", "ab cd ef gh", "a bc d", "ab cd ef"], 0)
    (found,) = audit(bank_of(small_bank, [spread])).lengths
    assert (found.is_over_bar, found.spread) == (True, 1.8333)


def test_empty_options_have_a_length(small_bank: Bank, small_question: Question) -> None:
    """An option of code alone, or of nothing, divides by no zero."""
    odd = question(small_question, 1, ["", "", "`a`", "b"], 0)
    assert audit(bank_of(small_bank, [odd])).lengths[0].ratio == 1.0


def test_twins(small_bank: Bank, small_question: Question) -> None:
    """Stems and objectives that sound alike are paired, grouped, and over the bar from 0.60."""
    words = "the reader keeps a slow cursor on every shard of the index"
    first, second, third, other = plain(small_question, 4)
    first = replace(first, scenario_markdown=words, question_text="Which?")
    second = replace(second, scenario_markdown=words, question_text="Why?")
    third = replace(third, objective="Merging needs a stride that fits the view.")
    other = replace(other, objective="Merging needs a stride that fits a table.")
    findings = audit(bank_of(small_bank, [first, second, third, other]))
    stem, objective = findings.twins
    assert (stem.what, stem.first, stem.second) == ("stem", first.id, second.id)
    assert stem.cosine > 0.8
    assert stem.is_over_bar
    assert (objective.what, objective.cluster) == ("objective", 1)
    assert not findings.is_clean
    table = format_table(findings)
    assert f"{first.id} / {second.id} (group 1)  over the bar" in table


def test_clusters_join() -> None:
    """Pairs that hang together are one group, numbered by their first id."""
    pairs = [("c", "d"), ("x", "y"), ("a", "b"), ("b", "c")]
    assert auditing._clusters(pairs) == {"a": 1, "b": 1, "c": 1, "d": 1, "x": 2, "y": 2}


def test_twins_without_words(small_bank: Bank, small_question: Question) -> None:
    """Texts without words are like nothing."""
    blank = [replace(each, objective="²") for each in plain(small_question, 2)]
    assert audit(bank_of(small_bank, blank)).twins == ()


def test_coverage(small_bank: Bank, small_question: Question) -> None:
    """Each topic and difficulty of the plan is counted, empty categories too."""
    group = [
        question(small_question, n, ["a", "b", "c", "d"], 0, topic="one", difficulty="hard")
        for n in range(3)
    ]
    findings = audit(bank_of(small_bank, group, []))
    rows = {
        (row.category, row.what, row.name): (row.present, row.is_complete)
        for row in findings.coverage
    }
    assert rows["category-0", "topic", "one"] == (3, False)
    assert rows["category-1", "topic", "two"] == (0, False)
    assert rows["category-0", "difficulty", "hard"][0] == 3
    assert "category-0: one 3/2, two 0/2" in format_table(findings)


def test_misconceptions(small_bank: Bank, small_question: Question) -> None:
    """A belief behind one question alone is named."""
    questions = [
        replace(each, misconception=belief)
        for each, belief in zip(plain(small_question, 3), ("a", "b", "a"), strict=True)
    ]
    findings = audit(bank_of(small_bank, questions))
    assert findings.misconceptions == (("a", 2), ("b", 1))
    assert "Misconceptions with one question: b" in format_table(findings)


def test_model_of_a_category_is_used(small_bank: Bank) -> None:
    """The factory above makes categories that the loader could have made."""
    assert isinstance(bank_of(small_bank, []).categories[0], Category)
