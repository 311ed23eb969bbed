"""Every page of the store, in every skin: it fits the screen and all can use it."""

import subprocess
import sys

import pytest
from playwright.sync_api import Browser

from tests.browser.access import faults
from tests.browser.live import LiveStore
from tests.browser.places import BRANDS, NOT_PAGES, places
from tests.browser.walk import SCREENS, browsing, stand_before


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("brand", BRANDS)
def test_every_page_fits_its_screen_and_is_open_to_everybody(
    store: LiveStore, browser: Browser, brand: str
) -> None:
    """Each brand shows every third page, on screens in turn; `make axe` shows all on all."""
    turn, bad = BRANDS.index(brand), []
    with browsing(store, browser) as page:
        for number, place in enumerate(store.run(lambda: places(brand))[turn :: len(BRANDS)]):
            screen = SCREENS[number % len(SCREENS)]
            stand_before(page, store, place, screen)
            bad += [f"{screen} {place.path}: {fault}" for fault in faults(page)]
    assert not bad, "\n".join(bad)


def test_no_page_is_left_out(store: LiveStore) -> None:
    addresses = store.app.url_map.bind("")
    walked = {
        addresses.match(place.path.partition("?")[0])[0]
        for place in store.run(lambda: places(BRANDS[0]))
        if place.status == 200
    }
    known = {rule.endpoint for rule in store.app.url_map.iter_rules() if "GET" in rule.methods}
    assert known - NOT_PAGES == walked


def test_every_word_is_translated_and_words_two_fifths_longer_fit_a_phone() -> None:
    command = [sys.executable, "-m", "tests.browser.pseudo", "2"]  # all of them: `make axe`
    walked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert walked.returncode == 0, walked.stdout + walked.stderr
