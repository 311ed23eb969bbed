"""`make shots`: every page a buyer and a dealer meet, three skins, two widths, light and dark."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import Browser, Error, sync_playwright
from typing_extensions import override

from store import clock
from store.demo.load import PASSWORD
from tests.browser import purchase
from tests.browser.conftest import DESKTOP, FLAGS, PHONE
from tests.browser.live import LiveStore, serve
from tests.browser.purchase import Buyer
from tests.browser.visitor import Manner, Visitor
from tests.conftest import MOMENT, seeded, settings_for


MODELS = {"peugeot": "/peugeot/408", "citroen": "/citroen/c5-aircross", "ds": "/ds/ds-4"}
DEALERS = {"peugeot": "paris-grenelle", "citroen": "paris-tolbiac", "ds": "paris-madeleine"}
ID_LENGTH = 24
STANDING = ("/", "/{0}/", "/{0}/models", "/{0}/stock", "/guide", "/help", "/design", "/sign-in")


class Photographer(Visitor):
    """Somebody who takes a picture where others would check the page."""

    folder: Path

    @override
    def inspect(self) -> None:
        """Take a picture of the whole page."""
        taken = len(list(self.folder.glob("*.png"))) + 1
        name = self.page.url.partition("//")[2].partition("/")[2].partition("?")[0]
        parts = [part for part in name.split("/") if 0 < len(part) < ID_LENGTH] or ["home"]
        self.page.evaluate("document.fonts.ready")
        path = self.folder / f"{taken:02} {'-'.join(parts)}.png"
        self.page.screenshot(path=path, full_page=True, animations="disabled")


@contextmanager
def photographer(store: LiveStore, browser: Browser, folder: Path) -> Iterator[Photographer]:
    """Bring somebody with a camera; the folder's name says on which screen and by what light."""
    manner = Manner(phone="390" in folder.name, dark="dark" in folder.name)
    context = browser.new_context(
        base_url=store.url,
        viewport=PHONE if manner.phone else DESKTOP,
        has_touch=manner.phone,
        locale="fr-FR",
        color_scheme="dark" if manner.dark else "light",
        reduced_motion="reduce",
    )
    visitor = Photographer(store, context, manner)
    visitor.folder = folder
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield visitor
    finally:
        context.close()


def buy(visitor: Photographer, brand: str) -> None:
    """Photograph the standing pages, then a purchase with a loan and a car in exchange."""
    for page in STANDING:
        visitor.go(page.format(brand))
        visitor.inspect()
    buyer = Buyer(email=f"{visitor.folder.name.replace(' ', '.')}@example.org", dealer="")
    purchase.begin(visitor, MODELS[brand])
    visitor.follow("Continue")
    purchase.say_where(visitor, buyer)
    purchase.trade_in(visitor)
    purchase.pay_by(visitor, "Loan", 3_000)
    purchase.introduce(visitor, buyer)
    purchase.read_order(visitor)
    purchase.sign(visitor, buyer)
    purchase.pay_deposit(visitor, purchase.ASKS)


def sell(visitor: Photographer, brand: str) -> None:
    """Photograph what a dealer sees."""
    purchase.sign_in(visitor, f"{brand}-{DEALERS[brand]}@dealers.example", PASSWORD)
    visitor.inspect()
    visitor.go("/dealer/orders")
    visitor.inspect()
    for link in visitor.page.locator("main a[href*='/dealer/orders/']").all()[:1]:
        visitor.go(link.get_attribute("href") or "")
        visitor.inspect()


def main(folder: Path) -> None:
    """Take every picture into a folder; a page that cannot be reached fails the command."""
    chromium = which("chromium") or which("chromium-browser")
    rounds = [(b, s) for b in MODELS for s in ("1440 light", "1440 dark", "390 light", "390 dark")]
    with TemporaryDirectory(prefix="volant-shots-") as instance, clock.stopped_at(MOMENT):
        database = f"sqlite:///{instance}/volant.db"
        seeded(database, Path(instance))
        settings = settings_for(database, Path(instance))
        with serve(settings) as store, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            with click.progressbar(rounds, label="Pictures", file=sys.stderr) as bar:
                for brand, screen in bar:
                    with photographer(store, browser, folder / f"{brand} {screen}") as visitor:
                        buy(visitor, brand)
                    store.deliver()
                    with photographer(store, browser, folder / f"{brand} {screen}") as visitor:
                        sell(visitor, brand)
            browser.close()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except Error as error:
        sys.exit(f"{error}")
