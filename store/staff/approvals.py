"""Employee sales that wait for a second person, and the table for payroll."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store import clock
from store.clock import PARIS
from store.desk.spreadsheet import Amount, Cell, spreadsheet
from store.desk.wording import BADGES, STATES, TERMS, word
from store.employees.approval import NotEntitled, approve_sale
from store.orders.approve import reject
from store.orders.lifecycle import State
from store.orders.refusals import SamePerson
from store.security import staff_only
from store.staff.approving import OBJECTIONS, Sale, sales
from store.staff.forms.approval import ApprovalForm
from store.staff.orders import found_order, page
from store.staff.pages import pages
from store.staff.who import own_account


HEADINGS = (
    "N° de commande",
    "Signée le",
    "État",
    "Matricule",
    "Nom",
    "Prénom",
    "Conditions",
    "Version des conditions",
    "Voiture",
    "Remise (€)",
    "Prix public le plus bas (€)",
    "Prix payé (€)",
    "Avantage (€)",
    "Seuil (%)",
    "Seuil dépassé",
    "Avantage à déclarer (€)",
    "Empreinte du prix",
)


@pages.get("/approvals")
@staff_only
def approvals() -> ResponseReturnValue:
    """Show what waits for a second person, and every employee sale made."""
    return render_template(
        "staff/approvals.html",
        waiting=sales([State.APPROVAL]),
        made=sales(),
        states=STATES,
        badges=BADGES,
        terms=TERMS,
    )


@pages.post("/approvals/<order_id>")
@staff_only
def decide(order_id: str) -> ResponseReturnValue:
    """Approve, or refuse with a reason; nobody decides on their own purchase."""
    order, form = found_order(order_id), ApprovalForm()
    if not form.validate():
        return page(order, form.problem()), 422
    try:
        _decide(order_id, form)
    except SamePerson:
        return page(order, _("Nobody approves their own purchase. Ask a colleague.")), 422
    except NotEntitled as error:
        return page(order, OBJECTIONS[error.reason]), 422
    flash(_("Decided. The buyer has been told."), "ok")
    return redirect(url_for("staff.approvals"), 303)


def _decide(order_id: str, form: ApprovalForm) -> None:
    person, at = own_account(), clock.now()
    if form.approves:
        approve_sale(order_id, person.id, at)
    else:
        reject(order_id, person.id, form.reason.data or "", at)


@pages.get("/employee-sales.csv")
@staff_only
def sales_csv() -> ResponseReturnValue:
    """Send every employee sale with the figures that payroll needs."""
    text = spreadsheet(HEADINGS, (_cells(sale) for sale in sales()), PARIS)
    response = Response(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="ventes-collaborateurs.csv"'
    return response


def _cells(sale: Sale) -> tuple[Cell, ...]:
    order, person, deal = sale.order, sale.employee, sale.deal
    return (
        order.number,
        order.signed_at,
        word(STATES, order.state),
        person.number if person else "",
        person.last_name if person else "",
        person.first_name if person else "",
        word(TERMS, order.terms),
        deal.versions.terms,
        order.summary["car"],
        Amount(deal.discount_cents),
        *_payroll(sale),
        deal.sha256,
    )


def _payroll(sale: Sale) -> tuple[Cell, ...]:
    found = sale.deal.payroll
    if found is None:
        return (None,) * 6
    return (
        Amount(found.lowest_public_cents),
        Amount(found.paid_cents),
        Amount(found.advantage_cents),
        found.limit_percent,
        "oui" if found.over_limit else "non",
        Amount(found.taxable_cents),
    )
