"""Whole purchases by people of many names: `python -m bench.prove_people [N]`, 300 by default.

Each goes through the pages: the town, the details, the review, the order, the code, the signature.
It ends signed, with the name on the printed order, or refused beside a field of the first two.
Then every postcode is looked at without printing. Exit status 1 where anything fails later.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from time import monotonic
from unicodedata import normalize

from flask import Flask, g
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from bench.people import STREETS, names
from bench.stores import opened
from store import clock
from store.extensions import db
from store.gateways.registry import gateways
from store.markets import Invalid, Place, market
from store.markets.geography import _lines
from store.models import Order
from store.orders.documents import document
from store.orders.lifecycle import State
from tests.conftest import MOMENT
from tests.people import send
from tests.situations import sent_code
from tests.store.shop.walking import CLAIRE, WISH, Walker, a_journey, hidden


PEOPLE = 300
SEEN_TO, REFUSED = 303, 422
EVERY = 63  # one postcode in so many: 100 of them


def towns() -> Iterator[Place]:
    """Yield a commune of a hundred postcodes, the overseas departments among them."""
    for code in sorted(_lines())[::EVERY]:
        try:
            yield market("FR").places(code)[0]
        except Invalid:
            continue


def purchase(app: Flask, town: Place, details: dict[str, str]) -> str:
    """Buy a car; return "signed", the step that refused, or what failed later."""
    client = app.test_client()
    walker = Walker(client, a_journey())
    where = {"postcode": town.postcode, "insee": town.insee, "dealer": "", "delivery": "dealer"}
    if walker.post("where", where).status_code != SEEN_TO:
        return "refused at where"
    walker.post("trade-in/none", {})
    walker.post("finance", {**WISH, "product": "cash"})
    page = walker.post("you", {**CLAIRE, **details})
    if page.status_code == REFUSED and "-error" in page.get_data(as_text=True):
        return "refused at you"
    made = walker.post("orders", {"seen": hidden(walker.get("review")).get("seen", "")})
    order = db.session.scalar(select(Order).where(Order.journey_id == walker.id))
    if order is None:
        return f"failed at the order: {made.status_code}"
    return signed(client, order)


def signed(client: FlaskClient, order: Order) -> str:
    """Sign an order with the code that was sent; return how that ended."""
    path = f"/orders/{order.id}/signature"
    send(client, f"/orders/{order.id}/codes", path)
    done = send(client, path, path, consent="y", code=sent_code(order.id))
    db.session.refresh(order)
    if order.state == State.READY:
        return f"failed at the signature: {done.status_code}"
    return "signed" if printed(order) else "failed: name or street is not on the paper"


def printed(order: Order) -> bool:
    """Tell whether the buyer's name and street stand on the signed paper."""
    pdf = gateways().archive.get(document(order.id, "signed").name)
    text = bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))
    wanted = (f"{order.buyer['first_name']} {order.buyer['last_name']}", order.buyer["street"])
    return all(bare(one) in text for one in wanted)


def bare(text: str) -> str:
    """Return a text without its spaces, and with one kind of hyphen."""
    return "".join(normalize("NFC", text).replace("\u2011", "-").split())


def every_postcode(on: date) -> Counter[str]:
    """Ask the tables for each postcode's taxes; a raised UnknownLaw ends the proof."""
    country, ends = market("FR"), Counter[str]()
    for code in _lines():
        try:
            for town in country.places(code):
                country.vat_percent(town.region, on)
        except Invalid as error:
            ends[error.code] += 1
        else:
            ends["taxed"] += 1
    return ends


def main(count: int) -> int:
    """Prove it and say how it ended."""
    ends, kinds, begun = Counter[str](), Counter[str](), monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="volant-prove-") as folder,
        clock.stopped_at(MOMENT),
        opened(Path(folder)) as app,
    ):
        crowd = zip(islice(names(), count), cycle(towns()), cycle(STREETS), strict=False)
        for number, ((kind, first, last), town, street) in enumerate(crowd):
            email = f"person-{number}@{'société.fr' if number % 5 == 0 else 'example.org'}"
            details = {"first_name": first, "last_name": last, "street": street, "email": email}
            end = purchase(app, town, details)
            ends[end] += 1
            kinds[f"{kind}: {end}"] += 1
            db.session.remove()
            vars(g).clear()  # the next visitor is another
    for end, times in sorted(kinds.items()):
        print(f"  {end:60} {times:5,}")
    print(f"{'purchases':24} {count:9,} {dict(ends)}, {monotonic() - begun:.0f} s")
    codes = every_postcode(MOMENT.date())
    print(f"{'postcodes':24} {codes.total():9,} {dict(codes)}")
    return sum(times for end, times in ends.items() if end.startswith("failed"))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE) > 0)
