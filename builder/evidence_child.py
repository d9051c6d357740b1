"""What runs inside the child process of an evidence block; it imports nothing of the builder.

It closes the network, sets the limits, runs the block with the line numbers of its Markdown file,
and leaves a report beside it. Started as `python -I -B evidence_child.py`, the job as JSON on
standard input: code, name, line, report, cpu_seconds, memory_bytes, file_bytes, processes.
"""

from __future__ import annotations

import ast
import contextlib
import ctypes
import json
import linecache
import os
import resource
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any

_NEW_NAMESPACES = 0x10000000 | 0x40000000 | 0x20000000 | 0x08000000  # user, network, pid, ipc
_DIE_WITH_PARENT = 1
_LONGEST_VALUE = 160


def main() -> None:
    """Run the job that standard input describes."""
    job = json.loads(sys.stdin.buffer.read())
    closed_by_system = _leave_network()
    if closed_by_system:
        _become_first_process()
        _raise_loopback()
    else:
        sys.addaudithook(_refuse_network)
    _set_limits(job, counts_alone=closed_by_system)
    report = _run(job)
    report["network"] = "namespace" if closed_by_system else "guard"
    sys.stdout.flush()
    Path(job["report"]).write_text(json.dumps(report), encoding="utf-8")


def _leave_network() -> bool:
    """Move into namespaces of its own, where the system allows it."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        return bool(libc.unshare(_NEW_NAMESPACES) == 0)
    except (OSError, AttributeError):
        return False  # not Linux


def _become_first_process() -> None:  # pragma: no cover - seen by no measurement, but by tests
    """Go on as process 1 of the new namespace: when it ends, all its descendants do."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _raise_loopback() -> None:  # pragma: no cover - seen by no measurement, but by tests
    """Let processes of one block talk to each other, as distributed training does."""
    import fcntl
    import socket
    import struct

    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sh", b"lo", 1)
        fcntl.ioctl(handle.fileno(), 0x8914, request)


def _refuse_network(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"):
        raise PermissionError("evidence runs without network")


def _set_limits(job: Mapping[str, Any], *, counts_alone: bool) -> None:
    limits = {
        resource.RLIMIT_CPU: job["cpu_seconds"],
        resource.RLIMIT_AS: job["memory_bytes"],
        resource.RLIMIT_FSIZE: job["file_bytes"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 256,
    }
    if counts_alone:  # else the limit would count all processes of the user
        limits[resource.RLIMIT_NPROC] = job["processes"]
    for kind, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(kind, (most, most))


def _run(job: Mapping[str, Any]) -> dict[str, Any]:
    code, name = "\n" * (job["line"] - 1) + job["code"], job["name"]
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    scope: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__}
    try:
        tree = ast.parse(code, name)
        held = _count_asserts(tree, scope)
        exec(compile(tree, name, "exec"), scope)
        if held == [0]:
            raise RuntimeError("no `assert` of the block was reached and held")
    except BaseException as error:  # a block may raise SystemExit to say that it failed
        return {"passed": False, "error": _described(error, name), "versions": {}}
    return {"passed": True, "error": None, "versions": _versions(job["code"])}


def _count_asserts(tree: ast.Module, scope: dict[str, Any]) -> list[int]:
    """Let each `assert` that held be counted; the list is empty where the block has none."""
    held: list[int] = []

    def count() -> None:
        held[0] += 1

    for node in list(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody"):
            found = getattr(node, field, None)
            body: list[ast.stmt] = found if isinstance(found, list) else []
            for each in list(body):
                if isinstance(each, ast.Assert):
                    call = ast.Expr(ast.Call(ast.Name("__held__", ast.Load()), [], []))
                    body.insert(body.index(each) + 1, ast.copy_location(call, each))
                    held[:] = [0]
    scope["__held__"] = count
    ast.fix_missing_locations(tree)
    return held


def _described(error: BaseException, name: str) -> dict[str, Any]:
    frames = [
        (frame, number)
        for frame, number in traceback.walk_tb(_own_traceback(error))
        if frame.f_code.co_filename == name
    ]
    line = frames[-1][1] if frames else getattr(error, "lineno", None)
    sides = ""
    if isinstance(error, AssertionError) and frames:
        frame, number = frames[-1]
        sides = "; ".join(_sides(linecache.getlines(name), number, frame.f_globals, frame.f_locals))
    words = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    return {"line": line, "message": _short(words), "sides": sides}


def _own_traceback(error: BaseException) -> TracebackType | None:
    return error.__traceback__


def _sides(
    lines: list[str], number: int, scope: dict[str, Any], local: Mapping[str, Any]
) -> Iterator[str]:
    """Work out both sides of a comparison that an `assert` on the line makes."""
    for node in ast.walk(ast.parse("".join(lines))):
        if isinstance(node, ast.Assert) and node.lineno <= number <= (node.end_lineno or 0):
            for part in _comparisons(node.test):
                for side in (part.left, *part.comparators):
                    if not isinstance(side, ast.Constant):
                        with contextlib.suppress(Exception):
                            value = eval(ast.unparse(side), scope, dict(local))
                            yield f"{_short(ast.unparse(side))} is {_short(repr(value))}"


def _comparisons(test: ast.expr) -> Iterator[ast.Compare]:
    parts = test.values if isinstance(test, ast.BoolOp) else [test]
    return (part for part in parts if isinstance(part, ast.Compare))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_VALUE else flat[: _LONGEST_VALUE - 3] + "..."


def _versions(code: str) -> dict[str, str]:
    """The versions of the distributions that a block imports."""
    owners = metadata.packages_distributions()
    found = {}
    for module in _imported(ast.parse(code)):
        for distribution in owners.get(module, ()):
            found[distribution.lower().replace("_", "-")] = metadata.version(distribution)
    return dict(sorted(found.items()))


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


if __name__ == "__main__":  # pragma: no cover - the same
    main()
