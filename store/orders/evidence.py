"""The evidence of an order as a sealed PDF: a job when it is finished, and one when it ends."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

import esign
from esign import Event, EvidenceChain, Json, sha256_hex
from store.catalogue.brands import BRANDS
from store.extensions import db, transaction
from store.gateways.evidence_sheet import EvidenceSheet, PrintedEvent
from store.gateways.press import print_evidence
from store.gateways.registry import gateways
from store.journeys.deal import Deal
from store.markets import market
from store.models import Order, OrderDocument
from store.orders.deposits import worded_as
from store.orders.documents import attach, keep, latest_signed
from store.orders.events import SYSTEM, chain, locked, record
from store.orders.evidence_words import TITLES, WORDS
from store.orders.outbox import owe


FINISHED, ENDED = "evidence", "evidence_end"


def owe_evidence(order: Order, kind: str, at: datetime) -> None:
    """Owe the sealing of an order's evidence; an order nobody signed has none to keep."""
    if order.signed_at is not None:
        owe("evidence", f"{kind}:{order.id}", {"document": kind}, order.id, at)


def seal_evidence(order_id: str, kind: str, at: datetime) -> bool:
    """Print, seal and archive the evidence as it stands, once; returns whether it was done now.

    Raises:
        ArchiveError, esign.EsignError: it could not be made; nothing changed.
    """
    if _made(order_id, kind):
        return False
    order, events = db.session.get_one(Order, order_id), chain(order_id)
    events.verify()
    outside, number, language = gateways(), order.number, _language(order)
    sheet = evidence_sheet(order, events, at)
    db.session.rollback()
    reason = WORDS[language]["reason"].format(number=number)
    pdf = esign.seal_document(print_evidence(sheet), outside.trust.signer, reason, at)
    kept = keep(outside.archive, number, kind, pdf)
    with transaction():
        order = locked(order_id)
        if _made(order_id, kind):
            return False
        attach(order, kept, at)
        data = {"document": kind, "file_sha256": kept.sha256, "head": events.head}
        record(order, "evidence", SYSTEM, data, at)
        return True


def latest_evidence(order_id: str) -> OrderDocument | None:
    """Return the latest sealed evidence of an order, if any is made yet."""
    wanted = (OrderDocument.order_id == order_id, OrderDocument.kind.in_((ENDED, FINISHED)))
    latest = OrderDocument.created_at.desc()
    return db.session.scalars(select(OrderDocument).where(*wanted).order_by(latest)).first()


def evidence_sheet(order: Order, events: EvidenceChain, at: datetime) -> EvidenceSheet:
    """Lay the evidence out in the language of the contract."""
    language, brand = _language(order), BRANDS[order.brand]
    words, dumped = WORDS[language], events.dump()
    return EvidenceSheet(
        language=language,
        brand=brand.key,
        brand_name=brand.name,
        seller=market(order.market).seller(order.brand).name,
        title=words["title"].format(number=order.number),
        lead=words["lead"],
        note=words["test"] if gateways().trust.test else "",
        made_at=at,
        facts=tuple(_facts(order, events, at, words)),
        events=tuple(_printed(events, language)),
        evidence_json=dumped,
        identity=sha256_hex(dumped)[:32],
    )


def _language(order: Order) -> str:
    return "fr" if order.market == "FR" else "en"


def _made(order_id: str, kind: str) -> bool:
    wanted = (OrderDocument.order_id == order_id, OrderDocument.kind == kind)
    return db.session.scalar(select(OrderDocument.id).where(*wanted)) is not None


def _facts(
    order: Order, events: EvidenceChain, at: datetime, words: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    made = Deal.from_json(order.deal).versions
    yield words["order"], order.deal_sha256
    yield words["file"], latest_signed(order.id).sha256
    yield words["terms"], made.terms or order.terms
    yield words["texts"], made.texts
    yield words["count"], str(len(events.events))
    yield words["head"], events.head
    yield words["made"], _moment(at)


def _printed(events: EvidenceChain, language: str) -> Iterator[PrintedEvent]:
    words = WORDS[language]
    for number, event in enumerate(events.events, 1):
        links = ((words["previous"], event.previous), (words["hash"], event.hash))
        yield PrintedEvent(
            number=number,
            at=_moment(event.at),
            title=_title(event, language),
            actor=event.actor,
            facts=(*_flat("", event.data), *links),
        )


def _title(event: Event, language: str) -> str:
    kind = worded_as(event.kind, event.data)
    return TITLES[kind][language] if kind in TITLES else kind


def _flat(path: str, value: Json) -> Iterator[tuple[str, str]]:
    """Yield every value of an event's data with the path to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else key, inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for position, inner in enumerate(value, 1):
            yield from _flat(f"{path}.{position}", inner)
    else:
        yield path, "" if value is None else str(value)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(sep=" ", timespec="seconds")
