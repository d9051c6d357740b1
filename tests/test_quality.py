"""The tools that hold the code in shape, run as tests so that one command says it all."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str) -> None:
    """Run a tool in the repository and show what it printed if it fails."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def deno(*arguments: str) -> None:
    """Run deno from the environment's own scripts, not one that happens to be on the path."""
    program = shutil.which("deno", path=str(Path(sys.executable).parent)) or shutil.which("deno")
    assert program, "deno is missing: install requirements/test.txt"
    run(program, *arguments)


def test_ruff_finds_nothing() -> None:
    run(sys.executable, "-m", "ruff", "check", ".")


def test_ruff_would_format_nothing() -> None:
    run(sys.executable, "-m", "ruff", "format", "--check", ".")


def test_mypy_strict_finds_nothing() -> None:
    run(sys.executable, "-m", "mypy")


def test_deno_would_format_nothing() -> None:
    deno("fmt", "--check")


def test_deno_lint_finds_nothing() -> None:
    deno("lint")


def test_browser_code_has_consistent_types() -> None:
    deno("check", "theme/js", "tests/js")


def imports(path: Path) -> set[str]:
    """The modules of `builder` that a module imports anywhere, as first names below `builder`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module == "builder":
                found |= {alias.name for alias in node.names}
            elif module.startswith("builder."):
                found.add(module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("builder.")
            }
    return found


def graph() -> dict[str, set[str]]:
    """Which module of `builder` imports which; the rules count as one module."""
    edges: dict[str, set[str]] = {}
    for path in sorted((ROOT / "builder").rglob("*.py")):
        relative = path.relative_to(ROOT / "builder")
        name = relative.parts[0].removesuffix(".py")
        if name == "__init__":
            continue
        edges.setdefault(name, set()).update(imports(path) - {name})
    return edges


def test_modules_import_in_one_direction() -> None:
    """No circle: each module can be placed after all that it imports."""
    edges = graph()
    placed: set[str] = set()
    while len(placed) < len(edges):
        ready = {name for name, needs in edges.items() if name not in placed and needs <= placed}
        assert ready, f"a circle among {sorted(set(edges) - placed)}"
        placed |= ready


def test_the_reading_half_never_imports_the_writing_half() -> None:
    writing = {"article", "deck", "findings", "licences", "render", "scripts"}
    writing |= {"serve", "site", "templates", "write"}
    for name, needs in graph().items():
        if name not in writing:
            assert not needs & writing, f"{name} imports {sorted(needs & writing)}"


@pytest.mark.parametrize(
    ("library", "owner"),
    [
        ("yaml", {"frontmatter"}),
        ("markdown_it", {"markdown", "highlight", "mathematics", "figures"}),
        ("jinja2", {"templates"}),
        ("livereload", {"serve"}),
        ("sklearn", {"audit"}),
        ("subprocess", {"child", "scripts", "licences"}),
    ],
)
def test_each_library_has_its_owner(library: str, owner: set[str]) -> None:
    for path in sorted((ROOT / "builder").rglob("*.py")):
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").split(".")[0])
        if library in names:
            assert path.stem in owner, f"{path.name} imports {library}"
