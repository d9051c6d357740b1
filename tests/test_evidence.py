"""Evidence: what runs, what is kept, and what an author is told."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import resource
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from builder import child, evidence, evidence_child
from builder.bank import Bank
from builder.evidence import (
    Lock,
    Run,
    problems,
    prove,
    read_lock,
    run_block,
    state,
    write_lock,
)
from builder.problems import Problem, format_text
from builder.question import CodeBlock
from tests.conftest import Workshop

LIMITS = child.Limits(4, 300 * 2**20, 20_000, 8)
RUN = Run("00", True, "2026-11-23", 0.5, "Linux", {"python": "3.11.7"}, 3, "out")


def ran(code: str, line: int = 11, limits: child.Limits = LIMITS) -> Run:
    return run_block(CodeBlock("proof", code, line), name="content/x.md", limits=limits)


# --- one block


def test_block_that_passes() -> None:
    """A run keeps hash, place, versions, the count of assertions and the output."""
    run = ran("import pytest\nassert 1 + 1 == 2, 'no'\nassert True\nprint('é', '\\x1b[31m')\n")
    assert run.passed
    assert run.error == ""
    assert run.output == "é [31m"
    assert run.assertions == 2
    assert run.versions.keys() == {"python", "pytest"}
    assert len(run.code_sha256) == 64
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", run.date)
    assert run.platform


@pytest.mark.parametrize(
    ("code", "error", "line"),
    [
        ("x = 5\nassert x == 6, 'six'\n", "AssertionError: six\nx is 5", 2),
        (
            "def f(a):\n    b = a + 1\n    assert a == 4 and b == a\nf(4)\n",
            "AssertionError\na is 4; b is 5; a is 4",
            3,
        ),
        ("assert not 1", "AssertionError", 1),
        ("x = 1\n1 / 0", "ZeroDivisionError: division by zero", 2),
        ("x = (\n", "SyntaxError: '(' was never closed", 1),
        ("import sys\nsys.exit(0)", "SystemExit: 0", 2),
        ("raise SystemExit('should have raised')", "SystemExit: should have raised", 1),
        ("import os; os._exit(0)", "the block ended its process before its last line", 0),
        (
            "import ctypes; ctypes.string_at(0)",
            "the block ended its process before its last line",
            0,
        ),
        ("x = bytearray(10**11)", "MemoryError", 1),
        (
            "f = open('big', 'wb', 0); f.seek(2**28); f.write(b'x')",
            "OSError: [Errno 27] File too large",
            1,
        ),
        ("raise KeyError('x' * 500)", "KeyError: '" + "x" * 146 + "...", 1),
    ],
)
def test_block_that_fails(code: str, error: str, line: int) -> None:
    """What went wrong comes with its line in the block, and both sides of a comparison."""
    run = ran(code)
    assert not run.passed
    assert run.error == error
    assert run.error_line == line


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("while True: pass", "the block ran longer than 1 seconds"),
        ("print('x' * 100_000)", "the block wrote more than 20000 bytes"),
        ("x = []\nwhile True: x.append(bytearray(10**7))", "used more memory than"),
    ],
)
def test_limits(code: str, error: str) -> None:
    """A block that takes too much is ended, and the limit is named."""
    run = ran(code, limits=child.Limits(1, 300 * 2**20, 20_000, 8))
    assert error in run.error
    assert not run.passed


def test_fork_bomb_ends() -> None:
    """A fork bomb is ended with all its children."""
    assert not ran("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass").passed


def test_network_is_closed() -> None:
    """No block reaches another machine, by address or by name."""
    code = "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)"
    assert re.search("unreachable|without network", ran(code).error)
    assert not ran("import socket\nsocket.getaddrinfo('example.org', 80)").passed


def test_processes_of_a_block_talk() -> None:
    """The machine's own address works, as distributed training on one machine needs it."""
    code = (
        "import socket\nhere = socket.create_server(('127.0.0.1', 0))\n"
        "there = socket.create_connection(here.getsockname(), 2)\n"
        "there.sendall(b'x')\nassert here.accept()[0].recv(1) == b'x'"
    )
    run = ran(code)
    assert run.passed or "without network" in run.error


def test_environment_and_folder_are_empty() -> None:
    """A block sees no secret of the environment and no file in its folder."""
    os.environ["SECRET_TOKEN"] = "x"
    try:
        code = (
            "import os\nassert 'SECRET_TOKEN' not in os.environ and 'PATH' not in os.environ\n"
            "assert os.listdir() == []\nassert os.environ['OMP_NUM_THREADS'] == '1'\n"
            "open('here', 'w').write('x')"
        )
        assert ran(code).passed
    finally:
        del os.environ["SECRET_TOKEN"]


def test_long_output_is_trimmed() -> None:
    """The lock keeps whole lines of output, up to its length."""
    output = ran("for i in range(2000): print('line', i)").output
    assert len(output) <= evidence.LONGEST_OUTPUT + 4
    assert output.endswith("\n...")
    assert re.fullmatch(r"line \d+", output.splitlines()[-2])


def test_limits_follow_the_kind() -> None:
    """A bench has more time than a proof."""
    assert evidence.BENCH_LIMITS.seconds > evidence.PROOF_LIMITS.seconds
    run = run_block(CodeBlock("bench", "print(1)", 1), name="x.md")
    assert run.output == "1"


def test_platform_without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no /proc, the place is what Python knows."""
    evidence._platform.cache_clear()
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(OSError()))
    assert evidence._platform().endswith(f"{os.cpu_count()} cores") or os.cpu_count() == 1
    evidence._platform.cache_clear()


# --- inside of the child


JOB = {"name": "content/x.md", "line": 11}


def test_child_runs_with_lines_of_the_file() -> None:
    """Inside of the child, line 1 of the block is the line of its Markdown file."""
    report = evidence_child._run({**JOB, "code": "x = 2\nassert x == 3"})
    assert report["error"] == {"line": 12, "message": "AssertionError", "sides": "x is 2"}
    assert evidence_child._run(
        {**JOB, "code": "import re, json.tool\nfrom pytest import raises"}
    ) == {
        "passed": True,
        "error": None,
        "versions": {"pytest": pytest.__version__},
    }


def test_child_describes_what_it_can() -> None:
    """A side that cannot be worked out again, or a line that is none, is left out."""
    code = "x = iter([1])\nassert next(x) == 2 or next(x) == 3"
    report = evidence_child._run({**JOB, "code": code})
    assert report["error"]["message"] == "StopIteration"
    code = "x = iter([1])\nassert next(x) == 2"
    assert evidence_child._run({**JOB, "code": code})["error"]["sides"] == ""
    assert evidence_child._run({**JOB, "code": "from . import x"})["error"]["line"] == 11
    code = "import ast\nast.parse('(')"
    assert evidence_child._run({**JOB, "code": code})["error"]["line"] == 12


def test_child_without_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system gives no namespaces, the guard refuses what opens a connection."""
    with pytest.raises(PermissionError, match="without network"):
        evidence_child._refuse_network("socket.connect", ())
    evidence_child._refuse_network("open", ())
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: (_ for _ in ()).throw(OSError()))
    assert not evidence_child._leave_network()


@pytest.mark.parametrize("closed", [True, False])
def test_child_main(*, closed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child closes the network, sets its limits, and leaves its report."""
    calls: list[str] = []
    report = tmp_path / "report.json"
    job = {**JOB, "code": "assert True", "report": str(report)}
    stdin = type("Stdin", (), {"buffer": type("B", (), {"read": lambda _: json.dumps(job)})()})()
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "addaudithook", lambda _hook: calls.append("guard"))
    monkeypatch.setattr(evidence_child, "_leave_network", lambda: closed)
    monkeypatch.setattr(evidence_child, "_become_first_process", lambda: calls.append("first"))
    monkeypatch.setattr(evidence_child, "_raise_loopback", lambda: calls.append("loopback"))
    monkeypatch.setattr(evidence_child, "_set_limits", lambda _job, **_: calls.append("limits"))
    evidence_child.main()
    assert calls == (["first", "loopback", "limits"] if closed else ["guard", "limits"])
    written = json.loads(report.read_text())
    assert written["passed"]
    assert written["network"] == ("namespace" if closed else "guard")


def test_child_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every limit is asked for; one that the system does not know is passed over."""
    asked = {}

    def set_limit(kind: int, pair: tuple[int, int]) -> None:
        asked[kind] = pair
        if kind == resource.RLIMIT_AS:
            raise ValueError("not here")

    monkeypatch.setattr(resource, "setrlimit", set_limit)
    job = {"cpu_seconds": 1, "memory_bytes": 2, "file_bytes": 3, "processes": 4}
    evidence_child._set_limits(job, counts_alone=False)
    assert resource.RLIMIT_NPROC not in asked
    evidence_child._set_limits(job, counts_alone=True)
    assert asked[resource.RLIMIT_NPROC] == (4, 4)
    assert asked[resource.RLIMIT_CORE] == (0, 0)


# --- the lock


def test_lock_comes_back(tmp_path: Path) -> None:
    """What is written is read again, one block a line, sorted, the same bytes each time."""
    path = tmp_path / "evidence.lock"
    failed = replace(RUN, passed=False, error="é\nb", error_line=3, output="")
    runs = {"b/proof": RUN, "a/bench": failed}
    write_lock(path, runs)
    first = path.read_bytes()
    assert [line[:9] for line in first.decode().splitlines()] == [
        "{", '"format":', '"a/bench"', '"b/proof"', "}",
    ]  # fmt: skip
    assert json.loads(first)["b/proof"]["versions"] == {"python": "3.11.7"}
    lock = read_lock(path)
    assert lock.problems == ()
    assert lock.runs == runs
    write_lock(path, dict(reversed(runs.items())))
    assert path.read_bytes() == first
    assert list(tmp_path.iterdir()) == [path]


def test_no_lock_is_an_empty_one(tmp_path: Path) -> None:
    """A bank that was never proved has no lock."""
    assert read_lock(tmp_path / "evidence.lock") == Lock()


LINE = json.dumps({"a/proof": json.loads(json.dumps({
    "code_sha256": "0", "passed": True, "date": "2026-11-23", "seconds": 1, "platform": "x",
    "versions": {}, "assertions": 1, "output": ""}))})[1:-1]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[" * 5_000,
        '"a/proof": 1',
        '"a/proof": {}',
        LINE.replace("true", '"yes"'),
        LINE.replace("2026-11-23", "2026-13-23"),
        LINE.replace("a/proof", "a/other"),
        LINE.replace('"versions": {}', '"versions": []'),
        LINE.replace('"seconds"', '"minutes"'),
        LINE + ",\n" + LINE,
    ],
)
def test_broken_line_of_the_lock(line: str, tmp_path: Path) -> None:
    """A line that is no run, or a second of one block, is named; the others count."""
    path = tmp_path / "evidence.lock"
    good = LINE.replace("a/proof", "z/proof")
    path.write_text(f'{{\n"format": 1,\n{line},\n{good}\n}}\n')
    lock = read_lock(path)
    assert "z/proof" in lock.runs
    (problem,) = lock.problems
    assert problem.rule == "evidence-lock"
    assert problem.line == (4 if "\n" in line else 3)


def test_lock_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is no text, a folder, or far too large is one problem."""
    path = tmp_path / "evidence.lock"
    path.mkdir()
    assert "no regular file" in read_lock(path).problems[0].message
    path.rmdir()
    path.write_bytes(b"\xff")
    assert "not UTF-8" in read_lock(path).problems[0].message
    monkeypatch.setattr(evidence, "_MOST_LOCK_BYTES", 2**20)
    path.write_bytes(b" " * (2**20 + 1))
    assert "more than 1 MiB" in read_lock(path).problems[0].message


# --- the bank


def test_small_bank_is_proved(small_bank: Bank) -> None:
    """The lock of the test bank proves every question of it."""
    lock = read_lock(small_bank.root / "evidence.lock")
    states = state(small_bank, lock)
    assert states.keys() == {question.id for question in small_bank.questions}
    assert all(each.is_proved and not each.is_stale for each in states.values())
    assert problems(small_bank, lock) == []
    assert states["guest-name-column"].bench is not None
    assert states["parcel-lookup"].bench is None


def test_state_of_a_changed_block(workshop: Workshop) -> None:
    """A block that changed is stale, not proved, and a problem with its line."""
    workshop.replace("## Evidence\n\n```python\n", "## Evidence\n\n```python\nchanged = 1\n")
    bank, _ = workshop.load()
    lock = read_lock(bank.root / "evidence.lock")
    found = state(bank, lock)["shop-order-list"]
    assert (found.is_proved, found.is_stale) == (False, True)
    (problem,) = problems(bank, lock)
    assert problem.rule == "evidence-stale"
    assert problem.source_line == "```python"
    assert "python build.py prove shop-order-list" in problem.help


def test_state_of_other_versions(workshop: Workshop) -> None:
    """A new pin makes a proof stale, but not a measurement."""
    project = workshop.root.parent / "pyproject.toml"
    project.write_text('[project.optional-dependencies]\nevidence = ["Num_Py==2.0", "x>=1"]\n')
    bank, _ = workshop.load()
    evidence._pins.cache_clear()
    lock = read_lock(bank.root / "evidence.lock")
    runs = {key: replace(run, versions={"num-py": "1.0"}) for key, run in lock.runs.items()}
    found = problems(bank, Lock(runs))
    assert {problem.rule for problem in found} == {"evidence-stale"}
    assert len(found) == 3
    assert "other versions" in found[0].message
    assert state(bank, Lock(runs))["guest-name-column"].bench is not None
    evidence._pins.cache_clear()


@pytest.mark.parametrize("text", ["[", "[project]\n", "[project]\noptional-dependencies = 1"])
def test_project_without_pins(text: str, tmp_path: Path) -> None:
    """A project that pins nothing makes nothing stale."""
    evidence._pins.cache_clear()
    (tmp_path / "pyproject.toml").write_text(text)
    assert evidence._pins(tmp_path / "content") == {}
    evidence._pins.cache_clear()


def test_bank_without_lock(small_bank: Bank) -> None:
    """Blocks that never ran are problems, each with the command that runs it."""
    found = problems(small_bank, Lock())
    assert {problem.rule for problem in found} == {"evidence-unproved"}
    assert len(found) == 4
    assert [problem.help for problem in found if "bench" in problem.message] == [
        "run `python build.py prove --bench guest-name-column`"
    ]
    assert state(small_bank, Lock()) == {}


def test_left_over_run(small_bank: Bank) -> None:
    """A run of a question that is gone is a problem of the lock."""
    lock = read_lock(small_bank.root / "evidence.lock")
    (problem,) = problems(small_bank, Lock({**lock.runs, "gone/proof": RUN}))
    assert (problem.rule, "gone/proof" in problem.message) == ("evidence-lock", True)


def test_block_that_asserts_nothing(workshop: Workshop) -> None:
    """A proof without an assertion proves nothing."""
    workshop.replace_section("## Evidence", "```python\nprint(1)\n```")
    bank, _ = workshop.load()
    rules = [problem.rule for problem in problems(bank, Lock())]
    assert "evidence-asserts-nothing" in rules
    assert evidence._assertions("assert (") == 1


def proved(workshop: Workshop, *ids: str, **options: bool) -> tuple[list[Problem], list[str]]:
    bank, _ = workshop.load()
    done: list[str] = []
    found = prove(bank, ids, progress=lambda _done, _all, key: done.append(key), **options)
    return found, sorted(done)


def test_prove_runs_what_changed(workshop: Workshop) -> None:
    """Only what changed is run, unless all is asked for; benches wait for their word."""
    assert proved(workshop) == ([], [])
    (workshop.root / "evidence.lock").unlink()
    found, done = proved(workshop)
    assert found == []
    assert done == ["guest-name-column/proof", "parcel-lookup/proof", "shop-order-list/proof"]
    found, done = proved(workshop, "guest-name-column", bench=True)
    assert (found, done) == ([], ["guest-name-column/bench"])
    found, done = proved(workshop, "guest-name-column", "parcel-lookup", again=True)
    assert (found, done) == ([], ["guest-name-column/proof", "parcel-lookup/proof"])
    bank, _ = workshop.load()
    assert problems(bank, read_lock(bank.root / "evidence.lock")) == []


def test_prove_reports_the_line(workshop: Workshop) -> None:
    """A failing assertion is shown with its line in the Markdown file and both sides."""
    workshop.replace_section("## Evidence", "```python\nx = 2\n\nassert x + 1 == 4\n```")
    found, done = proved(workshop)
    assert done == ["shop-order-list/proof"]
    (problem,) = found
    assert problem.rule == "evidence-failed"
    assert problem.source_line == "assert x + 1 == 4"
    assert problem.message == "the proof stops here: AssertionError"
    assert problem.note == "x + 1 is 3"
    assert "shop-order-list.md:" in format_text(found, color=False)
    bank, _ = workshop.load()
    lock = read_lock(bank.root / "evidence.lock")
    assert state(bank, lock)["shop-order-list"].is_proved is False
    assert state(bank, lock)["shop-order-list"].is_stale is False
    assert proved(workshop) == (found, ["shop-order-list/proof"]), "a failure is run again"


def test_prove_reports_a_limit(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that runs into a limit is shown at its first line."""
    monkeypatch.setattr(evidence, "PROOF_LIMITS", child.Limits(0.5, 2**29, 1_000, 8))
    workshop.replace_section("## Evidence", "```python\nassert True\nwhile True: pass\n```")
    (problem,), _ = proved(workshop)
    assert problem.rule == "evidence-limit"
    assert problem.source_line == "```python"


def test_prove_knows_its_ids(workshop: Workshop) -> None:
    """An id that no question has is a problem, with the one that was meant."""
    (problem,), done = proved(workshop, "parcel-lokup")
    assert problem.rule == "unknown-question"
    assert problem.help == "did you mean `parcel-lookup`?"
    assert done == []


def test_prove_tidies_the_lock(workshop: Workshop) -> None:
    """Runs of questions that are gone leave the lock."""
    path = workshop.root / "evidence.lock"
    write_lock(path, {**read_lock(path).runs, "gone/proof": RUN})
    proved(workshop)
    assert "gone/proof" not in read_lock(path).runs


def test_interrupted_prove_keeps_what_ran(workshop: Workshop) -> None:
    """Whoever stops `prove` keeps what had ended."""
    bank, _ = workshop.load()
    (workshop.root / "evidence.lock").unlink()

    def stop(done: int, _all: int, _key: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prove(bank, progress=stop)
    assert len(read_lock(workshop.root / "evidence.lock").runs) == 2


def test_hash_is_of_the_code() -> None:
    """The hash that says what ran is the SHA-256 of the block."""
    assert ran("assert 1").code_sha256 == hashlib.sha256(b"assert 1").hexdigest()


def test_signal_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that a signal ended says which."""
    monkeypatch.setattr(child, "run", lambda *_, **__: child.Finished("exit", -9, b"", 0.1))
    assert ran("assert 1").error.endswith("(signal 9)")


@pytest.mark.parametrize(
    "code",
    [
        "if 0:\n    assert 1",
        "def never():\n    assert 1",
        "try:\n    assert 2 == 3\nexcept AssertionError:\n    pass",
    ],
)
def test_a_proof_whose_asserts_never_hold_fails(code: str) -> None:
    run = evidence.run_block(CodeBlock("proof", code, 1), name="a.md")
    assert not run.passed
    assert "no `assert` of the block was reached and held" in run.error


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"seconds": 0.2', '"seconds": NaN'),
        ('"seconds": 0.2', '"seconds": -5'),
        ('"assertions": 7', '"assertions": true'),
        ('"assertions": 7', '"assertions": -1'),
        ('"error_line"', '"error_line"'),
        ("AMD EPYC", "AMD \\udfff"),
        ('"python": "3.11.7"', '"python": [1]'),
    ],
)
def test_a_lock_line_of_wrong_values_is_refused(old: str, new: str, workshop: Workshop) -> None:
    path = workshop.root / "evidence.lock"
    text = path.read_text(encoding="utf-8")
    text = (
        text.replace(old, new) if old != new else text.replace('"date"', '"error_line": -9, "date"')
    )
    path.write_text(text, encoding="utf-8")
    assert workshop.found("evidence-lock")
