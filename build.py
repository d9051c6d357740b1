"""The command line: parses arguments, calls the builder, prints problems, sets the exit code.

Exit status: 0 clean, 1 problems in the content, 2 wrong usage or a fault of this program.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.bank import Bank
    from builder.problems import Problem

ROOT = Path(__file__).resolve().parent
CLEAN, PROBLEMS, FAULT = 0, 1, 2
COMMANDS = ("build", "serve", "check", "explain", "new", "prove", "audit")


class UsageError(Exception):
    """What the caller asked for cannot be done; the message says why."""


class UnreadableError(Exception):
    """The bank cannot be loaded; its problems are printed."""


def parser() -> argparse.ArgumentParser:
    """Describe the commands and their options."""
    common = _common()
    top = argparse.ArgumentParser(
        prog="build.py",
        description="Build a practice site from a folder of questions, and check the questions.",
        epilog="Without a command, the site is built. `build.py COMMAND --help` says more.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    add = _adder(commands, common)
    add("build", run_build, "write the site (this is the default)")
    serve = add("serve", run_serve, "build, serve on this machine, rebuild what changes, reload")
    serve.add_argument("--port", type=_port, default=8000, help="first port to try (%(default)s)")
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    check = add("check", run_check, "print every problem of the content")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="only in these")
    check.add_argument("--format", choices=("text", "github"), default="text")
    check.add_argument(
        "--update-ledger", action="store_true", help="first record new ids and raised revisions"
    )
    explain = add("explain", run_explain, "print what a rule asks, with examples")
    explain.add_argument("rule", nargs="?", metavar="RULE", help="without it, all are listed")
    new = add("new", run_new, "start a question")
    new.add_argument("category", metavar="CATEGORY", help="for example `numpy`")
    new.add_argument("id", metavar="ID", help="lower-case words joined by hyphens")
    prove = add("prove", run_prove, "run the evidence that changed, and record what ran")
    prove.add_argument("ids", nargs="*", metavar="ID", help="only these questions")
    prove.add_argument("--again", action="store_true", help="run also what has not changed")
    prove.add_argument("--bench", action="store_true", help="run measurements too, one at a time")
    audit = add("audit", run_audit, "say what guessing scores, which questions are near twins")
    audit.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return top


Command = Callable[[argparse.Namespace], int]


def _common() -> argparse.ArgumentParser:
    """The options that every command takes."""
    common = argparse.ArgumentParser(add_help=False)
    group = common.add_argument_group("common options")
    group.add_argument(
        "--content", type=Path, default=ROOT / "content", help="the folder of the questions"
    )
    group.add_argument(
        "--output", type=Path, default=ROOT / "dist", help="the folder that the site is written to"
    )
    group.add_argument("--base-url", metavar="URL", help="where the site will be hosted")
    group.add_argument("--no-color", action="store_true", help="no colours on the terminal")
    group.add_argument("--traceback", action="store_true", help="show where a fault of ours is")
    return common


def _adder(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
) -> Callable[[str, Command, str], argparse.ArgumentParser]:
    def add(name: str, run: Command, summary: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", parents=[common]
        )
        command.set_defaults(run=run)
        return command

    return add


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` is no port: expected 1 to 65535")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Without the program's name; those of the process where omitted.

    Returns:
        The exit status.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(_with_command(given))
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal may lack signs
    try:
        status: int = options.run(options)
    except UsageError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return FAULT
    except UnreadableError:
        return PROBLEMS
    except KeyboardInterrupt:
        print("\nbuild.py: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        sys.stderr.close()
        return CLEAN
    except Exception as error:
        return _our_fault(error, shows_traceback=options.traceback)
    return status


def _with_command(given: list[str]) -> list[str]:
    """Put `build` before arguments that name no command."""
    if given and (given[0] in COMMANDS or given[0] in ("-h", "--help")):
        return given
    return given if given and not given[0].startswith("-") else ["build", *given]


def _our_fault(error: Exception, *, shows_traceback: bool) -> int:
    if shows_traceback:
        traceback.print_exception(error)
    reason = str(error).split("\n")[0] or "no reason given"
    print(
        f"build.py: this is a fault of the program and not of the content: "
        f"{type(error).__name__}: {reason}"
        + ("" if shows_traceback else " (--traceback shows where)"),
        file=sys.stderr,
    )
    return FAULT


def run_build(options: argparse.Namespace) -> int:
    """Write the site, or nothing where there is a problem."""
    from builder import site

    _say(f"building {options.content}")
    built = site.build(options.content, options.output, base_url=options.base_url)
    if built.problems:
        return _report(built.problems, options)
    print(f"{options.output}: {built.sizes}")
    return CLEAN


def run_serve(options: argparse.Namespace) -> int:
    """Serve the site until interrupted."""
    from builder import serve, site
    from builder.problems import summary

    def build() -> Sequence[Problem]:
        built = site.build(
            options.content, options.output, base_url=options.base_url, is_draft=True
        )
        if built.unrecorded and not built.problems:
            print(f"{summary(built.unrecorded)} of records: `build.py check` prints them")
        return built.problems

    try:
        serve.serve(
            options.output,
            build,
            [options.content, site.THEME],
            port=options.port,
            opens_browser=not options.no_browser,
        )
    except OSError as error:
        raise UsageError(f"cannot serve at port {options.port}: {error.strerror}") from None
    return CLEAN


def run_check(options: argparse.Namespace) -> int:
    """Print all problems, or those of some files."""
    from builder import check, ledger
    from builder.bank import load_bank

    for path in options.paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"there is no {path}")
    _check_below(options.paths, options.content)
    bank, problems = load_bank(options.content)
    if bank is not None:
        if options.update_ledger:
            _say(f"ledger: {ledger.update(bank)} lines written")
        problems += check.check_bank(bank)
    return _report(check.select(problems, options.paths), options)


def _check_below(paths: Sequence[Path], content: Path) -> None:
    for path in paths:
        if not path.resolve().is_relative_to(content.resolve()) and not path.is_symlink():
            raise UsageError(f"{path} does not lie in {content} (--content names another folder)")


def run_explain(options: argparse.Namespace) -> int:
    """Print the page of a rule, or all rules with their first line."""
    from builder.check import UnknownRuleError, explain, registry

    if options.rule is None:
        for rule in registry().values():
            print(f"{rule.id:<26}{rule.page.splitlines()[0]}")
        return CLEAN
    try:
        print(explain(options.rule), end="")
    except UnknownRuleError as error:
        raise UsageError(str(error)) from None
    return CLEAN


def run_new(options: argparse.Namespace) -> int:
    """Write the skeleton of a question."""
    from builder.skeleton import SkeletonError, new_question
    from builder.source import printed_name

    try:
        skeleton = new_question(_bank(options), options.category, options.id)
    except SkeletonError as error:
        raise UsageError(str(error)) from None
    skeleton.path.write_text(skeleton.text, encoding="utf-8")
    name = printed_name(skeleton.path)
    own = options.content.resolve() == (ROOT / "content").resolve()
    bank = "" if own else f" --content {options.content}"
    print(f"{name}\nFill in what says TODO, then: python build.py check{bank} {name}")
    return CLEAN


def run_prove(options: argparse.Namespace) -> int:
    """Run evidence blocks and keep the lock."""
    from builder import evidence

    bank = _bank(options)
    with _Bar("proving") as bar:
        problems = evidence.prove(
            bank, options.ids, again=options.again, bench=options.bench, progress=bar.show
        )
    print(f"{bar.done} block{'' if bar.done == 1 else 's'} ran")
    return _report(problems, options)


def run_audit(options: argparse.Namespace) -> int:
    """Print what guessing scores on the bank."""
    from builder import audit

    _say("auditing")
    findings = audit.audit(_bank(options))
    print(findings.to_json() if options.json else audit.format_table(findings), end="")
    return CLEAN


def _bank(options: argparse.Namespace) -> Bank:
    """The bank, whose own problems are left to `check`."""
    from builder.bank import load_bank
    from builder.problems import format_text, sorted_problems, summary

    bank, problems = load_bank(options.content)
    if bank is None:
        print(format_text(sorted_problems(problems), color=_has_color(options)), end="")
        raise UnreadableError
    if problems:
        _say(f"{summary(problems)}: `build.py check` prints them")
    return bank


def _report(problems: Sequence[Problem], options: argparse.Namespace) -> int:
    from builder.problems import format_github, format_text, sorted_problems, summary

    ordered = sorted_problems(problems)
    if getattr(options, "format", "text") == "github":
        print(format_github(ordered), end="")
    elif ordered:
        print(format_text(ordered, color=_has_color(options)), end="")
    print(summary(ordered))
    return PROBLEMS if ordered else CLEAN


def _has_color(options: argparse.Namespace) -> bool:
    import os

    return sys.stdout.isatty() and not options.no_color and "NO_COLOR" not in os.environ


def _say(words: str) -> None:
    """Tell a person at a terminal what goes on; a pipe or a log is spared."""
    if sys.stderr.isatty():
        print(f"{words} ...", file=sys.stderr)


class _Bar:
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.done = 0

    def __enter__(self) -> _Bar:
        from tqdm import tqdm

        self._bar = tqdm(
            desc=self.label, unit="block", disable=not sys.stderr.isatty(), leave=False
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, done: int, total: int, label: str) -> None:
        """Move the bar."""
        self.done = done
        self._bar.total = total
        self._bar.set_postfix_str(label, refresh=False)
        self._bar.update(1)


if __name__ == "__main__":
    sys.exit(main())
