"""What production may quote with."""

from datetime import date

from store.demo.load import FOLDER
from store.journeys.tables import read_tables


def test_production_takes_no_invented_offer_and_no_invented_ceiling():
    real, shown = (read_tables(FOLDER, demonstration=one) for one in (False, True))
    assert shown.offers
    assert real.offers == ()
    assert shown.law.quarter(date(2026, 11, 24)) is not None
    assert real.law.quarter(date(2026, 11, 24)) is None
    assert real.law.quarter(date(2026, 2, 1)) is not None
