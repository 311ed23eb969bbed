from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest

from store.journeys.canon import NotPlainError, canonical, from_plain, to_plain


@dataclass(frozen=True)
class Leaf:
    colour: Literal["red", "blue"]
    rate: Decimal | None = None


@dataclass(frozen=True)
class Tree:
    day: date
    leaves: tuple[Leaf, ...]
    names: dict[str, str]
    height: int | Decimal


TREE = Tree(date(2026, 1, 2), (Leaf("red", Decimal("1.50")), Leaf("blue")), {"b": "é", "a": "x"}, 3)


def test_a_value_survives_the_way_to_json_and_back():
    assert from_plain(Tree, to_plain(TREE)) == TREE


def test_the_bytes_are_canonical():
    assert (
        canonical(TREE)
        == (
            '{"day":"2026-01-02","height":3,"leaves":[{"colour":"red","rate":"1.50"},'
            '{"colour":"blue","rate":null}],"names":{"a":"x","b":"é"}}'
        ).encode()
    )


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"x"])
def test_what_has_no_exact_form_is_refused(value: object):
    with pytest.raises(NotPlainError):
        to_plain(value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "yesterday"),
        ("day", 3),
        ("leaves", {}),
        ("leaves", [{"colour": "green", "rate": None}]),
        ("leaves", [{"colour": "red"}]),
        ("leaves", [{"colour": "red", "rate": "much"}]),
        ("names", {"a": 1}),
        ("height", True),
        ("height", None),
    ],
)
def test_json_of_another_shape_is_refused_with_its_place(field: str, value: object):
    plain = to_plain(TREE)
    assert isinstance(plain, dict)
    with pytest.raises(NotPlainError, match="Tree"):
        from_plain(Tree, plain | {field: value})
