"""How each kind of owed delivery reaches the outside world."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale, gettext as _
from sqlalchemy import Row, bindparam, select

from esign import Consent, canonical
from store.extensions import db
from store.gateways.dealer_system import DealerMessage
from store.gateways.mail import Attachment, Letter
from store.gateways.registry import gateways
from store.models import Dealer, Order
from store.orders.addresses import address
from store.orders.countersign import countersign
from store.orders.day_seals import seal_days
from store.orders.delivering import Handlers
from store.orders.documents import document
from store.orders.evidence import seal_evidence
from store.orders.money_moves import capture, give_back
from store.orders.outbox import SECRETS, Owed
from store.orders.seal import seal


TOLD = select(
    Order.id,
    Order.number,
    Order.deposit_cents,
    Order.road_price_cents,
    Order.delivery_by,
    Order.stock_vehicle_id,
).where(Order.id == bindparam("order_id"))


def _mail(owed: Owed, _at: datetime) -> None:
    """Render a letter in its reader's language and hand it to the mail system."""
    said = owed.payload
    subject, text, html = _rendered(owed)
    letter = Letter(
        key=owed.key,
        to=said["to"],
        subject=subject,
        text=text,
        html=html,
        attachments=_attachments(owed, said["attach"]),
    )
    db.session.rollback()
    with gateways().breaker.guard("mail"):
        gateways().mail.send(letter)


def _rendered(owed: Owed) -> tuple[str, str, str]:
    """Return subject, text and HTML; a template's first line is its subject."""
    said = owed.payload
    context = {
        **said["facts"],
        **said.get(SECRETS, {}),
        "order": _told_of(owed.order_id) if owed.order_id else None,
        "address": address,
        "day_of": date.fromisoformat,
        "moment_of": datetime.fromisoformat,
    }
    with force_locale(said["locale"]):
        written = _page(f"mail/{said['template']}.txt", **context)
        subject, _blank, body = written.strip().partition("\n")
        paragraphs = [" ".join(part.split()) for part in body.split("\n\n") if part.strip()]
        html = _page("mail/letter.html", subject=subject, paragraphs=paragraphs)
    return subject.strip(), "\n\n".join(paragraphs) + "\n", html


def _told_of(order_id: str) -> Row[str, str, int, int, date, str | None]:
    """Return what letters say of an order themselves; the rest are their facts."""
    return db.session.execute(TOLD, {"order_id": order_id}).one()


def _page(template: str, /, **context: object) -> str:
    """Fill a letter in; what every page of a visitor shows has no place in it."""
    return current_app.jinja_env.get_template(template).render(context)


def _attachments(owed: Owed, kinds: list[str]) -> tuple[Attachment, ...]:
    if not owed.order_id:
        return ()
    rows = [document(owed.order_id, kind) for kind in kinds]
    return tuple(
        Attachment(
            name=row.name.replace("/", "-"),
            media_type="application/pdf",
            content=gateways().archive.get(row.name),
        )
        for row in rows
    )


def _sms(owed: Owed, _at: datetime) -> None:
    said = owed.payload
    with force_locale(said["locale"]):
        words = _("Your code to sign at Volant: %(code)s. Tell it to nobody.", **said[SECRETS])
    with gateways().breaker.guard("sms"):
        gateways().sms.send(key=owed.key, to=said["to"], text=words)


def _webhook(owed: Owed, at: datetime) -> None:
    """Post to a dealer's system; one that has been switched off since is owed nothing."""
    dealer = db.session.get_one(Dealer, owed.payload["dealer_id"])
    url, secret = dealer.webhook_url, dealer.webhook_secret
    db.session.rollback()
    if url:
        body = canonical(owed.payload["body"])
        message = DealerMessage(key=owed.key, url=url, secret=secret, body=body)
        with gateways().breaker.guard(urlsplit(url).netloc):
            gateways().dealer_system.post(message, int(at.timestamp()))


def _capture(owed: Owed, at: datetime) -> None:
    with gateways().breaker.guard("payments"):
        capture(owed.payload["payment_id"], owed.key, at)


def _give_back(owed: Owed, at: datetime) -> None:
    with gateways().breaker.guard("payments"):
        give_back(owed.payload["payment_id"], owed.key, at)


def _countersign(owed: Owed, at: datetime) -> None:
    said: Mapping[str, Any] = owed.payload["consent"]
    countersign(str(owed.order_id), Consent(**said), at)


def _seal(owed: Owed, at: datetime) -> None:
    seal(str(owed.order_id), at)


def _evidence(owed: Owed, at: datetime) -> None:
    seal_evidence(str(owed.order_id), owed.payload["document"], at)


def _day_seal(owed: Owed, at: datetime) -> None:
    seal_days(date.fromisoformat(owed.payload["day"]), at)


HANDLERS: Handlers = {
    "mail": _mail,
    "sms": _sms,
    "webhook": _webhook,
    "capture": _capture,
    "release": _give_back,
    "refund": _give_back,
    "countersign": _countersign,
    "seal": _seal,
    "evidence": _evidence,
    "day_seal": _day_seal,
}
