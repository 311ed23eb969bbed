"""The way back after a click: the earlier decisions travel with the page, signed, not stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from configurator import Catalogue, CodeError, decode, encode
from store.journeys.situation import Situation
from store.models import Journey


class NotOurs(ValueError):
    """A way back that was not made here, or for another journey or price list."""


def _signer() -> URLSafeSerializer:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="undo")


def way_back(journey: Journey, catalogue: Catalogue, decisions: Mapping[str, bool]) -> str:
    """Return a token that puts these decisions back into this journey."""
    return str(_signer().dumps([journey.id, encode(catalogue, decisions)]))


def earlier(journey: Journey, catalogue: Catalogue, token: str) -> dict[str, bool]:
    """Return the decisions of a token.

    Raises:
        NotOurs: changed, or of another journey or price list.
    """
    try:
        journey_id, code = _signer().loads(token)
        if journey_id != journey.id:
            raise NotOurs("of another journey")
        return decode(code).decisions(catalogue)
    except (BadSignature, CodeError) as error:
        raise NotOurs(str(error)) from error


@dataclass(frozen=True)
class Change:
    """What the last click did: the first option that came and that left; either may be missing."""

    came: str | None
    left: str | None


def change_since(found: Situation, token: str) -> Change | None:
    """Return what changed since a token was made; None where nothing did, or it is not ours."""
    try:
        before = earlier(found.journey, found.catalogue, token)
    except NotOurs:
        return None
    return change(before, found.journey.decisions)


def change(before: Mapping[str, bool], now: Mapping[str, bool]) -> Change | None:
    """Return what became of some decisions; None where nothing did."""
    came = [name for name, yes in now.items() if yes and not before.get(name)]
    left = [name for name, yes in before.items() if yes and not now.get(name)]
    if not came and not left:
        return None
    return Change(next(iter(came), None), next(iter(left), None))
