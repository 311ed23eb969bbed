"""Domain error -> page, one table. Every error page says what happened and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from esign import EsignError
from store.catalogue.shelf import UnknownCatalogue
from store.extensions import db
from store.gateways.archive import ArchiveError
from store.gateways.mail import DeliveryError
from store.gateways.payments import PaymentError
from store.gateways.press import PressError
from store.gateways.turns import QueueFull, QuotaExceeded
from store.intake import Unreadable
from store.lazy import _l
from store.markets import UnknownLaw
from store.memory import remembered
from store.observe import log, route
from store.orders import refusals
from store.orders.lifecycle import WrongState
from store.papers.refusals import PapersClosed
from store.test_drives.refusals import DriveClosed
from tradein import WrongStageError


@dataclass(frozen=True)
class Page:
    """What an error page says."""

    status: int
    title: str
    advice: str
    retry_after: int | None = None


NOTHING_LOST = _l("Nothing you typed is lost. Try again in a moment.")
PAGES: dict[type[Exception], Page] = {
    WrongState: Page(
        409, _l("This step is already behind you"), _l("Open your order to see where it stands.")
    ),
    StaleDataError: Page(
        409, _l("Your car changed in another tab"), _l("Reload the page to see the latest choices.")
    ),
    UnknownLaw: Page(
        503, _l("This rule is not published yet"), _l("We never guess a tax. Choose another month.")
    ),
    PaymentError: Page(503, _l("The payment page does not answer"), NOTHING_LOST, 30),
    DeliveryError: Page(503, _l("A message could not be sent"), NOTHING_LOST, 30),
    QueueFull: Page(503, _l("Many ask for this at the moment"), NOTHING_LOST, 10),
    QuotaExceeded: Page(
        429, _l("One thing at a time"), _l("What you asked for first is still being made."), 10
    ),
    PressError: Page(503, _l("The document could not be printed"), NOTHING_LOST, 30),
    EsignError: Page(503, _l("The document could not be sealed"), NOTHING_LOST, 30),
    ArchiveError: Page(503, _l("The document could not be kept"), NOTHING_LOST, 30),
    OperationalError: Page(503, _l("The store is catching its breath"), NOTHING_LOST, 5),
    Unreadable: Page(
        400,
        _l("A sign cannot be read"),
        _l("Go back and type it again; copied text can hold signs nobody sees."),
    ),
    CSRFError: Page(
        400, _l("This page waited too long"), _l("Go back, reload it and send it again.")
    ),
}
CHECK_AGAIN = _l("Go back and look at what the page asks.")
REFUSALS: dict[type[Exception], Page] = {
    refusals.CarTaken: Page(
        409, _l("Another buyer has this car"), _l("Similar cars are waiting: look at the stock.")
    ),
    refusals.NotReviewed: Page(
        409, _l("The price changed since you saw it"), _l("Open the review: it shows what changed.")
    ),
    refusals.OthersTerms: Page(
        409,
        _l("These conditions are another person’s"),
        _l("Sign in with the address your employer knows, or begin a car of your own."),
    ),
    refusals.DepositMissing: Page(
        409,
        _l("The deposit is no longer held"),
        _l("The customer was asked for the card again. Once it is held, a new clock starts here."),
    ),
    refusals.Incomplete: Page(422, _l("Something is still missing"), CHECK_AGAIN),
    refusals.ReasonMissing: Page(422, _l("A reason is needed"), CHECK_AGAIN),
    refusals.CodeRejected: Page(422, _l("This code does not fit"), _l("Ask for a new code.")),
    refusals.SamePerson: Page(
        422, _l("A second person must decide"), _l("Nobody approves their own order.")
    ),
    refusals.DealerUnfit: Page(422, _l("This dealer cannot take the order"), CHECK_AGAIN),
    WrongStageError: Page(
        409,
        _l("The trade-in is not there yet, or further already"),
        _l("Open the order to see where it stands: the customer may have to answer first."),
    ),
    DriveClosed: Page(
        409, _l("This test drive is settled"), _l("Reload the page to see where it stands.")
    ),
    PapersClosed: Page(
        409, _l("This paper is settled"), _l("Open your order to see where it stands.")
    ),
    refusals.LinkExpired: Page(
        410, _l("This link has expired"), _l("Ask the person who buys with you for a new order.")
    ),
    refusals.SaleClosed: Page(
        409, _l("This sale is not open yet"), _l("Everything can be tried; nothing can be ordered.")
    ),
    refusals.TooLate: Page(422, _l("The period for this is over"), CHECK_AGAIN),
}
LOST = Page(404, _l("This road leads nowhere"), _l("The page moved, or never was."))
PAGES |= REFUSALS | dict.fromkeys((NoResultFound, UnknownCatalogue, refusals.NotFound), LOST)
BY_STATUS = {
    403: Page(403, _l("This page is not yours to open"), _l("Sign in with the right account.")),
    404: LOST,
    405: Page(405, _l("This page cannot be opened that way"), _l("Go back and try again.")),
    410: Page(410, _l("This link has expired"), _l("Ask for a new one; nothing is lost.")),
    413: Page(413, _l("This file is too large"), _l("Send a file of at most 10 MB.")),
    429: Page(429, _l("That was a lot at once"), _l("Wait a minute, then try again."), 60),
}
STRANGE = _l("This address is not the store’s.")
FALLBACK = Page(500, _l("Something broke on our side"), NOTHING_LOST)


def show(page: Page) -> ResponseReturnValue:
    """Render an error page, small and without a query, so that it works when little else does.

    Pages of a full house are kept: who comes back too soon costs the others next to nothing.
    """
    if not page.retry_after:
        return render_template("errors/error.html", page=page), page.status
    frame: dict[str, Any] = {}
    current_app.update_template_context(frame)
    look = (getattr(frame.get("brand"), "key", ""), frame.get("scheme", ""), frame.get("lang", ""))
    html = _full_house(page.status, str(page.title), str(page.advice), look, request.script_root)
    return html, page.status, {"Retry-After": str(page.retry_after)}


@remembered(size=256, depends="all of its words, the brand, the light, the language; no visitor's")
def _full_house(status: int, title: str, advice: str, _look: tuple[str, ...], _root: str) -> str:
    return render_template("errors/full_house.html", page=Page(status, title, advice))


def init_app(app: Flask) -> None:
    """Register the table."""
    for kind, page in PAGES.items():
        app.register_error_handler(kind, _handler(page))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def _handler(page: Page) -> Callable[[Exception], ResponseReturnValue]:
    def handle(error: Exception) -> ResponseReturnValue:
        db.session.rollback()
        log.warning("refused", reason=type(error).__name__, route=route())
        return show(page)

    return handle


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # a strange host has no addresses a page could show
        return Response(str(STRANGE), error.code, content_type="text/plain")
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    return show(BY_STATUS.get(error.code, Page(error.code, error.name, NOTHING_LOST)))


def _broken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.error("broken", exc_info=getattr(error, "original_exception", error), route=route())
    return show(FALLBACK)
