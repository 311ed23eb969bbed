"""Pages in a made-up language on a phone: `python -m tests.browser.pseudo [EVERY]`, a line a fault.

Each word of the code is shown as ⟦Ŵöŕðš···⟧, two fifths longer. What stands outside such brackets
never went through gettext, unless it is data: names and texts that come with the catalogues and
the market, what people typed, numbers with their units, days. A process of its own, for what is
kept of a page (store/shop/kept.py) is kept by language.
"""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from playwright.sync_api import Page, sync_playwright

from store import clock
from tests.browser.access import too_wide
from tests.browser.conftest import FLAGS, PHONE
from tests.browser.live import serve
from tests.browser.places import Place, places
from tests.browser.walk import Screen, browsing, stand_before
from tests.conftest import MOMENT, seeded, settings_for
from tools.words import ROOT, extracted


BRAND = "citroen"
ACCENTED = str.maketrans("aceinouyACEINOUYsrtzd", "âçéîñôûýÂÇÉÎÑÔÛÝšŕťžð")
PART = re.compile(r"(%\(\w+\)[sd]|%[sd%]|<[^>]+>|&\w+;|\{\w*\})")
BRACKETED = re.compile(r"⟦[^⟦⟧]*(⟧|\.\.\.)")
WORD = re.compile(r"[^\W\d_]+")
DATA = (
    "store/demo/*.[tc]*",
    "store/demo/*/*.toml",
    "store/demo/*/*.json",
    "store/markets/fr/*.toml",
)
TABLES = (
    "esign/report_words.py",
    "store/orders/paper/words.py",
    "store/gateways/purchase_order_words.py",
    "financing/refusal_texts.py",
)
NAMES = re.compile(r"\S*[\d@_]\S*|\w+:\S+")  # numbers, addresses, hashes, keys of rules
SAMPLES = "/design"  # shows components with samples that are not translated
OWN = """
Volant Stripe Peugeot Citroën DS km h kg g ch CV kWh kW mm m L l min mois an ans TVA TTC PDF CSV
JSON PEM janvier février mars avril mai juin juillet août septembre octobre novembre décembre
lundi mardi mercredi jeudi vendredi samedi dimanche janv févr avr juil sept oct nov déc lun mar
mer jeu ven sam dim CET UTC EUR GBP SMS CO₂ LOA LLD TAEG VIN Ada Martin Perrache Lilas
Arrondissement Łukasz Žižek Kraków Pologne
"""
"""The marked list: our name, units, signs, who buys and where, Babel's months and days."""
SEEN = """() => {
  const own = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const blocks = [...document.querySelectorAll("body *")].filter(
    (one) => own(one) && !one.closest("script, style, noscript, svg, [translate=no], code"));
  const outer = blocks.filter((one) => !blocks.some((two) => two !== one && two.contains(one)));
  const words = (one) => {
    const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) found.push(walk.currentNode.data);
    return found.join(" ");
  };
  const names = ["alt", "aria-label", "placeholder", "title"];
  const said = [...document.querySelectorAll(names.map((name) => `[${name}]`).join())].flatMap(
    (one) => names.map((name) => one.getAttribute(name)));
  return [...new Set([...outer.map(words), ...said, document.title].filter(Boolean))];
}"""


def pseudo(message: str) -> str:
    """Return a message accented, in brackets, two fifths longer; its placeholders stay."""
    parts = PART.split(message)
    accented = "".join(one if n % 2 else one.translate(ACCENTED) for n, one in enumerate(parts))
    return f"⟦{accented}{'·' * (len(message) * 2 // 5)}⟧"


def write_words(folder: Path) -> None:
    """Write the made-up language where the store looks for French."""
    made = Catalog(locale="fr")
    for message in extracted():
        if isinstance(message.id, str) and message.id:
            made.add(message.id, pseudo(message.id))
        elif message.id:
            made.add(message.id, tuple(pseudo(one) for one in message.id))
    target = folder / "fr/LC_MESSAGES/messages.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as written:
        write_mo(written, made)


def strings(value: object) -> Iterator[str]:
    """Yield every text of a document that a French page may show."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for key, one in value.items() if key != "en" for text in strings(one))
        case list() | tuple():
            yield from (text for one in value for text in strings(one))


def table(path: Path) -> Iterator[str]:
    """Yield the French texts of a module that keeps a table of words by language."""
    for one in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(one, ast.Dict):
            for key, value in zip(one.keys, one.values, strict=True):
                words = value if ast.unparse(key or value) != "'en'" else ast.Constant("")
                yield from (str(w.value) for w in ast.walk(words) if isinstance(w, ast.Constant))


class Data:
    """The words that come with catalogues, dealers and law, and those the pure packages speak."""

    def __init__(self) -> None:
        texts = [OWN, *(text for name in TABLES for text in table(ROOT / name))]
        for path in (path for pattern in DATA for path in ROOT.glob(pattern)):
            read = {".toml": tomllib.loads, ".json": json.loads, ".csv": str.splitlines}
            texts += strings(read[path.suffix](path.read_text("utf-8")))
        self.words = {word for text in texts for word in WORD.findall(text)}

    def unknown(self, text: str) -> list[str]:
        """Return what of a text is neither bracketed nor data."""
        while text != (inner := BRACKETED.sub(" · ", text)):
            text = inner
        return [word for word in WORD.findall(NAMES.sub(" ", text)) if word not in self.words]


def faults(page: Page, data: Data) -> Iterator[str]:
    """Yield what is untranslated on a page, and whether it is too wide."""
    yield from too_wide(page)
    for text in page.evaluate(SEEN) if SAMPLES not in page.url else ():
        if found := data.unknown(text):
            yield f"not in brackets: {found} in {' '.join(text.split())[:160]!r}"


def main(every: int) -> int:
    """Walk past every page, or every second, third …; return the number of faults."""
    bad, data = 0, Data()
    chromium = which("chromium") or which("chromium-browser")
    with TemporaryDirectory(prefix="volant-pseudo-") as name, clock.stopped_at(MOMENT):
        folder = Path(name)
        write_words(folder / "words")
        settings = replace(
            settings_for(f"sqlite:///{folder}/volant.db", folder), words=folder / "words"
        )
        seeded(settings.database_url, folder)
        with serve(settings) as store, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            visits: list[Place] = store.run(lambda: places(BRAND)[::every])
            with browsing(store, browser) as page:
                for place in visits:
                    stand_before(page, store, place, Screen(dark=False, size=PHONE))
                    for fault in faults(page, data):
                        bad += 1
                        click.echo(f"{place.path}: {fault}")
            browser.close()
    click.echo(f"{len(visits)} pages in a made-up language, {bad} faults", err=True)
    return bad


if __name__ == "__main__":
    sys.exit(main(int(*sys.argv[1:] or [1])) > 0)
