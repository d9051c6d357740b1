"""Site: load, check, render, write. With a problem nothing is written."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from builder import audit, evidence, licences, schema, scripts
from builder.bank import EVIDENCE_LOCK_NAME, load_bank
from builder.check import check_content, check_records
from builder.problems import Problem, quoted, sorted_problems
from builder.render import Renderer
from builder.write import Written, write_site

THEME = Path(__file__).parent.parent / "theme"
CACHE = Path(__file__).parent.parent / ".cache"


@dataclass(frozen=True, slots=True)
class Built:
    """A build: what was written and what it weighs, or the problems."""

    problems: Sequence[Problem]
    written: Written | None = None
    sizes: str = ""
    unrecorded: Sequence[Problem] = ()
    """Problems of the ledger and of the evidence lock that a draft is built in spite of."""


def build(
    content: Path, out: Path, *, base_url: str | None = None, is_draft: bool = False
) -> Built:
    """Build the site of a content folder.

    Args:
        content: The content folder.
        out: The output folder.
        base_url: Where the site will be hosted, in place of what site.yaml says.
        is_draft: Whether evidence that was not run and ids that are not recorded are no hindrance:
            an author looks at the page before that. The page says that nothing is proved.
    """
    bank, problems = load_bank(content)
    if bank is None:
        return Built(sorted_problems(problems))
    if base_url:
        problems += _address_problems(base_url)
        bank = replace(bank, site=replace(bank.site, base_url=f"{base_url.rstrip('/')}/"))
    problems += check_content(bank)
    records = check_records(bank)
    problems += [] if is_draft else records
    if problems:  # not every page can be drawn of a bank with problems
        return Built(sorted_problems(problems))
    states = evidence.state(bank, evidence.read_lock(content / EVIDENCE_LOCK_NAME))
    renderer = Renderer(bank, THEME, states)
    bundled, faults = scripts.bundle(THEME, CACHE)
    terms, missing = licences.third_party(THEME, has_mathematics=renderer.has_mathematics)
    problems = sorted_problems([*renderer.problems, *faults, *missing])
    if problems:
        return Built(problems)
    findings = audit.audit(bank)
    files = {
        **renderer.files(audit=findings, scripts=bundled, terms=terms),
        "audit.json": findings.to_json().encode(),
        "schema/question.schema.json": schema.question_schema(bank),
    }
    written, problems = write_site(files, out)
    return Built(problems, written, sizes(files), records)


def _address_problems(base_url: str) -> list[Problem]:
    parts = urlsplit(base_url)
    if parts.scheme in {"http", "https"} and parts.netloc and not (parts.query or parts.fragment):
        return []
    expected = "an address such as `https://example.org/bank/`"
    message = f"{quoted(base_url)} is not the address of a site"
    return [Problem("--base-url", 1, 1, "base-url", message, expected=expected)]


def sizes(files: Mapping[str, bytes]) -> str:
    """Say in a line what the site weighs: pages by their median, code as it is sent."""
    pages = [len(content) for path, content in files.items() if path.endswith(".html")]
    sent = {
        suffix: sum(
            len(gzip.compress(content, mtime=0))
            for path, content in files.items()
            if path.startswith("assets/") and path.endswith(suffix)
        )
        for suffix in (".css", ".js")
    }
    return (
        f"{len(files)} files, {len(pages)} pages of {median(pages) / 1000:.0f} kB (median); "
        f"styles {sent['.css'] / 1000:.1f} kB and scripts {sent['.js'] / 1000:.1f} kB gzipped"
    )
