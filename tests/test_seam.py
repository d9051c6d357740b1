"""The seam between Python and the browser: the deck that one writes is the deck the other reads.

The scripts in `tests/js/fixtures/data` are what `deno test` reads. To renew them after a wanted
change: `python -m tests.test_seam`.
"""

from __future__ import annotations

from pathlib import Path

from builder import deck, evidence
from builder.bank import EVIDENCE_LOCK_NAME, load_bank
from builder.render import Renderer

TESTS = Path(__file__).parent
CONTENT = TESTS / "banks" / "small"
FIXTURES = TESTS / "js" / "fixtures" / "data"


def written() -> dict[str, bytes]:
    """The deck of the small bank, by the names of its scripts."""
    bank, problems = load_bank(CONTENT)
    assert bank is not None
    assert not problems
    states = evidence.state(bank, evidence.read_lock(CONTENT / EVIDENCE_LOCK_NAME))
    articles = Renderer(bank, TESTS.parent / "theme", states).articles
    html = {name: str(article.in_app) for name, article in articles.items()}
    scripts = {"bank.js": deck.bank_script(bank)}
    for category in bank.categories:
        scripts[f"{category.id}.js"] = deck.category_script(category, bank.version, html)
    return scripts


def test_the_deck_is_the_one_that_the_browser_tests_read() -> None:
    committed = {path.name: path.read_bytes() for path in FIXTURES.glob("*.js")}
    assert committed == written(), "renew the fixtures: python -m tests.test_seam"


if __name__ == "__main__":
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name, content in written().items():
        (FIXTURES / name).write_bytes(content)
