import json
from datetime import date
from decimal import Decimal

import pytest

from financing import plain
from tests.financing.examples import quoted


def test_a_quote_becomes_json_without_a_float():
    found = plain(quoted("loa", contribution_cents=1_000_00))
    text = json.dumps(found, allow_nan=False)
    assert json.loads(text, parse_float=pytest.fail) == found
    assert found["schedule"][0]["due"] == "2026-11-24"
    assert found["nominal_percent"] == "5.23"


def test_decimals_keep_their_digits_and_lose_their_exponent():
    assert plain(Decimal("0E-10")) == "0.0000000000"
    assert plain([date(2026, 1, 2), None, True]) == ["2026-01-02", None, True]


def test_a_float_has_no_plain_form():
    with pytest.raises(TypeError, match="float"):
        plain({"rate": 0.1})
