"""The size budgets of the house: what is longer than this is two things."""

from pathlib import Path

from tests.house.tree import PACKAGES, body_lines, files, functions, name, p95, text


CODE = files("*.py", *PACKAGES)


def lines(path: Path) -> int:
    return text(path).count("\n")


def test_no_python_file_is_over_250_lines() -> None:
    assert {name(p): lines(p) for p in CODE if lines(p) > 250} == {}


def test_no_function_is_over_40_lines() -> None:
    long = {f"{name(p)}:{f.name}": body_lines(f) for p in CODE for f in functions(p)}
    assert {where: n for where, n in long.items() if n > 40} == {}


def test_functions_are_25_lines_at_most_in_95_of_100() -> None:
    assert p95([body_lines(f) for p in CODE for f in functions(p)]) <= 25


def test_no_template_is_over_150_lines() -> None:
    templates = files("*.html", "store/templates")
    assert templates
    assert {name(p): lines(p) for p in templates if lines(p) > 150} == {}


def test_no_test_file_is_over_300_lines() -> None:
    assert {name(p): lines(p) for p in files("*.py", "tests") if lines(p) > 300} == {}


def test_no_view_is_over_25_lines() -> None:
    audiences = [f"store/{part}" for part in ("shop", "account", "dealer", "staff", "hooks")]
    views = {
        f"{name(p)}:{f.name}": body_lines(f)
        for p in files("*.py", *audiences)
        for f in functions(p)
    }
    assert views
    assert {where: n for where, n in views.items() if n > 25} == {}
