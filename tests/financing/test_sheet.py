"""The pre-contract information sheet says the quote's own figures."""

from dataclasses import replace

import pytest

from financing import Refusal, information_sheet
from financing.sheet_words import KINDS, LABELS, SENTENCES, TITLES
from tests.financing.examples import OFFERS, quoted


SELLER = "Volant, 1 quai de la Gare, Lyon"


def facts(product: str, **changes: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in information_sheet(quoted(product, **changes), SELLER):
        for fact in part.facts:
            found.setdefault(fact.label["en"], []).append(fact.value["en"])
    return found


def test_a_loan_is_told_with_its_rate_its_payments_and_its_rights():
    said = facts("loan")
    assert said["Intermediary"] == [SELLER]
    assert said["Total amount of credit"] == ["€20,000"]
    assert said["Instalments"] == ["47 instalment(s) of €462.67", "1 instalment(s) of €462.81"]
    assert said["Annual percentage rate of charge (APR)"] == ["5.36%, fixed"]
    assert said["Borrowing rate"] == ["5.23%, fixed"]
    assert said["Right of withdrawal"] == ["Yes: 14 days from acceptance."]
    assert "Final amount or purchase option" not in said


def test_the_option_of_a_lease_has_its_day():
    said = facts("loa", contribution_cents=1_000_00)
    assert said["Final amount or purchase option"] == ["€11,875 on 2030-11-24"]
    assert said["Due at delivery"] == ["€1,500"]


def test_insurance_is_told_as_required_or_not():
    assert "No insurance is required" in facts("loan")["Insurance"][0]
    assert facts("loan", insurance=True)["Insurance"][0].startswith("Optional: €16 a month")
    required = replace(OFFERS["loan"], insurance_compulsory=True)
    assert facts("loan", offer=required)["Insurance"][0].startswith("Required")


@pytest.mark.parametrize("product", ["loan", "balloon", "loa"])
def test_every_line_is_in_both_languages(product: str):
    for part in information_sheet(quoted(product), SELLER):
        assert part.title in TITLES.values()
        for fact in part.facts:
            assert fact.value["fr"].strip()
            assert fact.value["en"].strip()


def test_every_word_is_in_both_languages():
    for words in (TITLES, KINDS, LABELS, SENTENCES):
        assert all(set(each) == {"fr", "en"} for each in words.values())


def test_a_rental_has_no_sheet():
    assert isinstance(information_sheet(quoted("lld"), SELLER), Refusal)
