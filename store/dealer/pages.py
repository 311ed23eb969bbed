"""The dealer's pages and what each of them is given."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store.catalogue.brands import BRANDS
from store.dealer.ownership import MovedOn, own_dealer
from store.desk.frame import desk_frame
from store.errors import LOST, show
from store.orders.refusals import NotFound
from store.security import account


pages = Blueprint("dealer", __name__, url_prefix="/dealer")


@pages.context_processor
def frame() -> dict[str, Any]:
    """Return the context of the layout; a stranger's error page keeps the shop's."""
    person = account()
    if person is None or person.role != "dealer":
        return {}
    dealer = own_dealer()
    links = [
        (_("Orders"), url_for("dealer.inbox")),
        (_("Test drives"), url_for("dealer.drives")),
        (_("Figures"), url_for("dealer.figures")),
        (_("Exports"), url_for("dealer.exports")),
    ]
    return desk_frame(person, BRANDS[dealer.brand], dealer.name, links)


@pages.errorhandler(NotFound)
def lost(_error: NotFound) -> ResponseReturnValue:
    """Tell a stranger nothing."""
    return show(LOST)


@pages.errorhandler(MovedOn)
def moved_on(_error: MovedOn) -> ResponseReturnValue:
    """Say that an order once laid before this dealer is now before another one."""
    flash(_("This order has left your desk."), "warn")
    return redirect(url_for("dealer.inbox"), 303)
