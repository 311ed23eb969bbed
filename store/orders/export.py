"""An order as one folder that a judge can read without us."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

from sqlalchemy import select

import esign
from esign import sha256_hex
from store.extensions import db
from store.gateways.registry import gateways
from store.models import DaySeal, Order
from store.orders.documents import latest_signed
from store.orders.events import chain
from store.orders.evidence import latest_evidence
from store.orders.proof import report_of
from store.orders.refusals import NotFound


README = """\
Commande {number}

bon-de-commande.pdf     le document signé ; tout lecteur de PDF l’affiche
commande.json           la commande en clair ; aussi jointe au PDF (order.json)
preuves.pdf             les mêmes preuves, lisibles, scellées par le vendeur, preuves.json joint
preuves.json            ce qui s’est passé, chaque événement enchaîné au précédent par SHA-256
racine.pem              le certificat racine
verification.txt        ce que notre vérification a constaté, le jour de l’export
journal/                les têtes des chaînes de chaque jour, et le jeton qui date cette liste,
                        où l’empreinte d’un événement de preuves.json se trouve
signatures/             chaque signature et les octets sur lesquels elle porte
SHA256SUMS              l’empreinte de chaque fichier : sha256sum --check SHA256SUMS

Vérifier sans nous, avec des outils courants (poppler-utils, OpenSSL) :

pdfsig -nocert bon-de-commande.pdf
"""
CMS = (
    "openssl cms -verify -binary -inform DER -purpose any -CAfile racine.pem "
    "-in signatures/{role}.p7s -content signatures/{role}.octets -out /dev/null\n"
)
TIME = (
    "openssl ts -verify -token_in -CAfile racine.pem "
    "-in signatures/{role}.p7s -data signatures/{role}.octets\n"
)
DAY = (
    "openssl ts -verify -token_in -CAfile racine.pem "
    "-in journal/{day}.tst -data journal/{day}.json\n"
)
STAMP = "document_timestamp"


def export(number: str, folder: Path) -> list[Path]:
    """Write the folder of an order, which must not be there yet, and return its files.

    Raises:
        NotFound: there is no such order, or nobody signed it.
        FileExistsError: the folder is there already.
        ArchiveError: the document is not in the archive.
    """
    order = db.session.scalar(select(Order).where(Order.number == number))
    if order is None:
        raise NotFound("order", "there is none of this number")
    files = dict(_files(order))
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    sums = "".join(f"{sha256_hex(content)}  {name}\n" for name, content in sorted(files.items()))
    (folder / "SHA256SUMS").write_text(sums, "utf-8")
    return [folder / name for name in (*files, "SHA256SUMS")]


def _files(order: Order) -> Iterator[tuple[str, bytes]]:
    outside = gateways()
    pdf = outside.archive.get(latest_signed(order.id).name)
    yield "bon-de-commande.pdf", pdf
    yield "commande.json", order.deal.encode()
    yield "preuves.json", chain(order.id).dump()
    if sealed := latest_evidence(order.id):
        yield "preuves.pdf", outside.archive.get(sealed.name)
    yield "racine.pem", outside.trust.root
    rows = report_of(order).lines("fr")
    found = "\n".join(f"{outcome:<12} {sentence} {detail}" for outcome, sentence, detail in rows)
    yield "verification.txt", f"{found}\n".encode()
    commands = ""
    for seal in _days(order.id):
        day = seal.day.isoformat()
        yield f"journal/{day}.json", outside.archive.get(seal.list_name)
        yield f"journal/{day}.tst", outside.archive.get(seal.token_name)
        commands += DAY.format(day=day)
    for part in esign.parts_of(pdf):
        yield f"signatures/{part.role}.p7s", part.container
        yield f"signatures/{part.role}.octets", part.content
        commands += (TIME if part.role == STAMP else CMS).format(role=part.role)
    yield "LISEZMOI.txt", (README.format(number=order.number) + commands).encode()


def _days(order_id: str) -> Sequence[DaySeal]:
    """Return the sealed days on which something happened to the order."""
    days = {event.at.astimezone(UTC).date() for event in chain(order_id).events}
    found = select(DaySeal).where(DaySeal.day.in_(days)).order_by(DaySeal.day)
    return db.session.scalars(found).all()
