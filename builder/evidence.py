"""Evidence: blocks of code that prove a question, run in child processes, kept in a lock.

A proof asserts the answer; `prove` runs it whenever its code or a pinned version has changed, two
at a time. A bench measures; it takes long and wants the machine to itself, so that it runs only
when asked for, after the proofs and one at a time. What ran stands in `content/evidence.lock`, one
block a line, so that two branches merge.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
import os
import platform
import re
import stat
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from builder import child
from builder.bank import EVIDENCE_LOCK_NAME, Bank
from builder.problems import Problem, closest, counted
from builder.question import CodeBlock, Question
from builder.source import printed_name

FORMAT: Final = 1
LONGEST_OUTPUT: Final = 4_000
"""Characters of output that the lock keeps of a block."""

PROOF_LIMITS: Final = child.Limits(60, 2 * 2**30, 1_000_000, 24)
BENCH_LIMITS: Final = child.Limits(300, 6 * 2**30, 1_000_000, 24)

Progress = Callable[[int, int, str], None]
"""Called with how many blocks are done, how many there are, and the one that has just ended."""

_CHILD: Final = Path(__file__).with_name("evidence_child.py")
_MOST_LOCK_BYTES: Final = 8 * 2**20
_MOST_SECONDS: Final = 1e6
_KEY: Final = re.compile(r"[a-z0-9-]+/(?:proof|bench)")
_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_KINDS: Final[Mapping[str, set[type]]] = {
    "code_sha256": {str},
    "passed": {bool},
    "date": {str},
    "seconds": {int, float},
    "platform": {str},
    "versions": {dict},
    "assertions": {int},
    "output": {str},
    "error": {str},
    "error_line": {int},
}
_ENDINGS: Final[Mapping[child.Ending, str]] = {
    "time": "the block ran longer than {0.seconds:.0f} seconds",
    "output": "the block wrote more than {0.output_bytes} bytes",
    "memory": "the block used more memory than {0.memory_bytes} bytes",
    "processes": "the block started more than {0.processes} processes",
    "exit": "the block ended its process before its last line",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What the lock keeps of one run of a block."""

    code_sha256: str
    passed: bool
    date: str
    """The day in UTC, `2026-11-23`."""
    seconds: float
    platform: str
    """System, processor and its number of cores: the place of a measurement."""
    versions: Mapping[str, str]
    """Of Python and of the distributions that the block imports."""
    assertions: int
    """How many `assert` statements the block has."""
    output: str
    """Trimmed to `LONGEST_OUTPUT` characters."""
    error: str = ""
    """Why it did not pass."""
    error_line: int = 0
    """Line of the block, from 1, where it ended; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock file as it was read."""

    runs: Mapping[str, Run] = field(default_factory=dict)
    """By `<question id>/proof` or `<question id>/bench`."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """What a page says of a question's evidence."""

    is_proved: bool
    """Whether the proof that stands in the file has run and passed, with the pinned versions."""
    is_stale: bool
    """Whether it once ran, but code or versions have changed since."""
    versions: Mapping[str, str]
    date: str
    seconds: float
    assertions: int
    output: str
    platform: str
    bench: Run | None = None
    """The run of the bench that stands in the file, if there is one."""


# --- the lock --------------------------------------------------------------------------------


def read_lock(path: Path) -> Lock:
    """Read the lock file; a missing one is empty, a broken line is a problem."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # opening a pipe would wait for ever
            return _unreadable(path, "the lock is no regular file")
        with path.open("rb") as file:
            raw = file.read(_MOST_LOCK_BYTES + 1)
        lines = raw.decode().split("\n")
    except FileNotFoundError:
        return Lock()
    except UnicodeDecodeError:
        return _unreadable(path, "the lock is not UTF-8")
    except OSError as error:
        return _unreadable(path, f"the lock cannot be read: {error.strerror}")
    if len(raw) > _MOST_LOCK_BYTES:
        return _unreadable(path, f"the lock has more than {_MOST_LOCK_BYTES >> 20} MiB")
    runs: dict[str, Run] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        if line.strip() in ("", "{", "}", f'"format": {FORMAT},', f'"format": {FORMAT}'):
            continue
        if (entry := _read_entry(line)) is None or entry[0] in runs:
            problems.append(_broken_line(path, number, line))
        else:
            runs[entry[0]] = entry[1]
    return Lock(MappingProxyType(runs), tuple(problems))


def _unreadable(path: Path, message: str) -> Lock:
    problem = Problem(
        printed_name(path),
        1,
        1,
        "evidence-lock",
        message,
        expected="the file that `python build.py prove` writes",
        help="delete it and run `python build.py prove`",
    )
    return Lock(problems=(problem,))


def _read_entry(line: str) -> tuple[str, Run] | None:
    try:
        ((key, values),) = json.loads("{" + line.strip().rstrip(",") + "}").items()
        run = Run(**values)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return (key, run) if _KEY.fullmatch(key) and _is_valid(run) else None


def _is_valid(run: Run) -> bool:
    values = asdict(run)
    if not all(type(values[name]) in kinds for name, kinds in _KINDS.items()):
        return False
    words = [value for value in values.values() if isinstance(value, str)]
    for pair in run.versions.items():
        words += pair
    return (
        _DATE.fullmatch(run.date) is not None
        and 0 <= run.seconds < _MOST_SECONDS
        and run.assertions >= 0
        and run.error_line >= 0
        and all(isinstance(word, str) and _seen(word) == word for word in words)
    )


def _broken_line(path: Path, number: int, line: str) -> Problem:
    return Problem(
        printed_name(path),
        number,
        1,
        "evidence-lock",
        "this is not a line of the lock, or the second of its block",
        expected='one block a line: `"<id>/proof": {...}`',
        help="delete the line and run `python build.py prove`",
        source_line=line[:200],
    )


def write_lock(path: Path, runs: Mapping[str, Run]) -> None:
    """Write the lock file, sorted, one block a line, in one step."""
    rows = [f'"format": {FORMAT}']
    for key, run in sorted(runs.items()):
        values = {name: value for name, value in asdict(_plain(run)).items() if value != ""}
        rows.append(f"{json.dumps(key)}: {json.dumps(_required(values), ensure_ascii=False)}")
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    staged = path.with_name(f".{path.name}.new")
    staged.write_text(text, encoding="utf-8")
    staged.replace(path)


def _plain(run: Run) -> Run:
    return replace(run, versions=dict(sorted(run.versions.items())))


def _required(values: dict[str, Any]) -> dict[str, Any]:
    """Add what a reader needs even where it is empty; drop the error of a run that passed."""
    whole = {each.name: values.get(each.name, "") for each in fields(Run)}
    if whole["passed"]:
        del whole["error"], whole["error_line"]
    return whole


# --- what is proved --------------------------------------------------------------------------


def state(bank: Bank, lock: Lock) -> dict[str, EvidenceState]:
    """Say for each question that has a run whether it proves what stands in the file."""
    pins = _pins(bank.root)
    found = {}
    for question in bank.questions:
        proof = lock.runs.get(f"{question.id}/proof")
        if proof is not None and (block := question.block("proof")):
            found[question.id] = _state(question, block, proof, lock, pins)
    return found


def _state(
    question: Question, block: CodeBlock, proof: Run, lock: Lock, pins: Mapping[str, str]
) -> EvidenceState:
    is_current = _is_current(block, proof, pins)
    bench, measured = question.block("bench"), lock.runs.get(f"{question.id}/bench")
    is_measured = bench and measured and measured.passed and _is_current(bench, measured, {})
    return EvidenceState(
        is_proved=is_current and proof.passed,
        is_stale=not is_current,
        versions=proof.versions,
        date=proof.date,
        seconds=proof.seconds,
        assertions=proof.assertions,
        output=proof.output,
        platform=proof.platform,
        bench=measured if is_measured else None,
    )


def _is_current(block: CodeBlock, run: Run, pins: Mapping[str, str]) -> bool:
    """Whether a run was of this code with the versions that are pinned now.

    A measurement keeps its place, versions and date: a new pin does not make it untrue.
    """
    return run.code_sha256 == _sha256(block.code) and all(
        pins.get(name, version) == version for name, version in run.versions.items()
    )


def _sha256(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@functools.lru_cache(maxsize=8)
def _pins(root: Path) -> Mapping[str, str]:
    """Exact versions in the extra `evidence` of the project that holds the content folder."""
    try:
        project = tomllib.loads((root.parent / "pyproject.toml").read_text(encoding="utf-8"))
        wanted = project["project"]["optional-dependencies"]["evidence"]
        found = (re.fullmatch(r"([A-Za-z0-9._-]+)==([^\s;,]+)", entry) for entry in wanted)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {match[1].lower().replace("_", "-"): match[2] for match in found if match}


def problems(bank: Bank, lock: Lock) -> list[Problem]:
    """Find blocks that are unproved, stale or failing, and what is wrong in the lock itself."""
    pins = _pins(bank.root)
    found = list(lock.problems)
    for question in bank.questions:
        for block in question.evidence:
            run = lock.runs.get(_key(question, block))
            found += _block_problems(question, block, run, pins)
    found += [_left_over(bank, key) for key in sorted(lock.runs) if not _is_known(bank, key)]
    return found


def _is_known(bank: Bank, key: str) -> bool:
    """Whether a run belongs to a block of the bank, or to one that cannot be read now."""
    question_id, _, kind = key.partition("/")
    whole = bank.question(question_id)
    if whole is None:
        return question_id in bank.present_ids
    return any(block.kind == kind for block in whole.evidence)


def _block_problems(
    question: Question, block: CodeBlock, run: Run | None, pins: Mapping[str, str]
) -> Iterator[Problem]:
    command = f"python build.py prove {'--bench ' if block.kind == 'bench' else ''}{question.id}"
    fence = question.source.line(block.line - 1)
    place = (max(1, block.line - 1), 1)
    if block.kind == "proof" and not _assertions(block.code):
        message = "the block asserts nothing"
        yield question.source.problem(
            *place,
            "evidence-asserts-nothing",
            message,
            expected="an `assert` for the answer and for every derived number",
            length=len(fence) or 1,
        )
    if run is None:
        message = f"this {block.kind} has not been run"
        yield question.source.problem(
            *place, "evidence-unproved", message, help=f"run `{command}`", length=len(fence) or 1
        )
    elif not _is_current(block, run, pins if block.kind == "proof" else {}):
        message = f"this {block.kind} has changed since it ran on {run.date}"
        if run.code_sha256 == _sha256(block.code):
            message = f"this {block.kind} ran with other versions than are pinned now"
        yield question.source.problem(
            *place, "evidence-stale", message, help=f"run `{command}`", length=len(fence) or 1
        )
    elif not run.passed:
        yield _failure(question, block, run)


def _left_over(bank: Bank, key: str) -> Problem:
    return Problem(
        printed_name(bank.root / EVIDENCE_LOCK_NAME),
        1,
        1,
        "evidence-lock",
        f"the lock has a run of `{key}`, which no question has",
        expected="runs of the blocks of the bank",
        help="run `python build.py prove`, which removes it",
    )


def _failure(question: Question, block: CodeBlock, run: Run) -> Problem:
    is_inside = 0 < run.error_line <= block.code.count("\n") + 1
    line = block.line + run.error_line - 1 if is_inside else max(1, block.line - 1)
    text = question.source.line(line)
    rule = "evidence-limit" if run.error.startswith("the block ") else "evidence-failed"
    message, _, sides = run.error.partition("\n")
    return question.source.problem(
        line,
        len(text) - len(text.lstrip()) + 1,
        rule,
        message if rule == "evidence-limit" else f"the {block.kind} stops here: {message}",
        expected="a block that keeps its limits and runs to its end without an error",
        note=sides,
        length=max(1, len(text.strip())),
    )


def _key(question: Question, block: CodeBlock) -> str:
    return f"{question.id}/{block.kind}"


def _assertions(code: str) -> int:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 1  # running it says what is wrong, better than a count
    return sum(isinstance(node, ast.Assert) for node in ast.walk(tree))


# --- running ---------------------------------------------------------------------------------


def prove(
    bank: Bank,
    ids: Sequence[str] = (),
    *,
    again: bool = False,
    bench: bool = False,
    progress: Progress = lambda _done, _all, _key: None,
) -> list[Problem]:
    """Run the evidence that has changed and write the lock.

    Args:
        bank: The bank; its lock stands in its root folder.
        ids: Questions to prove; all where there is none.
        again: Run also what has passed and not changed.
        bench: Run the `python bench` blocks as well, one at a time.
        progress: Told after each block.

    Returns:
        The problems of the questions that were asked for.
    """
    unknown = list(_unknown_ids(bank, ids))
    asked = [question for question in bank.questions if not ids or question.id in ids]
    path = bank.root / EVIDENCE_LOCK_NAME
    runs = {key: run for key, run in read_lock(path).runs.items() if _is_known(bank, key)}
    due = _due(asked, runs, _pins(bank.root), again=again, bench=bench)
    try:
        for done, (key, run) in enumerate(_run_all(due), 1):
            runs[key] = run
            progress(done, len(due), key)
    finally:
        write_lock(path, runs)
    found = problems(bank, Lock(runs))
    wanted = {question.source.name for question in asked}
    return unknown + [each for each in found if each.path in wanted and (bench or _is_proof(each))]


def _is_proof(problem: Problem) -> bool:
    return "this bench " not in problem.message


def _unknown_ids(bank: Bank, ids: Iterable[str]) -> Iterator[Problem]:
    known = {question.id for question in bank.questions}
    for each in ids:
        if each not in known:
            yield Problem(
                printed_name(bank.root),
                1,
                1,
                "unknown-question",
                f"no question has the id `{each}`",
                help=closest(each, known),
            )


def _due(
    questions: Iterable[Question],
    runs: Mapping[str, Run],
    pins: Mapping[str, str],
    *,
    again: bool,
    bench: bool,
) -> list[tuple[Question, CodeBlock]]:
    """Blocks to run, all proofs before all benches."""
    pairs = [(question, block) for question in questions for block in question.evidence]
    due = []
    for question, block in sorted(pairs, key=lambda pair: pair[1].kind == "bench"):
        run = runs.get(_key(question, block))
        current = run is not None and run.passed
        if block.kind == "bench" and not bench:
            continue
        if again or run is None or not current or not _is_current(block, run, pins):
            due.append((question, block))
    return due


def _run_all(due: Sequence[tuple[Question, CodeBlock]]) -> Iterator[tuple[str, Run]]:
    proofs = [pair for pair in due if pair[1].kind == "proof"]
    with ThreadPoolExecutor(max_workers=2) as pool:
        for (question, block), run in zip(proofs, pool.map(_run_pair, proofs), strict=True):
            yield _key(question, block), run
    for question, block in due[len(proofs) :]:
        yield _key(question, block), run_block(block, name=question.source.name)


def _run_pair(pair: tuple[Question, CodeBlock]) -> Run:
    question, block = pair
    return run_block(block, name=question.source.name)


def run_block(
    block: CodeBlock,
    *,
    name: str,
    limits: child.Limits | None = None,
    interpreter: Path = Path(sys.executable),
) -> Run:
    """Run one block in a child process of its own.

    Args:
        block: The block.
        name: Of its file, as tracebacks print it.
        limits: `PROOF_LIMITS` or `BENCH_LIMITS` where none are given.
        interpreter: The Python that has the libraries.
    """
    limits = limits or (BENCH_LIMITS if block.kind == "bench" else PROOF_LIMITS)
    with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
        report_path = Path(scratch, "report.json")
        work = Path(scratch, "work")
        work.mkdir()
        finished = child.run(
            [interpreter, "-I", "-B", "-X", "utf8", _CHILD],
            limits=limits,
            folder=work,
            environment=_environment(work),
            given=json.dumps(_job(block, name, report_path, limits)).encode(),
        )
        report = _read_report(report_path) if finished.ending == "exit" else None
    return _as_run(block, finished, report, limits)


def _environment(folder: Path) -> dict[str, str]:
    threads = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        **{f"{name}_NUM_THREADS": "1" for name in threads},
    }


def _job(block: CodeBlock, name: str, report: Path, limits: child.Limits) -> dict[str, Any]:
    return {
        "code": block.code,
        "name": name,
        "line": block.line,
        "report": str(report),
        "cpu_seconds": int(limits.seconds) + 1,
        "memory_bytes": 2 * limits.memory_bytes,  # of addresses, which libraries only reserve
        "file_bytes": 256 * 2**20,
        "processes": limits.processes,
    }


def _read_report(path: Path) -> dict[str, Any] | None:
    try:
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return report


def _as_run(
    block: CodeBlock,
    finished: child.Finished,
    report: Mapping[str, Any] | None,
    limits: child.Limits,
) -> Run:
    error, line = "", 0
    if report is None:
        error = _ENDINGS[finished.ending].format(limits)
        if finished.ending == "exit" and finished.status < 0:
            error += f" (signal {-finished.status})"
    elif not report["passed"]:
        fault = report["error"]
        error = "\n".join(filter(None, (fault["message"], fault["sides"])))
        line = max(0, (fault["line"] or 0) - block.line + 1)
    return Run(
        code_sha256=_sha256(block.code),
        passed=report is not None and report["passed"],
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        seconds=round(finished.seconds, 1),
        platform=_platform(),
        versions={"python": platform.python_version(), **(report or {}).get("versions", {})},
        assertions=_assertions(block.code),
        output=_trimmed(finished.output.decode("utf-8", "replace")),
        error=_seen(error),
        error_line=line,
    )


def _trimmed(output: str) -> str:
    text = _seen(output.strip())
    if len(text) <= LONGEST_OUTPUT:
        return text
    return text[:LONGEST_OUTPUT].rpartition("\n")[0] + "\n..."


def _seen(text: str) -> str:
    """A text without what cannot be seen."""
    return "".join(c for c in text if c == "\n" or c.isprintable())


@functools.cache
def _platform() -> str:
    """System, architecture, processor and its number of cores."""
    processor = ""
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        processor = (re.search(r"model name\s*:\s*(.+)", described) or [""])[1]
    except (OSError, IndexError):
        processor = platform.processor()
    cores = counted(os.cpu_count() or 1, "core")
    parts = (f"{platform.system()} {platform.machine()}", " ".join(processor.split()), cores)
    return ", ".join(filter(None, parts))
