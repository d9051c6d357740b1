"""The command line: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import build
from builder import serve, site
from builder.problems import Problem
from tests.conftest import QUESTION, Workshop

ROOT = Path(__file__).parent.parent
PROBLEM = Problem("content/a.md", 3, 1, "some-rule", "something is wrong", source_line="a")


def run(workshop: Workshop, *arguments: str) -> int:
    """Run a command on the copy of the small bank."""
    command, *rest = arguments
    return build.main([command, "--content", str(workshop.root), *rest])


def test_a_clean_bank_exits_with_0(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(workshop, "check") == 0
    assert capsys.readouterr().out == "no problems\n"


def test_problems_exit_with_1_and_are_printed_whole(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.replace("time: 150", "time: 90")
    assert run(workshop, "check") == 1
    assert capsys.readouterr().out == (
        "content/basics/sorting/shop-order-list.md:6:7: wrong-value: time is 90 seconds\n"
        "  6 | time: 90\n"
        "    |       ^^\n"
        "  expected: a whole number from 120 to 240 seconds\n"
        "1 problem in 1 file\n"
    )


def test_problems_of_all_files_are_printed_in_one_run(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.replace("time: 150", "time: 90")
    workshop.replace("days: 4-7", "days: 3-7", Path("learning-path.yaml"))
    assert run(workshop, "check") == 1
    assert capsys.readouterr().out.endswith("2 problems in 2 files\n")


def test_annotations(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    workshop.replace("time: 150", "time: 90")
    assert run(workshop, "check", "--format", "github") == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=content/basics/sorting/shop-order-list.md,line=6,col=7,")
    assert last == "1 problem in 1 file"


def test_paths_choose_what_is_printed(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.replace("time: 150", "time: 90")
    assert run(workshop, "check", "content/basics/text") == 0
    assert run(workshop, "check", str(workshop.root / QUESTION)) == 1
    assert run(workshop, "check", "content/absent.md") == 2
    assert "there is no content/absent.md" in capsys.readouterr().err
    (workshop.root.parent / "other.md").write_text("a")
    assert run(workshop, "check", "other.md") == 2
    assert "other.md does not lie in" in capsys.readouterr().err


def test_a_link_can_be_checked(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    (workshop.root / "basics" / "text" / "linked.md").symlink_to("/etc/hostname")
    assert run(workshop, "check", "content/basics/text/linked.md") == 1
    assert "a link stands here" in capsys.readouterr().out


def test_a_folder_without_content_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["check", "--content", str(tmp_path / "absent")]) == 1
    assert "missing-file: there is no content folder here" in capsys.readouterr().out


def test_the_ledger_is_updated_before_it_is_checked(workshop: Workshop) -> None:
    (workshop.root / "ids.lock").unlink()
    assert run(workshop, "check") == 1
    assert run(workshop, "check", "--update-ledger") == 0
    assert run(workshop, "check") == 0


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["explain", "cue-words"]) == 0
    assert "Passes:" in capsys.readouterr().out
    assert build.main(["explain"]) == 0
    assert "cue-words                 An option holds no word" in capsys.readouterr().out
    assert build.main(["explain", "cue-wrods"]) == 2
    assert "did you mean `cue-words`?" in capsys.readouterr().err


def test_a_question_is_started(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(workshop, "new", "basics/text", "new-one") == 0
    path = workshop.root / "basics" / "text" / "new-one.md"
    assert path.exists()
    assert (
        f"check --content {workshop.root} content/basics/text/new-one.md" in capsys.readouterr().out
    )
    assert run(workshop, "new", "text", "new-one") == 2
    assert "is taken by" in capsys.readouterr().err


def test_a_bank_that_cannot_be_loaded_ends_other_commands_with_1(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    (workshop.root / "site.yaml").unlink()
    for command in (["new", "text", "new-one"], ["prove"], ["audit"]):
        assert run(workshop, *command) == 1
        assert "site.yaml:1:1: missing-file" in capsys.readouterr().out


def test_evidence_is_proved(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    (workshop.root / "evidence.lock").unlink()
    assert run(workshop, "check") == 1
    assert run(workshop, "prove", "shop-order-list") == 0
    assert capsys.readouterr().out.endswith("1 block ran\nno problems\n")
    assert run(workshop, "prove", "shop-order-list", "--again") == 0
    assert run(workshop, "prove", "absent") == 1
    assert "no question has the id `absent`" in capsys.readouterr().out


def test_the_audit_is_printed(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    workshop.replace("time: 150", "time: 90")
    assert run(workshop, "audit") == 0
    assert "chance" in capsys.readouterr().out
    assert run(workshop, "audit", "--json") == 0
    assert json.loads(capsys.readouterr().out)


def built(problems: Sequence[Problem]) -> Any:
    return lambda *_, **__: site.Built(problems, None, "9 files")


def test_the_site_is_built_without_a_command(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "build", built([]))
    assert build.main([]) == 0
    assert build.main(["--output", "out", "--content", str(workshop.root)]) == 0
    assert capsys.readouterr().out.endswith("out: 9 files\n")


def test_problems_end_a_build_with_1(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "build", built([PROBLEM]))
    assert run(workshop, "build") == 1
    assert "content/a.md:3:1: some-rule: something is wrong" in capsys.readouterr().out


def test_the_site_is_served(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Any] = []

    def fake(out: Path, rebuild: serve.Build, watched: Sequence[Path], **more: Any) -> None:
        served.append((out, list(rebuild()), list(watched), more))

    monkeypatch.setattr(site, "build", built([PROBLEM]))
    monkeypatch.setattr(serve, "serve", fake)
    assert run(workshop, "serve", "--port", "9000", "--no-browser", "--output", "out") == 0
    ((out, problems, watched, more),) = served
    assert (out, problems) == (Path("out"), [PROBLEM])
    assert watched[0] == workshop.root
    assert more == {"port": 9000, "opens_browser": False}


def test_a_port_in_use_is_said(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serve, "serve", fail)
    assert run(workshop, "serve") == 2
    assert "cannot serve at port 8000: Address already in use" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["frob"],
        ["--frob"],
        ["check", "--format", "xml"],
        ["new", "text"],
        ["serve", "--port", "0"],
        ["serve", "--port", "x"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        build.main(arguments)
    assert caught.value.code == 2


def test_a_fault_of_ours_is_one_line(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unexpected\nmore")

    monkeypatch.setattr(site, "build", fail)
    assert run(workshop, "build") == 2
    printed = capsys.readouterr().err
    assert printed == (
        "build.py: this is a fault of the program and not of the content: "
        "RuntimeError: unexpected (--traceback shows where)\n"
    )
    assert run(workshop, "build", "--traceback") == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 0), (RuntimeError(), 2)]
)
def test_other_ends(
    error: BaseException, status: int, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(site, "build", fail)
    monkeypatch.setattr(sys.stderr, "close", lambda: None)
    assert run(workshop, "build") == status


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


def test_colour_is_for_terminals(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.replace("time: 150", "time: 90")
    monkeypatch.delenv("NO_COLOR", raising=False)
    run(workshop, "check")
    assert "\x1b[" not in capsys.readouterr().out
    on_a_terminal(monkeypatch)
    run(workshop, "check")
    assert "\x1b[31m" in capsys.readouterr().out
    run(workshop, "check", "--no-color")
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run(workshop, "check")
    assert "\x1b[" not in capsys.readouterr().out


def test_a_person_at_a_terminal_is_told_what_goes_on(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    workshop.replace("time: 150", "time: 90")
    run(workshop, "audit")
    printed = capsys.readouterr().err
    assert "auditing ..." in printed
    assert "1 problem in 1 file: `build.py check` prints them" in printed
    run(workshop, "prove", "--again", "parcel-lookup")
    assert "proving" in capsys.readouterr().err


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in build.COMMANDS:
        with pytest.raises(SystemExit) as caught:
            build.main([command, "--help"])
        assert caught.value.code == 0
        assert "--content" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        build.main(["--help"])
    printed = capsys.readouterr().out
    assert all(f"    {command} " in printed for command in build.COMMANDS)


def test_explaining_imports_nothing_heavy() -> None:
    """Help and errors come at once: heavy libraries wait for the command that needs them."""
    code = "import sys, build; build.parser(); print([m for m in sys.modules if 'builder' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_terminal_that_lacks_signs_is_no_fault(workshop: Workshop) -> None:
    workshop.replace("title: Orders", "tïtle: Orders")
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check", "--content", str(workshop.root)],
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert r"t\xeftle" in done.stdout
