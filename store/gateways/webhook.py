"""The way to a dealer's own system: a signed JSON POST that may safely be repeated."""

from http import HTTPStatus

from store.gateways.dealer_system import DealerMessage
from store.gateways.mail import DeliveryError, Unreachable
from store.gateways.posting import ANYWHERE, PostError, Reach, post
from store.gateways.signatures import signature_header


SECONDS = 5.0
SIGNATURE = "Volant-Signature"


class HttpDealerSystem:
    """Posts to dealers' systems.

    A message carries `Volant-Signature` (see `store.gateways.signatures.verify_signature`) and
    `Idempotency-Key`, the same at every attempt; 2xx says it was taken, anything else that it
    must come again.
    """

    def __init__(self, reach: Reach = ANYWHERE) -> None:
        """Post to addresses within this reach."""
        self._reach = reach

    def post(self, message: DealerMessage, at: int) -> None:
        """Deliver one message.

        Args:
            message: What, where to, and the secret shared with the dealer's system.
            at: Unix seconds of this attempt.

        Raises:
            Unreachable: No such address or one out of reach, or no answer within five seconds.
            DeliveryError: It was not taken: a redirect, or any status but 2xx.
        """
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Volant",
            "Idempotency-Key": message.key,
            SIGNATURE: signature_header(message.body, message.secret, at),
        }
        try:
            status = post(message.url, message.body, headers, SECONDS, self._reach)
        except PostError as error:
            raise Unreachable(f"dealer system: {error}") from error
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise DeliveryError(f"dealer system: it answered {status}")
