"""Orders of one Deal, each verified as anybody would: `python -m bench.verification [COUNT=100]`.

The same car, town and day for so many buyers: their Deals and its hash are the same. Each order is
looked up by the id on its paper and by the file its buyer holds, through the public page. Exit
status 1 where a genuine one is called false or another order is named.
"""

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import monotonic

from flask import Flask, g
from flask.testing import FlaskClient

from bench.stores import opened
from esign import sha256_hex
from store import clock
from store.extensions import db
from store.gateways.registry import gateways
from store.models import Order
from store.orders.documents import latest_signed
from tests.conftest import MOMENT
from tests.orders_for_pages import a_signed
from tests.people import token


ORDERS = 100
FALSE = ("ÉCHEC", "Votre exemplaire n’est pas un", "n’a pas satisfait")
INTACT = "Le document que nous conservons est intact."
TRUE_COPY = "Votre exemplaire est le document authentique"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a buyer holds: the number and the id printed on it, and the file."""

    number: str
    verification_id: str
    pdf: bytes


@dataclass(slots=True)
class Tally:
    """How often an answer was what; each paper is asked for in three ways."""

    deals: int
    genuine: int = 0
    called_false: int = 0
    naming_another: int = 0

    def wrong(self, asked: int) -> int:
        """How many answers were not as they have to be."""
        return asked - self.genuine + self.called_false + self.naming_another + self.deals - 1


def signed_papers(count: int) -> tuple[int, list[Paper]]:
    """Play purchases of one Deal by different buyers; returns how many Deals those are, and each.

    They go through the verbs from the first answer to the signature.
    """
    orders = [a_signed(f"buyer-{number}@example.org") for number in range(count)]
    return len({order.deal_sha256 for order in orders}), [_paper(order) for order in orders]


def verified(app: Flask, count: int) -> Tally:
    """Sign so many orders of one Deal, then ask the public page for each."""
    deals, papers = signed_papers(count)
    db.session.commit()
    numbers, tally = {one.number for one in papers}, Tally(deals)
    for paper in papers:
        for page, sentence in _answers(app.test_client(), paper):
            genuine = sentence in page and paper.number in page
            tally.genuine += genuine
            tally.called_false += any(word in page for word in FALSE)
            tally.naming_another += any(one in page for one in numbers - {paper.number})
        db.session.remove()
        vars(g).clear()  # the next visitor is another
    return tally


def _paper(order: Order) -> Paper:
    kept = gateways().archive.get(latest_signed(order.id).name)
    return Paper(order.number, order.verification_id, kept)


def _answers(client: FlaskClient, paper: Paper) -> list[tuple[str, str]]:
    """Return each page with the sentence it has to say: by id, by hash, by the file itself."""
    by_id = client.get(f"/verification/{paper.verification_id}").text
    by_hash = client.get(f"/verification/{sha256_hex(paper.pdf)}").text
    sent = {"csrf_token": token(client, "/sign-in"), "copy": (BytesIO(paper.pdf), "order.pdf")}
    with client.post("/verification", data=sent) as answer:
        by_file = answer.text
    return [(by_id, INTACT), (by_hash, TRUE_COPY), (by_file, TRUE_COPY)]


def main(count: int) -> int:
    """Print how it went; returns how many answers were wrong."""
    begun = monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="volant-prove-") as folder,
        clock.stopped_at(MOMENT),
        opened(Path(folder)) as app,
    ):
        tally = verified(app, count)
    asked = 3 * count
    print(
        f"{'orders of one Deal':24} {count:9,} signed, {tally.deals} Deal; {asked} answers by id, "
        f"hash and file: {tally.genuine} genuine, {tally.called_false} called false, "
        f"{tally.naming_another} naming another order, {monotonic() - begun:.0f} s"
    )
    return tally.wrong(asked)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ORDERS) > 0)
