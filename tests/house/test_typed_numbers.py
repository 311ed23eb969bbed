"""Only the strict readers turn typed text into numbers, in every room a typed text enters by."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import files, name, parsed


ROOMS = ("shop", "account", "dealer", "staff", "hooks", "sandbox", "desk", "cli", "employees_pages")
PARSERS = {"int", "float", "Decimal", "Fraction", "complex"}
FIELDS = {"IntegerField", "DecimalField", "FloatField", "IntegerRangeField", "DecimalRangeField"}
TESTS_OF_TYPE = {"isinstance", "issubclass", "cast"}
# file: the calls that turn a number, not a text, into another
NUMBERS = {
    "store/desk/sales.py": {"int(cents)"},
    "store/shop/effects.py": {"int(changed.co2_g or 0)"},
    "store/shop/panel.py": {"int(given)"},
    "store/shop/wording.py": {
        "int(params.get('cents', 0))",
        "int(params.get('days', 0))",
        "int(params.get('km_per_year', 0))",
    },
    "store/cli/tax_figures.py": {"int(value)"},
}


def parsers(tree: ast.AST) -> Iterator[str]:
    """Yield each call of a lenient parser, each one handed on, each lenient field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("wtforms"):
            yield from (alias.name for alias in node.names if alias.name in FIELDS)
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        handed = [*node.args, *(keyword.value for keyword in node.keywords)]
        handed_on = any(isinstance(one, ast.Name) and one.id in PARSERS for one in handed)
        parses = called.rpartition(".")[2] in PARSERS and not isinstance(handed[0], ast.Constant)
        if parses or (handed_on and called not in TESTS_OF_TYPE):
            yield ast.unparse(node)


def lenient(path: Path) -> set[str]:
    return set(parsers(parsed(path)))


def test_typed_text_becomes_a_number_in_the_strict_readers_only() -> None:
    rooms = files("*.py", *(f"store/{room}" for room in ROOMS))
    found = {name(path): calls for path in rooms if (calls := lenient(path))}
    assert found == NUMBERS


@pytest.mark.parametrize(
    "code",
    [
        "int(request.args['page'])",
        "request.args.get('page', 1, int)",
        "request.args.get('page', type=int)",
        "SelectField(coerce=int)",
        "decimal.Decimal(text)",
        "from wtforms import DecimalField",
        "from wtforms.fields import IntegerField",
    ],
)
def test_the_rule_sees_each_way_to_parse(code: str) -> None:
    assert list(parsers(ast.parse(code)))
