"""Which gateway this installation uses for each outside system, built once at start."""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from flask import current_app

from store.config import Settings
from store.gateways.archive import Archive, FolderArchive
from store.gateways.breaker import Breaker
from store.gateways.car_register import open_register
from store.gateways.dealer_system import DealerSystem
from store.gateways.mail import Mail
from store.gateways.mailbox import Mailbox, SmsMailbox
from store.gateways.payments import Payments
from store.gateways.posting import Reach
from store.gateways.sandbox import SandboxPayments
from store.gateways.sms import NoSms, Sms
from store.gateways.smtp import SmtpMail
from store.gateways.trust import Trust, open_trust
from store.gateways.webhook import HttpDealerSystem
from tradein import Register


@dataclass(frozen=True, kw_only=True)
class Gateways:
    """The ways out of the store."""

    payments: Payments
    mail: Mail
    sms: Sms
    dealer_system: DealerSystem
    archive: Archive
    trust: Trust
    register: Register | None = None
    breaker: Breaker = field(default_factory=Breaker)


def gateways() -> Gateways:
    """Return the running application's gateways."""
    found: Gateways = current_app.extensions["gateways"]
    return found


def build_gateways(settings: Settings) -> Gateways:
    """Choose each gateway from the settings."""
    folder: Path = settings.instance
    folder.mkdir(parents=True, exist_ok=True)
    return Gateways(
        payments=_payments(settings),
        mail=Mailbox(folder / "mailbox")
        if settings.mail == "mailbox"
        else SmtpMail(settings.mail, settings.mail_sender),
        sms=SmsMailbox(folder / "mailbox") if settings.sms == "mailbox" else NoSms(),
        dealer_system=HttpDealerSystem(
            Reach(public_only=settings.production, private=settings.private_hosts)
        ),
        archive=FolderArchive(folder / "archive"),
        trust=open_trust(folder / "trust", settings),
        register=open_register(settings),
    )


def _payments(settings: Settings) -> Payments:
    if settings.payments == "stripe":
        # Stripe's library is 14 MB of every process: loaded only where it takes the payments.
        stripe: Payments = import_module("store.gateways.stripe").StripePayments(
            settings.stripe_key, settings.stripe_webhook_secret, settings.stripe_api_base
        )
        return stripe
    return SandboxPayments(
        settings.instance / "sandbox.db", settings.public_url, settings.secret_key
    )
