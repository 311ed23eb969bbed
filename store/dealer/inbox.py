"""The inbox: what waits for an answer, what is under way, what is done."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from store import clock
from store.dealer.answering import answering
from store.dealer.desk import A_PAGE, TABS, Asked, rows, tabs
from store.dealer.ownership import own_dealer
from store.dealer.pages import pages
from store.desk.answers import answer_figures
from store.desk.order_file import order_file
from store.desk.wording import DEPOSITS
from store.markets import market
from store.security import dealer_only
from store.typed_numbers import read_count


MOST_SIGNS = 60


@pages.get("/")
@dealer_only
def home() -> ResponseReturnValue:
    """Lead to the orders."""
    return redirect(url_for("dealer.inbox"), 303)


@pages.get("/orders")
@dealer_only
def inbox() -> ResponseReturnValue:
    """Show the list, and beside it the order that was picked or the first one."""
    dealer, at, wish = own_dealer(), clock.now(), asked()
    found = rows(dealer.id, wish, at)
    picked = request.args.get("order")
    shown = next((row for row in found if row.order.id == picked), found[0] if found else None)
    return render_template(
        "dealer/inbox.html",
        asked=wish,
        tabs=tabs(dealer.id, wish, at),
        rows=found,
        more=len(found) == A_PAGE,
        shown=shown,
        file=order_file(shown.order, (), at) if shown else None,
        answering=answering(shown.order, shown.deadline) if shown else None,
        deposit_words=DEPOSITS,
        figures=answer_figures([dealer.id], at, market(dealer.market).opening())[dealer.id],
    )


def asked() -> Asked:
    """Read the tab, the search and the page from the address; nonsense is the usual view."""
    tab = request.args.get("tab", "to_answer")
    return Asked(
        tab=tab if tab in TABS else "to_answer",
        words=request.args.get("q", "").strip()[:MOST_SIGNS],
        page=max(1, read_count(request.args.get("page"), 10_000, 1)),
    )
