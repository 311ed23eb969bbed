"""What the papers' verbs refuse, beside what every verb of an order does."""

from store.orders.refusals import OrderRefused


class PaperRefused(OrderRefused):
    """A file that cannot be taken, said beside its field; `reason` is one of `CODES`."""


class PaperChanged(OrderRefused):
    """The customer sent another file since the dealer looked; the dealer looks again."""


class PapersClosed(OrderRefused):
    """The order takes no papers now, or this one is accepted already."""


CODES = frozenset(
    {
        "empty",
        "too_large",
        "unknown",
        "unreadable",
        "locked",
        "too_many_pages",
        "too_many_pixels",
        "too_many_files",
        "busy",
    }
)
"""Nothing was chosen; over 10 MB; another kind of file; broken; a PDF with a
password; over 10 pages; over 60 million pixels; over 4 files a paper; too much work at once."""
