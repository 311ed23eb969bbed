from datetime import date
from itertools import groupby

import pytest

from financing import read_law
from store.markets import Invalid, UnknownLaw, market
from store.markets.dated import DATA, check_rows
from store.markets.texts import legal, legal_keys, legal_rows, seller, texts_version


TODAY = date(2026, 11, 21)


def test_every_text_exists_today_in_both_languages():
    for key in legal_keys():
        for language in ("fr", "en"):
            found = legal(key, language, TODAY)
            assert found.text
            assert found.source
            assert found.version.startswith(f"{key}@")


def test_texts_have_no_gap_and_no_overlap():
    rows = sorted(legal_rows(), key=lambda row: (row.key, row.starts))
    for key, versions in groupby(rows, key=lambda row: row.key):
        assert check_rows(tuple(versions), key) == ()


def test_the_prescribed_words_are_exact():
    assert legal("order_button", "fr", TODAY).text == "Commander avec obligation de paiement"
    assert legal("withdraw_button", "fr", TODAY).text == "renoncer au contrat ici"


def test_the_credit_warning_changed_on_20_november_2026():
    law = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
    before, after = law.regime(date(2026, 11, 19)), law.regime(date(2026, 11, 20))
    assert before is not None
    assert after is not None
    assert "vous engage" in before.warning["fr"]
    new = "Attention ! Un crédit coûte de l’argent et doit être remboursé !"
    assert after.warning["fr"] == new.replace(" !", "\u202f!")


def test_a_text_before_its_law_is_unknown():
    with pytest.raises(UnknownLaw):
        legal("withdraw_button", "fr", date(2026, 6, 18))


def test_unknown_keys_and_languages_are_refused():
    with pytest.raises(Invalid, match="nonsense"):
        legal("nonsense", "fr", TODAY)
    with pytest.raises(Invalid, match="French"):
        legal("deposit", "de", TODAY)


def test_the_set_of_texts_is_named_by_its_newest_day():
    assert texts_version(TODAY) == "FR-texts@2026-06-19"


@pytest.mark.parametrize("brand", ["peugeot", "citroen", "ds"])
def test_every_brand_has_a_seller_marked_as_demonstration(brand: str):
    found = seller(brand)
    assert found.demonstration
    assert all((found.name, found.rcs, found.insurer, found.mediator, found.vat_number))


def test_an_unknown_brand_or_market_is_refused():
    with pytest.raises(Invalid, match="opel"):
        seller("opel")
    with pytest.raises(Invalid, match="XX"):
        market("XX")


def test_the_french_market_is_complete():
    france = market("FR")
    assert (france.currency, france.languages[0]) == ("EUR", "fr")
    assert france.vat_percent("84", TODAY) == "20"
    assert france.vat_percent("04", TODAY) == "8.5"
    with pytest.raises(UnknownLaw, match="vat:988"):
        france.vat_percent("988", TODAY)


def test_a_text_with_names_wants_them_all():
    mediator = legal("mediator", "en", TODAY)
    assert "M, https://m." in mediator.filled(mediator="M", mediator_url="https://m")
    with pytest.raises(Invalid, match="mediator_url"):
        mediator.filled(mediator="M {x}")
