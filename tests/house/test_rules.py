"""The rules of the house that no linter knows. Each failure names the file and what to do."""

import ast
import re
from pathlib import Path

from tests.house.tree import PACKAGES, ROOT, files, functions, name, parsed, text


CODE = files("*.py", *PACKAGES)
PAGES = files("*.html", "store/templates")
SCREEN_PAGES = [p for p in PAGES if "documents" not in p.parts]


def offenders(paths: list[Path], pattern: str) -> list[str]:
    rule = re.compile(pattern)
    return [
        f"{name(path)}:{number}: {line.strip()[:90]}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), 1)
        if rule.search(line)
    ]


def test_no_module_is_named_for_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "services", "managers"}
    assert [name(p) for p in CODE if vague & {p.stem, p.parent.name}] == []


def test_imports_stand_at_the_top_of_the_file() -> None:
    inside = [
        f"{name(p)}:{f.name}"
        for p in CODE
        for f in functions(p)
        for node in ast.walk(f)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_only_the_clock_reads_the_clock() -> None:
    readers = [p for p in CODE if name(p) != "store/clock.py"]
    assert offenders(readers, r"datetime\.(now|utcnow)\(|date\.today\(|time\.time\(") == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [p for p in CODE if name(p) != "store/config.py"]
    assert offenders(readers, r"os\.environ|os\.getenv") == []


def test_templates_trust_nothing() -> None:
    assert offenders(PAGES, r"\|\s*safe\b") == []


def test_pages_carry_no_inline_style_script_or_handler() -> None:
    assert offenders(SCREEN_PAGES, r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)") == []


def test_templates_and_scripts_do_no_arithmetic_on_money() -> None:
    rule = r"_cents\s*[-+*/]|[-+*/]\s*\w*_cents|_cents\s*\|\s*(abs|sum|round)"
    shown = [*PAGES, *files("*.txt", "store/templates"), *files("*.js", "static/js")]
    assert offenders(shown, r"\{[{%][^}]*(" + rule + ")") == []


def test_audiences_do_no_arithmetic_on_money() -> None:
    audiences = [f"store/{part}" for part in ("shop", "account", "dealer", "staff", "hooks")]
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in files("*.py", *audiences)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div | ast.FloorDiv)
        and any("_cents" in ast.unparse(side) for side in (node.left, node.right))
    ]
    assert wrong == []


def test_no_test_replaces_the_code_under_test() -> None:
    mine = Path(__file__)
    tests = [p for p in files("*.py", "tests") if p != mine]
    assert offenders(tests, r"unittest\.mock|mock\.patch|time\.sleep\(|@pytest\.mark\.flaky") == []


def test_nothing_is_left_for_later() -> None:
    mine = Path(__file__)
    readable = [p for p in [*CODE, *PAGES, *files("*.py", "tests")] if p != mine]
    assert offenders(readable, r"\b(TODO|FIXME|XXX)\b|NotImplementedError") == []


def test_no_lock_names_a_registry() -> None:
    locks = files("*.txt", "requirements")
    assert locks
    assert offenders(locks, r"://|index-url|find-links|trusted-host") == []


def test_no_template_is_broken() -> None:
    for path in PAGES:
        assert text(path).count("{%") == text(path).count("%}"), name(path)


def test_the_fixed_folders_are_there() -> None:
    fixed = ("store", "configurator", "financing", "tradein", "esign", "static", "tests")
    assert [f for f in fixed if not (ROOT / f).is_dir()] == []
