"""Child processes: what a limit ends, and that nothing is left of them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from builder import child
from builder.child import Finished, Limits, run

LIMITS = Limits(seconds=5, memory_bytes=200 * 2**20, output_bytes=10_000, processes=4)


def started(code: str, limits: Limits = LIMITS, *, given: bytes = b"") -> Finished:
    return run(
        [sys.executable, "-I", "-c", code],
        limits=limits,
        folder=Path("/tmp"),
        environment={"LANG": "C.UTF-8"},
        given=given,
    )


def test_output_and_status() -> None:
    """Output and errors come in one stream, with the status."""
    code = "import sys; print(sys.stdin.read(), flush=True); sys.exit('bad')"
    finished = started(code, given="é".encode())
    assert (finished.ending, finished.status) == ("exit", 1)
    assert finished.output.decode() == "é\nbad\n"
    assert 0 < finished.seconds < 5


def test_environment_is_empty() -> None:
    """A child sees the environment that it is given and no other."""
    finished = started("import os; print(sorted(set(os.environ) - {'LC_CTYPE'}))")
    assert finished.output == b"['LANG']\n"


def test_child_that_does_not_read() -> None:
    """Input that nobody reads is no fault."""
    assert started("import os; os.close(0)", given=b"x" * 200_000).ending == "exit"


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("while True: pass", "time"),
        ("import time; time.sleep(60)", "time"),
        ("import os, time; os.close(1); os.close(2); time.sleep(60)", "time"),
        ("while True: print('x' * 1000)", "output"),
        ("x = []\nwhile True: x.append(bytearray(10**7))", "memory"),
        (
            "import os, time\nfor _ in range(5): os.fork() or time.sleep(60)\ntime.sleep(60)",
            "processes",
        ),
    ],
)
def test_limit(code: str, ending: str) -> None:
    """Each limit ends a child, and says which it was."""
    limits = Limits(1, LIMITS.memory_bytes, LIMITS.output_bytes, LIMITS.processes)
    began = time.monotonic()
    finished = started(code, limits)
    assert finished.ending == ending
    assert len(finished.output) <= limits.output_bytes
    assert time.monotonic() - began < 5


def test_nothing_is_left() -> None:
    """Descendants die with the child."""
    code = "import os, time\nif os.fork(): print(os.getpid())\nelse: time.sleep(60)"
    finished = started(code, Limits(1, LIMITS.memory_bytes, 1_000, 4))
    session = int(finished.output)
    deadline = time.monotonic() + 2
    while list(child._resident_bytes(session)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert list(child._resident_bytes(session)) == []


def test_escaped_descendant_holds_nobody_up() -> None:
    """A descendant that keeps the pipe open from another session does not delay the end."""
    code = (
        "import os, sys, time\n"
        "if os.fork() == 0:\n    os.setsid(); time.sleep(3); os._exit(0)\n"
        "print('done')"
    )
    finished = started(code, Limits(30, LIMITS.memory_bytes, 1_000, 4))
    assert finished.ending == "exit"
    assert finished.output == b"done\n"
    assert finished.seconds < 2.5


def test_process_that_ends_while_it_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that vanishes between listing and reading is not counted."""
    monkeypatch.setattr(Path, "glob", lambda _self, _pattern: iter([Path("/proc/0/stat")]))
    assert list(child._resident_bytes(1)) == []
