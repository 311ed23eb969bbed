"""The track of an order: six parts, of which one is now."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from store.orders.lifecycle import State


PARTS = (
    _l("Signed"),
    _l("Deposit"),
    _l("With the dealer"),
    _l("Accepted"),
    _l("In preparation"),
    _l("Yours"),
)
NOW = {
    State.CO_SIGNING: 0,
    State.SIGNED: 1,
    State.APPROVAL: 2,
    State.UNPLACED: 2,
    State.UNSECURED: 1,
    State.OFFERED: 2,
    State.ACCEPTED: 4,
    State.DELIVERED: 5,
}


@dataclass(frozen=True)
class Part:
    """One part of the track. `state` is done, now or ahead."""

    label: str
    state: str


def track(state: State) -> tuple[Part, ...]:
    """Return the track, empty for an order that ended."""
    if state not in NOW:
        return ()
    now = NOW[state]
    return tuple(Part(str(label), _where(index, now)) for index, label in enumerate(PARTS))


def _where(index: int, now: int) -> str:
    if index == now:
        return "now"
    return "done" if index < now else "ahead"
