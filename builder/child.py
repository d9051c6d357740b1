"""Child processes under limits, for code that comes from a stranger's pull request.

The parent watches what no single limit of the system can hold: the wall clock, the output, and
the number and memory of all processes of the child's session together. Whatever ends a child,
its whole process group is killed afterwards.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Ending = Literal["exit", "time", "output", "memory", "processes"]

_TICK_SECONDS: Final = 0.1
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child and its descendants may use."""

    seconds: float
    """On the wall."""
    memory_bytes: int
    """Resident, of all its processes together."""
    output_bytes: int
    processes: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A child that has ended."""

    ending: Ending
    """`exit` where it ended by itself, else the limit that it met."""
    status: int
    """The exit status; the negative number of a signal."""
    output: bytes
    """What it wrote to standard output and standard error."""
    seconds: float


def run(
    command: Sequence[str | Path],
    *,
    limits: Limits,
    folder: Path,
    environment: Mapping[str, str],
    given: bytes = b"",
) -> Finished:
    """Run a command to its end or to a limit.

    Args:
        command: The program, with its full path, and its arguments.
        limits: What it may use.
        folder: Its working directory.
        environment: The whole of its environment.
        given: What it reads from standard input; at most what a pipe holds, 64 KiB on Linux.
    """
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        bufsize=0,
    )
    try:
        _give(process, given)
        ending, output = _watched(process, limits, started + limits.seconds)
    finally:
        _kill_group(process)
    return Finished(ending, process.wait(), output, time.monotonic() - started)


def _give(process: subprocess.Popen[bytes], given: bytes) -> None:
    assert process.stdin is not None
    with process.stdin as pipe, contextlib.suppress(BrokenPipeError):  # its status tells why
        pipe.write(given)


def _watched(
    process: subprocess.Popen[bytes], limits: Limits, deadline: float
) -> tuple[Ending, bytes]:
    assert process.stdout is not None
    output = bytearray()
    with selectors.DefaultSelector() as selector, process.stdout as pipe:
        selector.register(pipe, selectors.EVENT_READ)
        while time.monotonic() < deadline:
            if selector.select(_TICK_SECONDS):
                piece = os.read(pipe.fileno(), 65_536)
                output += piece
                if not piece:
                    return _waited(process, deadline), bytes(output)
            elif process.poll() is not None:
                return "exit", bytes(output)  # an escaped descendant holds the pipe open
            if met := _limit_met(process.pid, limits, len(output)):
                return met, bytes(output[: limits.output_bytes])
    return "time", bytes(output)


def _waited(process: subprocess.Popen[bytes], deadline: float) -> Ending:
    """Wait for a child that has closed its output."""
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return "time"
    return "exit"


def _limit_met(session: int, limits: Limits, output_bytes: int) -> Ending | None:
    if output_bytes > limits.output_bytes:
        return "output"
    resident = list(_resident_bytes(session))
    if len(resident) > limits.processes:
        return "processes"
    return "memory" if sum(resident) > limits.memory_bytes else None


def _resident_bytes(session: int) -> Iterator[int]:
    """The resident memory of each process of a session, where the system shows it in /proc."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[3]) == session and fields[0] != "Z":
            yield int(fields[21]) * _PAGE_BYTES


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):  # nothing of it is left
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
