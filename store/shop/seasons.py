"""How far an electric car goes beyond the test bench: its official range by season and road.

The official range is measured at 23 °C by the WLTP (Regulation (EU) 2017/1151). In winter,
between 0 and -10 °C, cars of a road test by the Norwegian Automobile Federation fell short of it by
11 % to a third (naf.no, EV winter test, read 2026-11-22): its middle is taken. The motorway's
shares are assumptions of this store, said to be so wherever they are shown.
"""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


ROUND_KM = 5
OFFICIAL = 100
"""Percent of the official range at which it stands as it is, unrounded."""


@dataclass(frozen=True)
class Season:
    """Words of a season and road, and the share of the official range, in percent."""

    words: LazyString
    note: LazyString
    percent: int


SEASONS = (
    Season(_l("Mild weather, all roads"), _l("Official figure, WLTP, at 23 °C"), OFFICIAL),
    Season(_l("Winter, all roads"), _l("0 to −10 °C, heating on"), 78),
    Season(_l("Mild weather, motorway"), _l("Steady 130 km/h"), 70),
    Season(_l("Winter, motorway"), _l("Steady 130 km/h, 0 to −10 °C"), 57),
)


def kilometres(official_km: int) -> tuple[tuple[Season, int], ...]:
    """Return each season with the range of a car in km; all but the official one end in 0 or 5.

    Args:
        official_km: the range by WLTP, in km.
    """
    return tuple((one, _reached(official_km, one.percent)) for one in SEASONS)


def _reached(official_km: int, percent: int) -> int:
    if percent == OFFICIAL:
        return official_km
    return official_km * percent // 100 // ROUND_KM * ROUND_KM
