"""Audit: what someone who knows the tricks of tests, and not the subject, scores on the bank.

Each strategy picks by a number that it reads off every option; options with the same number share
the point. Chance is then exactly one in four whatever the ties, and the chance of a score as high
is worked out exactly. All strategies are tested together, so their p-values are shared (Holm).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from itertools import combinations
from statistics import fmean, median
from typing import Final

from builder.bank import Bank
from builder.markdown import block_tokens, plain_text
from builder.question import Category, Question

OVER_CHANCE: Final = 0.06
"""Points over chance, from which a strategy is over the bar if luck is no explanation."""
SIGNIFICANT: Final = 0.05
CLASSIFIER_BAR: Final = 0.31
MEDIAN_RATIO: Final = (0.90, 1.10)
QUESTION_RATIO: Final = (0.70, 1.40)
LONGEST_SPREAD: Final = 1.8
TWIN_BAR: Final = 0.60
TWIN_READ: Final = 0.35
ENOUGH_QUESTIONS: Final = 60
"""With fewer, a strategy would have to score 40 % to show; a clean audit then says little."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """A way to guess, and what it scores."""

    name: str
    explanation: str
    score: float
    """From 0 to 1; tied options share the point."""
    chance: float
    p_value: float
    """How likely chance alone scores as much."""
    shared_p_value: float
    """The same when all strategies are tried at once (Holm)."""
    is_over_bar: bool


@dataclass(frozen=True, slots=True)
class Classifier:
    """A model that learns from the options of some questions and guesses at others."""

    groups: str
    """What is held out: `category`, or `topic` where the bank has one category."""
    group_count: int
    score: float
    chance: float
    p_value: float
    is_over_bar: bool


@dataclass(frozen=True, slots=True)
class Lengths:
    """How the key of a question compares with its distractors."""

    question: str
    ratio: float
    """Length of the key over the mean of its distractors."""
    spread: float
    """Longest option over shortest."""
    is_over_bar: bool


@dataclass(frozen=True, slots=True)
class Twins:
    """Two questions that sound alike."""

    what: str
    """`stem` or `objective`."""
    first: str
    second: str
    cosine: float
    cluster: int
    """Pairs that hang together have the same number, from 1."""
    is_over_bar: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a category has of what is planned."""

    category: str
    title: str
    what: str
    """`topic` or `difficulty`."""
    name: str
    planned: int
    present: int

    @property
    def is_complete(self) -> bool:
        """Whether exactly as many questions stand as are planned."""
        return self.present == self.planned


@dataclass(frozen=True, slots=True)
class Audit:
    """All findings. Sequences are sorted, so that the same bank gives the same bytes."""

    question_count: int
    is_large_enough: bool
    """Whether there are questions enough to judge their style."""
    strategies: tuple[Strategy, ...]
    classifier: Classifier | None
    """None where no group could be held out."""
    median_ratio: float | None
    """Of key length to distractor length; None without questions."""
    is_median_over_bar: bool
    lengths: tuple[Lengths, ...]
    twins: tuple[Twins, ...]
    coverage: tuple[Coverage, ...]
    misconceptions: tuple[tuple[str, int], ...]
    """How many questions carry each that is carried at all."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing is over its bar."""
        return not (
            any(each.is_over_bar for each in self.strategies)
            or any(each.is_over_bar for each in self.lengths)
            or any(each.is_over_bar for each in self.twins)
            or self.is_median_over_bar
            or (self.classifier is not None and self.classifier.is_over_bar)
        )

    def to_json(self) -> str:
        """Write the findings as JSON with a last line end."""
        return json.dumps({"format": 1, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"


def audit(bank: Bank) -> Audit:
    """Audit a bank; the same bank always gives the same findings."""
    questions = [_Reading(question) for question in bank.questions]
    ratios = [reading.lengths for reading in questions]
    middle = round(median(each.ratio for each in ratios), 4) if ratios else None
    return Audit(
        question_count=len(questions),
        is_large_enough=len(questions) >= ENOUGH_QUESTIONS,
        strategies=tuple(_strategies(questions)),
        classifier=_classifier(questions),
        median_ratio=middle,
        is_median_over_bar=middle is not None and not _within(middle, MEDIAN_RATIO),
        lengths=tuple(ratios),
        twins=tuple(_twins(questions)),
        coverage=tuple(row for category in bank.categories for row in _coverage(category)),
        misconceptions=tuple(
            sorted(Counter(each.misconception for each in bank.questions).items())
        ),
    )


def _within(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]


# --- reading ---------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[a-z][a-z0-9_]+")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP_WORDS: Final = _names(
    "a an and are as at be been but by can could do does each every for from had has have how if in"
    " into is it its more most no not of on one or other over per than that the their them then"
    " there these they this to under use used was were what when where which while who will with"
    " would"
)
_HEDGES: Final = _names(
    "about almost approximately can could generally likely may maybe mainly might mostly often"
    " partly perhaps possibly probably rather roughly seem seems sometimes somewhat tend tends"
    " typically usually"
)
_ABSOLUTES: Final = _names(
    "absolutely all always any cannot completely every everything exactly impossible must never"
    " none nothing only entirely guarantees guaranteed"
)


class _Reading:
    """What a guesser can read off a question."""

    def __init__(self, question: Question) -> None:
        self.id = question.id
        self.category = question.category_id
        self.topic = question.topic
        self.key = question.key_index
        self.objective = question.objective
        self.stem = f"{plain_text(question.scenario_markdown)} {plain_text(question.question_text)}"
        self.stem_words = _content_words(self.stem)
        self.options = tuple(_Option(option.markdown) for option in question.options)

    @property
    def lengths(self) -> Lengths:
        """How the key's length compares."""
        sizes = [max(1, option.length) for option in self.options]
        others = [size for index, size in enumerate(sizes) if index != self.key]
        ratio, spread = sizes[self.key] / fmean(others), max(sizes) / min(sizes)
        is_over = not _within(ratio, QUESTION_RATIO) or spread > LONGEST_SPREAD
        return Lengths(self.id, round(ratio, 4), round(spread, 4), is_over)


class _Option:
    """What a guesser can read off an option."""

    def __init__(self, markdown: str) -> None:
        self.text = plain_text(markdown)
        self.length = len(self.text)
        self.words = _content_words(self.text)
        self.tokens = re.findall(r"[a-z]+", self.text.casefold())
        self.digits = sum(character.isdigit() for character in self.text)
        self.code = _code_length(markdown)
        self.hedges = sum(token in _HEDGES for token in self.tokens)
        self.absolutes = sum(token in _ABSOLUTES for token in self.tokens)
        self.marks = sum(character in ",;:()" for character in self.text)


def _content_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _STOP_WORDS


def _code_length(markdown: str) -> int:
    children = (child for token in block_tokens(markdown) for child in token.children or ())
    return sum(len(child.content) for child in children if child.type == "code_inline")


# --- strategies ------------------------------------------------------------------------------

_Measure = Callable[[_Reading, int], float]


def _overlap(reading: _Reading, index: int) -> float:
    return len(reading.options[index].words & reading.stem_words)


def _convergence(reading: _Reading, index: int) -> float:
    mine = reading.options[index].words
    others = [option.words for at, option in enumerate(reading.options) if at != index]
    return round(fmean(len(mine & each) / max(1, len(mine | each)) for each in others), 9)


_MEASURES: Final[tuple[tuple[str, str, _Measure], ...]] = (
    ("longest", "Picks the longest option.", lambda q, i: q.options[i].length),
    ("shortest", "Picks the shortest option.", lambda q, i: -q.options[i].length),
    *(
        (
            f"position {slot + 1}",
            f"Picks option {slot + 1} of the file.",
            lambda _q, i, slot=slot: float(i == slot),
        )
        for slot in range(4)
    ),
    ("most digits", "Picks the option with most digits.", lambda q, i: q.options[i].digits),
    ("most code", "Picks the option with most code.", lambda q, i: q.options[i].code),
    (
        "stem overlap",
        "Picks the option that shares most words with scenario and question.",
        _overlap,
    ),
    ("hedges", "Picks the option with most hedging words.", lambda q, i: q.options[i].hedges),
    (
        "absolutes",
        "Avoids options with words such as always and never.",
        lambda q, i: -q.options[i].absolutes,
    ),
    ("convergence", "Picks the option most like the others.", _convergence),
)


def _strategies(questions: Sequence[_Reading]) -> Iterator[Strategy]:
    """Score every strategy, and after the positions the best of them."""
    scored = [(name, words, *_score(questions, each)) for name, words, each in _MEASURES]
    shared = _holm([p_value for _, _, _, p_value in scored])
    for (name, words, score, p_value), shared_p in zip(scored, shared, strict=True):
        yield _strategy(name, words, score, p_value, shared_p)
    slots = [row for row in scored if row[0].startswith("position")]
    _, _, score, p_value = max(slots, key=lambda row: row[2])
    own = min(1.0, len(slots) * p_value)
    words = "Picks the position that holds the key most often."
    yield _strategy("best position", words, score, own, min(1.0, len(scored) * p_value))


def _strategy(name: str, words: str, score: float, p_value: float, shared: float) -> Strategy:
    is_over = score - 0.25 >= OVER_CHANCE - 1e-9 and shared < SIGNIFICANT
    return Strategy(name, words, round(score, 4), 0.25, _digits(p_value), _digits(shared), is_over)


def _digits(p_value: float) -> float:
    """Three significant digits: more would differ between machines and say nothing."""
    return float(f"{p_value:.3g}")


def _score(questions: Sequence[_Reading], measure: _Measure) -> tuple[float, float]:
    """The score from 0 to 1 and the chance of scoring as much by luck."""
    points, ties = [], []
    for reading in questions:
        values = [measure(reading, index) for index in range(len(reading.options))]
        best = [index for index, value in enumerate(values) if value == max(values)]
        points.append(_POINT // len(best) if reading.key in best else 0)
        ties.append(len(best))
    if not questions:
        return 0.0, 1.0
    return sum(points) / _POINT / len(questions), _tail(ties, sum(points))


_POINT: Final = 12
"""A point in the smallest share: it divides by 1, 2, 3 and 4."""


def _tail(ties: Iterable[int], points: int) -> float:
    """The chance that luck scores at least `points` twelfths where so many options tie."""
    chances = [1.0]
    for tied in ties:
        share, hit = _POINT // tied, tied / 4
        longer = [chance * (1 - hit) for chance in chances] + [0.0] * share
        for at, chance in enumerate(chances):
            longer[at + share] += chance * hit
        chances = longer
    return min(1.0, math.fsum(chances[points:]))


def _holm(p_values: Sequence[float]) -> list[float]:
    """Share p-values among tests, so that all together err in 5 % of clean banks."""
    order = sorted(range(len(p_values)), key=lambda index: p_values[index])
    shared, highest = [1.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        shared[index] = highest
    return shared


# --- classifier ------------------------------------------------------------------------------


def _classifier(questions: Sequence[_Reading]) -> Classifier | None:
    """Learn what keys look like from all groups but one, and guess at the one."""
    groups, named = [reading.category for reading in questions], "category"
    if len(set(groups)) < 2:
        groups, named = [reading.topic for reading in questions], "topic"
    names = sorted(set(groups))
    if len(names) < 2:
        return None
    points, ties = 0, []
    for held in names:
        asked = [reading for reading, group in zip(questions, groups, strict=True) if group == held]
        known = [reading for reading, group in zip(questions, groups, strict=True) if group != held]
        for best, key in zip(_guesses(known, asked), (each.key for each in asked), strict=True):
            points += _POINT // len(best) if key in best else 0
            ties.append(len(best))
    score, p_value = points / _POINT / len(questions), _tail(ties, points)
    is_over = score >= CLASSIFIER_BAR and p_value < SIGNIFICANT
    return Classifier(named, len(names), round(score, 4), 0.25, _digits(p_value), is_over)


def _guesses(known: Sequence[_Reading], asked: Sequence[_Reading]) -> list[list[int]]:
    """For each question asked, the options that the model thinks likeliest."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\w+", lowercase=True
    )
    texts = [option.text for reading in known for option in reading.options]
    seen = hstack([words.fit_transform(texts), csr_matrix(_features(known))]).tocsr()
    is_key = [index == reading.key for reading in known for index in range(len(reading.options))]
    model = LogisticRegression(class_weight="balanced", max_iter=2000, random_state=0)
    model.fit(seen, is_key)
    texts = [option.text for reading in asked for option in reading.options]
    rows = hstack([words.transform(texts), csr_matrix(_features(asked))]).tocsr()
    values = iter(model.decision_function(rows))
    return [_likeliest([next(values) for _ in reading.options]) for reading in asked]


def _likeliest(values: Sequence[float]) -> list[int]:
    """Indexes of the highest value; what differs by rounding alone is the same."""
    return [index for index, value in enumerate(values) if value > max(values) - 1e-6]


def _features(questions: Sequence[_Reading]) -> list[list[float]]:
    """How each option differs from the mean of its question, in a handful of numbers."""
    return [row for reading in questions for row in _relative(reading)]


def _relative(reading: _Reading) -> list[list[float]]:
    raw = [
        [
            math.log1p(option.length),
            math.log1p(len(option.tokens)),
            math.log1p(option.digits),
            math.log1p(option.code),
            math.log1p(option.marks),
            float(option.hedges),
            float(option.absolutes),
            4 * _convergence(reading, index),
        ]
        for index, option in enumerate(reading.options)
    ]
    means = [fmean(column) for column in zip(*raw, strict=True)]
    return [[value - mean for value, mean in zip(row, means, strict=True)] for row in raw]


# --- twins and coverage ----------------------------------------------------------------------


def _twins(questions: Sequence[_Reading]) -> Iterator[Twins]:
    """All pairs to be read, the most alike first."""
    for what, texts in (
        ("stem", [reading.stem for reading in questions]),
        ("objective", [reading.objective for reading in questions]),
    ):
        pairs = [
            (cosine, questions[first].id, questions[second].id)
            for first, second, cosine in _alike(texts)
        ]
        clusters = _clusters((first, second) for _, first, second in pairs)
        for cosine, first, second in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
            is_over = cosine >= TWIN_BAR
            yield Twins(what, first, second, cosine, clusters[first], is_over)


def _alike(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    if len(texts) < 2 or not any(_content_words(text) for text in texts):
        return
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(
        sublinear_tf=True, stop_words=sorted(_STOP_WORDS), token_pattern=r"(?u)\b\w\w+\b"
    )
    rows = words.fit_transform(texts)
    cosines = (rows @ rows.T).toarray()
    for first, second in combinations(range(len(texts)), 2):
        cosine = round(float(cosines[first][second]), 4)
        if cosine >= TWIN_READ:
            yield first, second, cosine


def _clusters(pairs: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Number the groups of ids that hang together, in the order of their first id."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & {*pair}]
        groups = [group for group in groups if not group & {*pair}]
        groups.append(reduce(set.union, touched, {*pair}))
    ordered = sorted(groups, key=min)
    return {each: number for number, group in enumerate(ordered, 1) for each in group}


def _coverage(category: Category) -> Iterator[Coverage]:
    topics = Counter(question.topic for question in category.questions)
    for topic in category.topics:
        yield _row(category, "topic", topic.id, topic.count, topics[topic.id])
    levels = Counter(question.difficulty for question in category.questions)
    for name, planned in category.difficulty_counts.items():
        yield _row(category, "difficulty", name, planned, levels[name])


def _row(category: Category, what: str, name: str, planned: int, present: int) -> Coverage:
    return Coverage(category.id, category.short_title, what, name, planned, present)


# --- printing --------------------------------------------------------------------------------


def format_table(findings: Audit) -> str:
    """Write the findings as text for a terminal."""
    parts = [_strategy_table(findings), _length_lines(findings), _twin_lines(findings)]
    parts.append(_coverage_lines(findings))
    single = [name for name, count in findings.misconceptions if count == 1]
    if single:
        parts.append(f"Misconceptions with one question: {', '.join(single)}\n")
    return "\n".join(parts)


def _mark(*, is_over_bar: bool) -> str:
    return "  over the bar" if is_over_bar else ""


def _strategy_table(findings: Audit) -> str:
    lines = [f"Guessing on {findings.question_count} questions (chance 25.0 %)"]
    if not findings.is_large_enough:
        lines.append(f"Fewer than {ENOUGH_QUESTIONS} questions: too few to judge their style.")
    for each in findings.strategies:
        mark = _mark(is_over_bar=each.is_over_bar)
        lines.append(
            f"  {each.name:<16}{each.score:7.1%}  p {each.p_value:<9.3g}"
            f" shared {each.shared_p_value:<9.3g}{mark}".rstrip()
        )
    if (model := findings.classifier) is None:
        lines.append("  classifier      not run: nothing could be held out")
    else:
        held = f"each {model.groups} held out ({model.group_count})"
        mark = _mark(is_over_bar=model.is_over_bar)
        lines.append(
            f"  {'classifier':<16}{model.score:7.1%}  p {model.p_value:<9.3g} {held}{mark}"
        )
    return "\n".join(lines) + "\n"


def _length_lines(findings: Audit) -> str:
    if findings.median_ratio is None:
        return "Lengths: no questions\n"
    mark = _mark(is_over_bar=findings.is_median_over_bar)
    lines = [f"Key length over its distractors: median {findings.median_ratio:.2f}{mark}"]
    lines += [
        f"  {each.question}: {each.ratio:.2f}, longest over shortest {each.spread:.2f}"
        for each in findings.lengths
        if each.is_over_bar
    ]
    return "\n".join(lines) + "\n"


def _twin_lines(findings: Audit) -> str:
    if not findings.twins:
        return f"Near twins: none from {TWIN_READ}\n"
    lines = [f"Near twins, to be read (bar {TWIN_BAR:.2f})"]
    lines += [
        f"  {each.cosine:.2f} {each.what:<9} {each.first} / {each.second}"
        f" (group {each.cluster}){_mark(is_over_bar=each.is_over_bar)}"
        for each in findings.twins
    ]
    return "\n".join(lines) + "\n"


def _coverage_lines(findings: Audit) -> str:
    rows: dict[str, list[Coverage]] = {}
    for row in findings.coverage:
        rows.setdefault(row.category, []).append(row)
    lines = ["Coverage (present of planned)"]
    for category, parts in rows.items():
        shown = ", ".join(f"{part.name} {part.present}/{part.planned}" for part in parts)
        lines.append(f"  {category}: {shown}")
    return "\n".join(lines) + "\n"
