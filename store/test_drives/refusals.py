"""What the verbs of a test drive refuse."""

from store.orders.refusals import OrderRefused


class DriveClosed(OrderRefused):
    """The test drive no longer, or not yet, stands where this is possible."""


class NoSuchMoment(OrderRefused):
    """The dealer is closed then, or it is not within the next weeks; `place` is day or part."""
