"""What a demonstration buyer says is what the forms of the store would take."""

from datetime import date

import pytest

from store.demo.answers import buyer, with_co_buyer
from store.demo.draws import Draw
from store.email import canonical_email
from store.markets import market
from store.typed_text import email_address, person_name


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("number", range(12))
def test_a_buyer_could_send_the_form_again(number: int):
    draw = Draw(20261121, number)
    said = with_co_buyer(buyer(draw, TODAY), draw).answers["buyer"]
    for person in (said, said["co_buyer"]):
        assert market("FR").phone(person["phone"]) == person["phone"]
        assert canonical_email(email_address(person["email"])) == person["email"]
        for name in ("first_name", "last_name"):
            assert person_name(person[name]) == person[name]
    assert market("FR").place(said["postcode"], said["insee"]).commune == said["commune"]
