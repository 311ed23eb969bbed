"""What production may quote with."""

from datetime import date

from store.demo.load import FOLDER
from store.journeys.tables import read_tables


TODAY = date(2026, 11, 24)


def test_production_takes_no_invented_offer_and_no_invented_ceiling():
    real, shown = (read_tables(FOLDER, demonstration_until=one) for one in (None, TODAY))
    assert shown.offers
    assert real.offers == ()
    assert shown.law.quarter(date(2026, 11, 24)) is not None
    assert real.law.quarter(date(2026, 11, 24)) is None
    assert real.law.quarter(date(2026, 2, 1)) is not None
    assert real.law.quarter(date(2026, 8, 1)) is not None


def test_the_demonstration_s_offers_and_ceilings_renew_themselves_and_say_so():
    on = date(2028, 2, 29)
    before, after = (read_tables(FOLDER, demonstration_until=one) for one in (TODAY, on))
    assert after.offers[: len(before.offers)] == before.offers
    wanted = {(offer.brand, offer.product) for offer in before.offers}
    for day in (date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 1), on):
        there = [one for one in after.offers if one.valid_from <= day <= one.valid_until]
        assert sorted((one.brand, one.product) for one in there) == sorted(wanted)
        assert all(one.demonstration and "renewed by rule" in one.source for one in there)
        ceilings = after.law.quarter(day)
        assert ceilings is not None
        assert ceilings.demonstration
        assert "repeated by rule" in ceilings.source
        assert all(table.valid_until >= day for one in there for table in one.residuals.values())
