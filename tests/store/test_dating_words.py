"""Nothing the store says of dating is stronger than what dates: every such text is judged here."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from esign.report_words import TEXTS
from store.cli.trust import OUTSIDE, OWN
from store.orders import evidence_words


STORE = Path(__file__).parents[2] / "store"
DATING = re.compile(
    r"independen|ind[ée]pendan|third party|tiers de confiance|time-?stamp|horodat|eidas"
    r"|qualified|qualifié|dated by|date donnée|dat(?:es|ed|e|é) (?:the|la) signature",
    re.IGNORECASE,
)
# What a text about dating rests on: our own authority, one outside, or either.
EITHER, BY_US, BY_OTHERS = "either", "ours", "outside"
CLAIMS = {
    "Timestamp of the whole document": EITHER,
    "Horodatage du document entier": EITHER,
    "without a timestamp": EITHER,
    "sans horodatage": EITHER,
    "dated by %(authority)s": EITHER,  # the name in the certificate
    "date donnée par %(authority)s": EITHER,
    TEXTS["en"]["timestamp"]: EITHER,
    TEXTS["fr"]["timestamp"]: EITHER,
    TEXTS["en"]["archive"]: EITHER,
    TEXTS["fr"]["archive"]: EITHER,
    TEXTS["en"]["timestamp_own"]: BY_US,
    TEXTS["fr"]["timestamp_own"]: BY_US,
    OWN: BY_US,
    TEXTS["en"]["timestamp_outside"]: BY_OTHERS,
    TEXTS["fr"]["timestamp_outside"]: BY_OTHERS,
}
OTHERWISE = {"Indépendant"}  # somebody who works for himself
STRONG = re.compile(
    r"(?<!not )independen|ind[ée]pendan|third party|tiers de confiance|qualifi|eidas", re.IGNORECASE
)


def texts() -> Iterator[str]:
    """Yield every text a person may read: pages, mails, legal texts, reports, evidence."""
    with (STORE / "translations/fr/LC_MESSAGES/messages.po").open("rb") as file:
        for message in read_po(file):
            for text in (message.id, message.string):
                yield from [text] if isinstance(text, str) else text
    for path in sorted((STORE / "markets").glob("*/*.toml")):
        yield from path.read_text("utf-8").splitlines()
    for language in ("en", "fr"):
        yield from TEXTS[language].values()
        yield from evidence_words.WORDS[language].values()
        yield from (title[language] for title in evidence_words.TITLES.values())
    words = (STORE / "gateways/purchase_order_words.py").read_text("utf-8")
    yield from re.findall(r'"([^"\n]+)"', words)
    yield from (OWN, OUTSIDE)


def test_every_text_about_dating_is_judged_here():
    found = {text for text in texts() if DATING.search(text)}
    assert found == CLAIMS.keys() | OTHERWISE


@pytest.mark.parametrize("text", sorted(CLAIMS))
def test_only_what_rests_on_an_authority_outside_says_independent(text: str):
    assert bool(STRONG.search(text)) == (CLAIMS[text] == BY_OTHERS)
