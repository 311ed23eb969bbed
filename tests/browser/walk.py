"""`make axe`: every page, three skins, light and dark, two widths, before axe-core.

The tests walk the same way past each page once; see test_everywhere.py.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from store import clock
from tests.browser.access import faults
from tests.browser.conftest import DESKTOP, FLAGS, PHONE
from tests.browser.live import LiveStore, serve
from tests.browser.places import BRANDS, Place, places
from tests.conftest import MOMENT, seeded, settings_for


@dataclass(frozen=True)
class Screen:
    """A screen and the light its owner prefers."""

    dark: bool
    size: ViewportSize

    def __str__(self) -> str:
        return f"{self.size['width']} px {'dark' if self.dark else 'light'}"


SCREENS = [Screen(dark, size) for dark, size in product((False, True), (DESKTOP, PHONE))]


@contextmanager
def browsing(store: LiveStore, browser: Browser) -> Iterator[Page]:
    """Open a browser before a store."""
    context = browser.new_context(base_url=store.url, locale="fr-FR", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def stand_before(page: Page, store: LiveStore, place: Place, screen: Screen) -> None:
    """Open a page as the one who may see it, on a screen."""
    page.set_viewport_size(screen.size)
    page.emulate_media(color_scheme="dark" if screen.dark else "light")
    cookie = {"name": "volant", "value": place.cookie, "url": store.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict of Playwright's
    answer = page.goto(place.path)
    assert answer is not None, place.path
    assert answer.status == place.status, f"{place.path}: {answer.status}"
    arrived = page.url.removeprefix(store.url)
    assert arrived == place.path, f"{place.path} leads to {arrived}"


def main() -> int:
    """Walk past every page in every skin on every screen; return the number of faults."""
    bad = runs = 0
    chromium = which("chromium") or which("chromium-browser")
    with TemporaryDirectory(prefix="volant-axe-") as folder, clock.stopped_at(MOMENT):
        database = f"sqlite:///{folder}/volant.db"
        seeded(database, Path(folder))
        with serve(settings_for(database, Path(folder))) as store, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            visits = [(b, p) for b in BRANDS for p in store.run(lambda b=b: places(b))]  # type: ignore[misc]  # a default binds it
            with (
                browsing(store, browser) as page,
                click.progressbar(visits, label="Pages", file=sys.stderr) as bar,
            ):
                for brand, place in bar:
                    for screen in SCREENS:
                        stand_before(page, store, place, screen)
                        runs += 1
                        for fault in faults(page):
                            bad += 1
                            click.echo(f"{brand} {screen} {place.path}: {fault}")
            browser.close()
    click.echo(f"{len(visits)} pages, {runs} runs of axe-core, {bad} faults")
    return bad


if __name__ == "__main__":
    sys.exit(main() > 0)
