"""A quote has a short name that only equal quotes share."""

import re
from dataclasses import replace

from hypothesis import given, strategies as st

from financing import Quote, quote, quote_id
from tests.financing.examples import LAW, OFFERS, WISH


def quoted(price_cents: int, months: int) -> Quote:
    found = quote(replace(WISH, price_cents=price_cents, months=months), OFFERS["loan"], LAW)
    assert isinstance(found, Quote)
    return found


def test_a_quote_has_the_same_name_whenever_it_is_asked_for():
    names = {quote_id(quoted(20_000_00, 48)) for _ in range(3)}
    assert len(names) == 1
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", names.pop())


@given(st.tuples(st.integers(15_000_00, 30_000_00), st.sampled_from([24, 48])))
def test_another_price_or_duration_has_another_name(asked: tuple[int, int]):
    price, months = asked
    name = quote_id(quoted(price, months))
    assert name != quote_id(quoted(price + 1, months))
    assert name != quote_id(quoted(price, 72 - months))
