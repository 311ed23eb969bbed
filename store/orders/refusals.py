"""What an order verb refuses besides a wrong state, each naming the place and the reason."""


class OrderRefused(ValueError):
    """Base of the refusals; `place` names what was looked at, `reason` why it cannot be."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class NotFound(OrderRefused):
    """No such order for this person; a page shows 404 and tells a stranger nothing."""


class Incomplete(OrderRefused):
    """The journey lacks something an order needs (account, dealer)."""


class OthersTerms(OrderRefused):
    """The journey has the terms of an employee who is somebody else."""


class CarTaken(OrderRefused):
    """The stock car is held by another buyer, or sold."""


class CodeRejected(OrderRefused):
    """The one-time code is wrong, expired, exhausted or was never sent."""


class LinkExpired(OrderRefused):
    """The time of a co-buyer's link is over."""


class SamePerson(OrderRefused):
    """A sale cannot be approved by the person who buys."""


class ReasonMissing(OrderRefused):
    """A dealer who refuses says why; a moved delivery date has a reason."""


class DepositMissing(OrderRefused):
    """No deposit is held or taken for the order; the customer is asked for the card."""


class TooLate(OrderRefused):
    """The withdrawal period is over."""


class DealerUnfit(OrderRefused):
    """The dealer is closed, of another brand, or was already asked."""


class NotReviewed(OrderRefused):
    """The customer has not seen this Deal; show the difference and ask again."""


class SaleClosed(OrderRefused):
    """The seller or the terms of this sale are invented: production takes no order."""
