"""What a test drive writes to the dealer and to who asked, and the address only they know."""

from datetime import datetime
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from store.models import DriveRequest
from store.orders.letters import DEALER_LOCALE, Post, owe_letter


SALT = "test-drive"


def token_of(row: DriveRequest) -> str:
    """Return the word that opens a test drive to who asked for it; nobody else can make it."""
    made: str | bytes = _serializer().dumps(row.id)
    return made if isinstance(made, str) else made.decode()


def id_of(token: str) -> str | None:
    """Return the id in a word made by `token_of`, None for any other word."""
    try:
        return str(_serializer().loads(token))
    except BadSignature:
        return None


def write_both(row: DriveRequest, at: datetime) -> None:
    """Owe the request to the dealer and its confirmation to the customer."""
    write_dealer(row, "dealer_test_drive", at)
    write_customer(row, "test_drive", at)


def write_customer(row: DriveRequest, template: str, at: datetime) -> None:
    """Owe a letter to who asked, with the address of their test drive."""
    post = Post(
        template=template,
        reference=f"{row.id}:{at.isoformat()}",
        to=row.email,
        locale=row.locale,
        facts=_facts(row),
        secrets={"token": token_of(row)},
    )
    owe_letter(post, at)


def write_dealer(row: DriveRequest, template: str, at: datetime) -> None:
    """Owe a letter to the dealer."""
    post = Post(
        template=template,
        reference=f"{row.id}:{at.isoformat()}",
        to=row.dealer.email,
        locale=DEALER_LOCALE,
        facts={**_facts(row), "phone": row.phone, "email": row.email},
    )
    owe_letter(post, at)


def _facts(row: DriveRequest) -> dict[str, Any]:
    dealer = row.dealer
    return {
        "stage": str(row.stage),
        "model": row.model,
        "day": row.day.isoformat(),
        "part": row.part,
        "name": row.name,
        "dealer": dealer.name,
        "street": f"{dealer.street}, {dealer.postcode} {dealer.commune}",
        "dealer_phone": dealer.phone,
        "words": row.words,
    }


def _serializer() -> URLSafeSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt=SALT)
