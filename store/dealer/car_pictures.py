"""The customer's photos of the present car, at the dealer who takes it."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from store.dealer.ownership import own_order
from store.dealer.pages import pages
from store.desk.car_pictures import send_picture
from store.orders.lifecycle import State
from store.papers.folder import SHOWN
from store.security import dealer_only


@pages.get("/orders/<order_id>/trade-in/pictures/<view>")
@dealer_only
def look_at_car(order_id: str, view: str) -> ResponseReturnValue:
    """Show a photo to the dealer who delivers the car, once the order is accepted."""
    order = own_order(order_id)[0]
    if State(order.state) not in SHOWN:
        abort(404)
    return send_picture(order.journey_id, view, small="small" in request.args)
