from hypothesis import given, strategies as st

from store.shop.seasons import SEASONS, kilometres


@given(official=st.integers(60, 1_200))
def test_the_official_range_leads_and_no_other_is_longer_or_falsely_precise(official: int) -> None:
    first, *others = [km for _season, km in kilometres(official)]
    assert first == official
    assert all(0 < km <= official and km % 5 == 0 for km in others)


@given(short=st.integers(60, 1_200), more=st.integers(0, 300))
def test_a_longer_official_range_is_no_shorter_in_any_season(short: int, more: int) -> None:
    pairs = zip(kilometres(short), kilometres(short + more), strict=True)
    assert all(a <= b for (_one, a), (_same, b) in pairs)


def test_cold_and_speed_each_shorten_the_way() -> None:
    mild, winter, fast, both = (season.percent for season in SEASONS)
    assert both < fast < mild
    assert both < winter < mild
