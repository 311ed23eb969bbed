"""What a dealer reads before answering: the words agreed to, and what silence does."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from esign import Consent
from store import clock
from store.dealer.desk import clock_of
from store.desk.clocks import Countdown
from store.locale import choose
from store.markets import market
from store.models import Account, Dealer, Order
from store.orders.lifecycle import State
from store.orders.placing import next_dealer


@dataclass(frozen=True, kw_only=True)
class Answering:
    """What stands around the two buttons.

    Attributes:
        sentence: What is agreed to, and `button` the words of the button, as the market's law
            keeps them.
        next: Who is asked after a refusal or silence; None where nobody can be.
    """

    sentence: str
    button: str
    deadline: datetime
    clock: Countdown
    next: Dealer | None


def answering(order: Order, deadline: datetime) -> Answering | None:
    """Return what to show around the buttons, None once there is nothing to answer."""
    if order.state != State.OFFERED:
        return None
    return Answering(
        sentence=_words("acceptance_sentence", order.market),
        button=_words("acceptance_button", order.market),
        deadline=deadline,
        clock=clock_of(order, deadline, clock.now()),
        next=next_dealer(order),
    )


def consent_of(person: Account, dealer: Dealer) -> Consent:
    """Return what a seller agrees to with the button, for the signature."""
    return Consent(
        name=f"{person.name}, {dealer.name}",
        sentence=_words("acceptance_sentence", dealer.market),
        button=_words("acceptance_button", dealer.market),
        method=_("signed in as %(email)s", email=person.email),
    )


def _words(key: str, country: str) -> str:
    return market(country).legal(key, choose(), clock.today()).text
