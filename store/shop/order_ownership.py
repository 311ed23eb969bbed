"""Whose order it is: the only way the customer's pages reach one."""

from flask import abort, g, redirect, request, url_for

from store.extensions import db
from store.models import Order
from store.orders.belonging import belongs
from store.security import account
from store.shop.ownership import remembered


def own_order(order_id: str) -> Order:
    """Return an order of the person who is signed in; anybody else gets 404."""
    order, person = db.session.get(Order, order_id), account()
    if order is None or person is None or order.account_id != person.id or not belongs(order):
        abort(404)
    g.brand_key = order.brand
    return order


def order_to_sign(order_id: str) -> Order:
    """Return an order of the person who is signed in, or of the browser that prepared it.

    The browser alone may read and sign what it typed itself; the code sent by e-mail then proves
    who signs. Everything after the signature asks for the account.
    """
    order = db.session.get(Order, order_id)
    if order is not None and order.journey_id in remembered():
        g.brand_key = order.brand
        return order
    if account() is None:
        wanted = request.full_path if request.method == "GET" else None
        abort(redirect(url_for("account.sign_in", next=wanted), 303))
    return own_order(order_id)


def is_account_of(order: Order) -> bool:
    """Say whether who is signed in here is the buyer: then, and only then, an SMS signs too."""
    person = account()
    return person is not None and person.id == order.account_id


def buyer_of(order: Order) -> str:
    """Return the account an order belongs to, for the verbs."""
    return order.account_id
