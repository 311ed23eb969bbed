"""Outside systems that do what a test tells them, kept in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from store.gateways.dealer_system import DealerMessage
from store.gateways.mail import DeliveryError, Letter
from store.gateways.payments import (
    BadSignature,
    Checkout,
    Deposit,
    DepositRequest,
    ProviderAway,
    ProviderEvent,
)
from store.gateways.sandbox_cards import CardEntry


@dataclass
class CardTwin:
    """A provider whose customers pay when the test says so."""

    name: str = "twin"
    down: bool = False
    by_key: dict[str, str] = field(default_factory=dict)
    deposits: dict[str, Deposit] = field(default_factory=dict)
    done: list[tuple[str, str]] = field(default_factory=list)
    off_session: str = ""  # why a bank refuses to hold an amount again

    def open_checkout(self, request: DepositRequest) -> Checkout:
        self._answer()
        checkout_id = self.by_key.setdefault(request.key, f"co_{request.key}")
        said = Deposit(
            checkout_id=checkout_id,
            intent_id=None,
            state="open",
            amount_cents=request.amount_cents,
            currency=request.currency,
        )
        self.deposits.setdefault(checkout_id, said)
        return Checkout(id=checkout_id, url=f"https://twin.example/{checkout_id}")

    def look(self, checkout_id: str) -> Deposit:
        self._answer()
        return self.deposits[checkout_id]

    def find(self, intent_id: str) -> str | None:
        found = (key for key, one in self.deposits.items() if one.intent_id == intent_id)
        return next(found, None)

    def hold_again(self, intent_id: str, key: str) -> Deposit:
        self._answer()
        old = self.deposits[self.find(intent_id) or ""]
        made_id = self.by_key.setdefault(key, f"in_{key}")
        refused = replace(old, checkout_id=made_id, intent_id=made_id, failure=self.off_session)
        until = old.capture_before and old.capture_before + timedelta(days=7)
        held = replace(refused, state="authorised", capture_before=until)
        said = replace(refused, state="failed") if self.off_session else held
        return self.deposits.setdefault(made_id, said)

    def capture(self, intent_id: str, amount_cents: int, key: str) -> None:
        self._move(intent_id, "captured", key)

    def release(self, intent_id: str, key: str) -> None:
        self._move(intent_id, "released", key)

    def refund(self, intent_id: str, amount_cents: int, key: str) -> None:
        self._move(intent_id, "refunded", key)

    def expire(self, checkout_id: str) -> None:
        self.say(checkout_id, state="expired")

    def read_event(self, body: bytes, signature: str, at: datetime) -> ProviderEvent:
        raise BadSignature("the twin signs nothing")

    def say(self, checkout_id: str, **changes: object) -> None:
        """Change what the provider answers about a checkout."""
        self.deposits[checkout_id] = replace(self.deposits[checkout_id], **changes)

    @property
    def counter(self) -> "CardTwin":
        return self

    def pay(self, checkout_id: str, card: CardEntry, at: datetime) -> None:
        self.authorise(checkout_id)

    def authorise(self, checkout_id: str) -> None:
        """Let the customer pay."""
        self.say(checkout_id, state="authorised", intent_id=f"in_{checkout_id}")

    def _move(self, intent_id: str, state: str, key: str) -> None:
        self._answer()
        checkout_id = self.find(intent_id)
        assert checkout_id is not None
        self.done.append((state, key))
        self.say(checkout_id, state=state)

    def _answer(self) -> None:
        if self.down:
            raise ProviderAway("the twin does not answer")


@dataclass
class MailTwin:
    """A mail system that keeps letters by key, or takes none."""

    down: bool = False
    letters: dict[str, Letter] = field(default_factory=dict)
    sent: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if self.down:
            raise DeliveryError("the mail system is down")
        self.sent.append(letter)
        self.letters[letter.key] = letter

    def subjects(self, to: str) -> list[str]:
        return [one.subject for one in self.letters.values() if one.to == to]


@dataclass
class SmsTwin:
    texts: list[tuple[str, str]] = field(default_factory=list)

    def send(self, *, key: str, to: str, text: str) -> None:
        self.texts.append((to, text))


@dataclass
class DealerTwin:
    refusals: int = 0
    messages: list[DealerMessage] = field(default_factory=list)

    def post(self, message: DealerMessage, at: int) -> None:
        if self.refusals:
            self.refusals -= 1
            raise DeliveryError("503")
        self.messages.append(message)


@dataclass
class ArchiveTwin:
    """An archive in memory that may be full, or die right after a write."""

    files: dict[str, bytes] = field(default_factory=dict)
    on_put: Callable[[str], None] = lambda _name: None

    def put(self, name: str, content: bytes) -> str:
        self.on_put(name)
        self.files[name] = content
        return ""

    def get(self, name: str) -> bytes:
        return self.files[name]

    def exists(self, name: str) -> bool:
        return name in self.files

    def remove(self, name: str) -> None:
        self.files.pop(name, None)
