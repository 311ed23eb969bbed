"""The words in which dealers and staff read states, events and ways to pay."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from store.lazy import _l
from store.orders.deposits import Standing
from store.orders.lifecycle import State


STATES: Mapping[str, str] = {
    State.READY: _l("to be signed"),
    State.CO_SIGNING: _l("awaits the co-buyer"),
    State.SIGNED: _l("deposit to be paid"),
    State.APPROVAL: _l("to be approved"),
    State.OFFERED: _l("before the dealer"),
    State.UNPLACED: _l("without a dealer"),
    State.UNSECURED: _l("waits for the customer’s card"),
    State.ACCEPTED: _l("accepted"),
    State.DELIVERED: _l("delivered"),
    State.WITHDRAWN: _l("withdrawn"),
    State.CANCELLED: _l("cancelled"),
    State.EXPIRED: _l("expired"),
    State.DECLINED: _l("declined by the co-buyer"),
    State.REFUSED_TERMS: _l("terms refused"),
}
EVENTS: Mapping[str, str] = {
    "freeze": _l("Purchase order written"),
    "view": _l("Document read"),
    "send_code": _l("Signing code sent"),
    "sign": _l("Signed by the customer"),
    "invite": _l("Link sent to the co-buyer"),
    "co_sign": _l("Signed by the co-buyer"),
    "decline": _l("Declined by the co-buyer"),
    "remind": _l("Reminder sent"),
    "hold": _l("Deposit held"),
    "open_card_page": _l("Card page opened"),
    "card_page_expired": _l("Card page closed unpaid"),
    "card_refused": _l("Card refused"),
    "renew_hold": _l("Deposit held anew"),
    "renewal_refused": _l("The bank asks for the customer to hold the deposit anew"),
    "lose_hold": _l("The hold of the deposit has ended"),
    "deposit_captured": _l("Deposit taken"),
    "deposit_released": _l("Deposit released"),
    "deposit_refunded": _l("Deposit refunded"),
    "deposit_sent_back": _l("An amount nobody asked for goes back"),
    "submit": _l("Laid before a second person"),
    "approve": _l("Terms approved"),
    "reject": _l("Terms refused"),
    "offer": _l("Laid before the dealer"),
    "place": _l("Placed by the staff"),
    "accept": _l("Accepted by the dealer"),
    "refuse": _l("Refused by the dealer"),
    "lapse": _l("No answer in time"),
    "countersign": _l("Countersigned by the dealer"),
    "reschedule": _l("Day of delivery moved"),
    "paper_received": _l("Paper received"),
    "paper_accepted": _l("Paper accepted"),
    "paper_refused": _l("Paper refused"),
    "paper_taken_back": _l("Paper taken back by the customer"),
    "trade_in_make_firm": _l("Trade-in offer firm"),
    "trade_in_inspect": _l("Trade-in rechecked"),
    "trade_in_confirm": _l("Trade-in confirmed"),
    "trade_in_reoffer": _l("Another amount offered for the trade-in"),
    "trade_in_accept": _l("The customer accepts the other amount"),
    "trade_in_withdraw": _l("The customer keeps the car"),
    "trade_in_cancel": _l("Trade-in ended with the order"),
    "trade_in_settle": _l("Trade-in settled"),
    "deliver": _l("Car handed over"),
    "withdraw": _l("Withdrawn by the customer"),
    "cancel": _l("Cancelled"),
    "expire": _l("Expired"),
}
DEPOSITS: Mapping[Standing, str] = {
    Standing.NONE: _l("no deposit asked"),
    Standing.AWAITED: _l("to be paid"),
    Standing.HELD: _l("held on the card"),
    Standing.TAKEN: _l("taken"),
    Standing.LOST: _l("no longer held; the customer was asked for the card"),
    Standing.RELEASED: _l("released"),
    Standing.REFUNDED: _l("refunded"),
    Standing.UNPAID: _l("never paid"),
    Standing.ENDING: _l("on its way back to the customer"),
}
PRODUCTS: Mapping[str, str] = {
    "cash": _l("Cash"),
    "loan": _l("Loan"),
    "balloon": _l("Balloon loan"),
    "loa": _l("LOA"),
    "lld": _l("LLD"),
}
TERMS: Mapping[str, str] = {
    "public": _l("private"),
    "business": _l("business"),
    "employee": _l("employee"),
    "beneficiary": _l("beneficiary"),
    "fleet": _l("fleet"),
}
DOCUMENTS: Mapping[str, str] = {
    "draft": _l("Purchase order, unsigned"),
    "signed": _l("Purchase order signed by the customer"),
    "co_signed": _l("Purchase order signed by both buyers"),
    "countersigned": _l("Purchase order signed by everybody"),
    "sealed": _l("Purchase order sealed for the archive"),
    "evidence": _l("Evidence"),
    "evidence_end": _l("Evidence of the end"),
}
ANSWERS: Mapping[str, str] = {
    "open": _l("awaited"),
    "accepted": _l("accepted"),
    "refused": _l("refused"),
    "silent": _l("none in time"),
    "ended": _l("the order ended first"),
    "waiting": _l("waits for the customer’s card"),
}
BADGES: Mapping[str, str] = {
    State.OFFERED: "warn",
    State.APPROVAL: "warn",
    State.UNPLACED: "bad",
    State.UNSECURED: "warn",
    State.ACCEPTED: "ok",
    State.DELIVERED: "ok",
}


def payment_words(summary: Mapping[str, Any]) -> str:
    """Say how an order is paid, as lists show it: LOA 48 months."""
    product, months = PRODUCTS[summary["product"]], summary["months"]
    if not months:
        return str(product)
    return _("%(product)s %(months)s months", product=product, months=months)


def word(table: Mapping[str, str], key: str) -> str:
    """Return the words of a code; a code without words is shown as it is."""
    return str(table.get(key, key))
