"""The bar of steps: what each is called, where it is, what it waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_time
from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from store.clock import PARIS
from store.journeys.situation import Situation
from store.journeys.steps import StepView, progress
from store.lazy import _l


LABELS = {
    "configure": _l("Configure"),
    "where": _l("Delivery"),
    "tradein": _l("Trade-in"),
    "finance": _l("Financing"),
    "you": _l("Your details"),
    "review": _l("Summary"),
    "sign": _l("Signature"),
    "deposit": _l("Deposit"),
}
ENDPOINTS = {
    "configure": "configure.show",
    "where": "journey.where",
    "tradein": "journey.trade_in",
    "finance": "journey.finance",
    "you": "journey.you",
    "review": "journey.review",
}


@dataclass(frozen=True)
class StepItem:
    """A step as the bar shows it."""

    label: str
    state: str
    url: str | None


def bar(now: Situation, key: str) -> Iterator[StepItem]:
    """Yield every step as seen from one of the pages."""
    for view in progress(now.facts):
        yield _item(view, key, now)


def address(key: str, journey_id: str) -> str:
    """Return the address of a step's page."""
    return url_for(ENDPOINTS[key], journey_id=journey_id)


def saved_at(moment: datetime) -> str:
    """Return the time of the last change: "14:32"."""
    return format_time(moment.astimezone(PARIS), "HH:mm", locale="fr")


def _item(view: StepView, key: str, now: Situation) -> StepItem:
    state = "current" if view.key == key else "open" if view.state == "current" else view.state
    linked = view.key in ENDPOINTS and state != "blocked"
    return StepItem(_label(view), state, address(view.key, now.journey.id) if linked else None)


def _label(view: StepView) -> str:
    """Return a step's name; readers of a blocked one hear what must be done first."""
    label = str(LABELS[view.key])
    if view.state != "blocked":
        return label
    needed = ", ".join(str(LABELS[step]) for step in view.needs if step in LABELS)
    return Markup('{}<span class="unseen"> ({})</span>').format(label, _("after: %(n)s", n=needed))
