"""The country's rules are complete, translated and never raise an offer."""

import pytest

from tests.tradein.cars import CAR
from tests.tradein.conftest import DEMO
from tradein import Condition, Rules, RulesError, read_rules
from tradein.ledger import wording


TEXT = (DEMO / "rules.toml").read_text(encoding="utf-8")


def test_every_sentence_can_be_filled_in(rules: Rules) -> None:
    said = wording(CAR, Condition(), rules, 5.7)
    parts = ("zone_fr", "zone_en", "kind_fr", "kind_en", "severity")
    for text in (*rules.labels.values(), *rules.reasons.values()):
        for sentence in text.values():
            assert "{" not in sentence.format_map(said | dict.fromkeys(parts, "x"))


def test_every_kind_of_damage_fits_some_zone(rules: Rules) -> None:
    groups = {zone.group for zone in rules.zones.values()}
    assert all(set(kind.groups) <= groups for kind in rules.kinds.values())


def test_other_rules_have_another_id(rules: Rules) -> None:
    dearer = read_rules(TEXT.replace("preparation = 35000", "preparation = 36000"))
    assert dearer.rules_id != rules.rules_id
    assert rules.rules_id.startswith("FR-2026-01-01:")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[shares]", "[shares", "malformed"),
        ("margin = 95 ", "margin = 1000 ", "too-much"),
        ("structural = 250", "structural = 990", "too-much"),
        ("round_to = 1000", "round_to = 0", "out-of-range"),
        ("[8000, 18000, 38000]", "[8000, 7000, 38000]", "not-rising"),
        ("[8000, 18000, 38000]", "[-1, 18000, 38000]", "negative"),
        ("[validity]", "[vality]", "missing"),
        ("km_a_year", "km_a_yeer", "unknown"),
        ('fr = "toit", ', "", "untranslated"),
    ],
)
def test_rules_that_cannot_stand_are_refused(old: str, new: str, code: str) -> None:
    assert old in TEXT
    with pytest.raises(RulesError) as caught:
        read_rules(TEXT.replace(old, new, 1))
    assert caught.value.code == code
