"""The payment gateways under test, each with a customer who pays on its card page.

`localstripe` plays Stripe in a process of its own. It knows intents, not checkout sessions: the
session around an intent is written here, and sessions themselves are not what it proves.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from stripe import CardError, StripeClient

from store.gateways.payments import Deposit, DepositRequest, Payments
from store.gateways.posting import PostError
from store.gateways.sandbox import SandboxPayments
from store.gateways.sandbox_cards import CardEntry
from store.gateways.stripe import StripePayments
from store.gateways.stripe_states import read_deposit


MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CARD, DECLINED, POOR, ASKS, REFUSED_LATER = (
    "4242424242424242",
    "4000000000000002",
    "4000000000009995",
    "4000002760003184",
    "4000000000000341",
)
LOCALSTRIPE = Path(__file__).parents[3] / "build" / "localstripe" / "bin" / "python"


def request(key: str = "deposit:1:1", **changed: object) -> DepositRequest:
    fields: dict[str, Any] = {
        "key": key,
        "order_number": "V-2026-ABC123",
        "amount_cents": 50_000,
        "currency": "EUR",
        "email": "claire.morel@example.fr",
        "description": "Deposit, Peugeot 3008",
        "success_url": "http://127.0.0.1:8000/paid",
        "cancel_url": "http://127.0.0.1:8000/order",
        "locale": "fr",
    }
    return DepositRequest(**fields | changed)


class Paying(Protocol):
    """A gateway, a customer who shows a card, and the provider's word on an intent."""

    payments: Payments

    def show_card(self, number: str) -> Deposit: ...
    def word(self, intent_id: str) -> Deposit: ...


def no_receiver(*_: object) -> int:
    raise PostError("nobody listens")


@dataclass
class PayingSandbox:
    payments: SandboxPayments
    count: int = 0

    def show_card(self, number: str) -> Deposit:
        self.count += 1
        page = self.payments.open_checkout(request(f"deposit:{self.count}:1"))
        card = CardEntry(number=number, expiry="04/29", cvc="123")
        self.payments.counter.pay(page.id, card, MOMENT)
        return self.payments.look(page.id)

    def word(self, intent_id: str) -> Deposit:
        return self.payments.look(self.payments.find(intent_id) or "")


@dataclass
class PayingStripe:
    payments: StripePayments
    client: StripeClient

    def show_card(self, number: str) -> Deposit:
        card = {"number": number, "exp_month": 4, "exp_year": 2029, "cvc": "123"}
        method = self.client.v1.payment_methods.create({"type": "card", "card": card})
        intent = self.client.v1.payment_intents.create(
            {
                "amount": 50_000,
                "currency": "eur",
                "capture_method": "manual",
                "payment_method": method.id,
            }
        )
        with suppress(CardError):  # a declined card; the answer is read below
            self.client.v1.payment_intents.confirm(intent.id)
        return self.word(intent.id)

    def word(self, intent_id: str) -> Deposit:
        intent = self.client.v1.payment_intents.retrieve(
            intent_id, {"expand": ["latest_charge"]}
        ).to_dict()
        paid = intent["status"] in {"requires_capture", "succeeded", "canceled"}
        session = {"id": f"cs_{intent_id}", "status": "complete" if paid else "open"}
        money = {"amount_total": intent["amount"], "currency": intent["currency"]}
        return read_deposit({**session, **money, "payment_intent": intent})


@contextmanager
def localstripe() -> Iterator[str]:
    """Run localstripe on a free port and yield the address of its API."""
    command = [LOCALSTRIPE, "-u", "-m", "localstripe", "--port", "0", "--from-scratch"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            running = next(line for line in process.stdout if "Running on" in line)
            yield f"http://127.0.0.1:{running.split()[3].rpartition(':')[2]}"
        finally:
            process.terminate()
