"""The repository as the house tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("configurator", "financing", "tradein", "esign", "store")
SKIPPED = {".venv", "instance", "build", ".git", "node_modules"}


def files(pattern: str, *folders: str) -> list[Path]:
    """Return the files of the repository that match, as the check-out has them."""
    found = (path for folder in folders or (".",) for path in (ROOT / folder).rglob(pattern))
    return sorted(p for p in found if not SKIPPED & set(p.relative_to(ROOT).parts))


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring and decorators."""
    body = function.body
    documented = ast.get_docstring(function, clean=False) is not None
    first = body[1] if documented and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 2


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def p95(values: list[int]) -> int:
    return sorted(values)[int(len(values) * 0.95)]
