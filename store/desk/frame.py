"""What the layout of a desk is given: skin, light, language and the way round."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, session

from store.catalogue.brands import Brand
from store.desk.wording import DOCUMENTS
from store.locale import choose
from store.markets import market
from store.models import Account


@dataclass(frozen=True)
class Link:
    """One entry of the header."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Nav:
    """Where the header leads, and who reads."""

    home: str
    place: str
    links: tuple[Link, ...]
    person: str
    account: str
    sign_out: str


def desk_frame(
    person: Account, brand: Brand, place: str, links: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """Return the context of layouts/desk.html; `links` are (words, address), the first is home."""
    shown = tuple(Link(words, url, _is_here(url)) for words, url in links)
    return {
        "brand": brand,
        "market": market("FR"),
        "lang": choose(),
        "scheme": session.get("scheme", "auto"),
        "document_words": DOCUMENTS,
        "nav": Nav(
            home=shown[0].url,
            place=place,
            links=shown,
            person=person.name or person.email,
            account=f"{request.script_root}/account",
            sign_out=f"{request.script_root}/sign-out",
        ),
    }


def _is_here(url: str) -> bool:
    here = request.script_root + request.path
    return here == url or here.startswith(f"{url}/")
