"""`POST /hooks/payments`: the payment provider's webhooks."""

from http import HTTPStatus

from flask import Blueprint, Response, request
from sqlalchemy.exc import OperationalError

from store import clock
from store.extensions import db
from store.gateways.payments import BadSignature, PaymentError
from store.gateways.registry import gateways
from store.observe import log
from store.orders.pay import receive


LONGEST_EVENT = 256 * 1024
RETRY_SECONDS = "30"

hooks = Blueprint("hooks", __name__, url_prefix="/hooks")


@hooks.post("/payments")
def payments() -> Response:
    """Take an event: 200 stored, 400 not signed by the provider, 503 to be sent again."""
    request.max_content_length = LONGEST_EVENT
    body, at = request.get_data(cache=False), clock.now()
    try:
        event = gateways().payments.read_event(
            body, request.headers.get("Stripe-Signature", ""), at
        )
        ours = receive(event, at)
    except BadSignature as error:
        return _answer(HTTPStatus.BAD_REQUEST, "webhook_refused", reason=str(error))
    except (PaymentError, OperationalError) as error:
        db.session.rollback()
        answer = _answer(
            HTTPStatus.SERVICE_UNAVAILABLE, "webhook_postponed", reason=type(error).__name__
        )
        answer.headers["Retry-After"] = RETRY_SECONDS
        return answer
    return _answer(HTTPStatus.OK, "webhook_taken", event_id=event.event_id, ours=ours)


def _answer(status: HTTPStatus, what: str, **facts: object) -> Response:
    log.info(what, **facts)
    return Response(what, status, mimetype="text/plain")
