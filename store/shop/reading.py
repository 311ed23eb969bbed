"""The page on which a buyer or co-buyer reads the whole purchase order and signs under it."""

from dataclasses import dataclass
from typing import cast

from flask import render_template
from flask_babel import gettext as _, lazy_gettext as _l

from esign import Consent, Role
from store import clock
from store.gateways.purchase_order_words import words
from store.gateways.registry import gateways
from store.journeys.deal import Deal
from store.journeys.receipt import receipt
from store.locale import choose
from store.markets import market
from store.models import Order
from store.orders.codes import code_sent_at, masked, masked_phone
from store.orders.documents import document
from store.orders.paper.context import Language
from store.orders.part_exchange import offer_lapsed
from store.orders.refusals import CodeRejected
from store.orders.signatories import DUTIES, has_co_buyer, signatory
from store.shop.forms.signature import SignatureForm
from store.shop.lapsed import outdated
from store.shop.orders import look_of
from store.shop.sheet import sheet


BYTES_IN_KB = 1000
REASONS = {
    "expired": _l("This code has expired. Ask for a new one."),
    "exhausted": _l("This code was tried too often. Ask for a new one."),
    "none was sent": _l("Ask for a code first."),
}
WRONG = _l("This is not the code we sent. Look at the latest message.")


@dataclass(frozen=True, kw_only=True)
class Urls:
    """Where the page leads: its PDF, the codes, the signature, and away from it."""

    file: str
    codes: str
    sign: str
    back: str = ""
    decline: str = ""


def consent(order: Order, role: Role, *, by_sms: bool = False) -> Consent:
    """Return what a signatory agrees to: the law's sentence and button, and how we know them."""
    who = signatory(order, role)
    where = masked_phone(who.phone) if by_sms else masked(who.email)
    return Consent(
        name=who.name,
        sentence=_law(order, "order_sentence"),
        button=_law(order, "order_button"),
        method=_("code sent to %(where)s", where=where),
        language=choose(),
    )


def why_rejected(error: CodeRejected) -> str:
    """Say why a code does not sign."""
    return str(REASONS.get(error.reason, WRONG))


def reading_page(order: Order, role: Role, form: SignatureForm, urls: Urls, *, by_sms: bool) -> str:
    """Show the whole purchase order, and under it what signs it.

    A journey that moved on is written anew for its buyer. A co-buyer is shown the frozen PDF: the
    buyer has signed it, and what the buyer plans next does not change it. `by_sms` says whether a
    code by SMS signs too.
    """
    language, who = choose(), signatory(order, role)
    paper = sheet(order, cast("Language", language))
    if role is Role.BUYER and (paper is None or offer_lapsed(order, clock.now())):
        return outdated(order)
    form.consent.label.text = _law(order, "order_sentence")
    return render_template(
        "shop/order/signature.html",
        order=order,
        paper=paper,
        receipt=receipt(Deal.from_json(order.deal)),
        look=look_of(order),
        kb=document(order.id, DUTIES[role].reads).size // BYTES_IN_KB,
        word=words(language),
        form=form,
        button_words=_law(order, "order_button"),
        where=masked(who.email),
        by_sms=by_sms and bool(who.phone),
        sent_at=code_sent_at(order.id, clock.now(), role),
        test_trust=gateways().trust.test,
        urls=urls,
        seconds=role is Role.CO_BUYER,
        co_buyer=signatory(order, Role.CO_BUYER).name if has_co_buyer(order) else None,
    )


def _law(order: Order, key: str) -> str:
    return market(order.market).legal(key, choose(), clock.today()).text
