"""What the papers' verbs refuse, beside what every verb of an order does."""

from store.orders.refusals import OrderRefused


class PaperRefused(OrderRefused):
    """A file that cannot be taken, said beside its field; `reason` is one of `CODES`."""

    @property
    def answer(self) -> tuple[int, dict[str, str]]:
        """The status of the page that says so, and its headers."""
        if self.reason == "busy":
            return 503, {"Retry-After": "30"}
        return 413 if self.reason == "too_large" else 422, {}


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
