"""A provider's webhook body, read after its signature was checked."""

import json
from collections.abc import Mapping
from typing import Any

from store.gateways.payments import BadSignature, ProviderEvent


LONGEST_ID = 120


def read_provider_event(body: bytes) -> ProviderEvent:
    """Read a signed event in Stripe's form.

    Only ids leave this function: names, e-mail addresses and card details that the provider
    repeats in its events are not the store's to keep.

    Raises:
        BadSignature: It is signed, but no event: not JSON, or without an id and a type.
    """
    try:
        event = json.loads(body)
    except ValueError as error:
        raise BadSignature("body: it is not JSON") from error
    event_id, kind = _word(event, "id"), _word(event, "type")
    if not event_id or not kind:
        raise BadSignature("body: an event has an id and a type")
    data = event.get("data")
    thing = data.get("object") if isinstance(data, dict) else None
    what, thing_id = _word(thing, "object"), _word(thing, "id")
    intent_id = thing_id if what == "payment_intent" else _word(thing, "payment_intent")
    return ProviderEvent(
        event_id=event_id,
        kind=kind[:80],
        checkout_id=thing_id if what == "checkout.session" else None,
        intent_id=intent_id,
        payload={"id": event_id, "type": kind, "object": what, "object_id": thing_id},
    )


def _word(thing: object, name: str) -> str | None:
    if not isinstance(thing, Mapping):
        return None
    value: Any = thing.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_ID else None
