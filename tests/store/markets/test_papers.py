"""The papers a market asks are whole, sourced, and never guessed."""

from datetime import date

import pytest

from store.markets import Invalid, UnknownLaw, paper_label, paper_retention, papers_asked
from store.markets.papers import paper_rules


TODAY = date(2026, 11, 24)


def test_every_paper_has_its_words_in_both_languages_and_a_source():
    for rule in paper_rules():
        assert set(rule.label) == set(rule.why) == {"fr", "en"}
        assert all([*rule.label.values(), *rule.why.values(), rule.source])
        assert set(rule.buyers) <= {"private", "business"}
        assert rule.when in {"always", "trade_in", "financed"}
        assert paper_label(rule.key) == rule.label


@pytest.mark.parametrize("buyer", ["private", "business"])
def test_a_part_exchange_and_a_lender_ask_one_paper_more_each(buyer: str):
    plain = {r.key for r in papers_asked(TODAY, buyer, trade_in=False, financed=False)}
    whole = {r.key for r in papers_asked(TODAY, buyer, trade_in=True, financed=True)}
    assert whole - plain == {"present_car", "bank"}
    assert ("company" in plain) == (buyer == "business")
    assert ("licence" in plain) == (buyer == "private")


def test_a_day_without_rules_and_an_unknown_buyer_are_refused():
    with pytest.raises(UnknownLaw):
        papers_asked(date(2001, 1, 1), "private", trade_in=False, financed=False)
    with pytest.raises(UnknownLaw):
        paper_retention(date(2001, 1, 1))
    with pytest.raises(Invalid):
        papers_asked(TODAY, "club", trade_in=False, financed=False)
    with pytest.raises(Invalid):
        paper_label("passport of the dog")


def test_papers_are_kept_for_days_not_years():
    rule = paper_retention(TODAY)
    assert 0 < rule.ended_days < rule.delivered_days < 366
