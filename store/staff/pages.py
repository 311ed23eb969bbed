"""The staff's pages and what each of them is given."""

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.catalogue.brands import BRANDS
from store.desk.frame import desk_frame
from store.errors import LOST, show
from store.journeys.endings import endings
from store.journeys.tables import tables
from store.orders.refusals import NotFound
from store.security import account


pages = Blueprint("staff", __name__, url_prefix="/staff")
SKIN = BRANDS["peugeot"]


@pages.context_processor
def frame() -> dict[str, Any]:
    """Return the context of the layout; a stranger's error page keeps the shop's."""
    person = account()
    if person is None or person.role != "staff":
        return {}
    links = [
        (_("Orders"), url_for("staff.orders")),
        (_("Figures"), url_for("staff.figures")),
        (_("Approvals"), url_for("staff.approvals")),
        (_("Dealers"), url_for("staff.dealers")),
        (_("Price lists"), url_for("staff.catalogue")),
        (_("Offers"), url_for("staff.offers")),
        (_("Employees"), url_for("staff.employees")),
        (_("Law tables"), url_for("staff.tables")),
        (_("Dead letters"), url_for("staff.dead_letters")),
    ]
    ending = endings(clock.today(), tables())
    return desk_frame(person, SKIN, _("Head office"), links) | {"ending_tables": ending}


@pages.errorhandler(NotFound)
def lost(_error: NotFound) -> ResponseReturnValue:
    """Show what anybody is shown for what is not there."""
    return show(LOST)
