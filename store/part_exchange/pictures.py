"""The dealer's pictures of what he found, one a line, made anew and sealed as papers are.

They are a paper of the order (`KIND`) that no customer can take back, so that everything which
looks after papers looks after them too: who may see them, how long they are kept, who is erased.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from store.extensions import db, transaction
from store.gateways.registry import gateways
from store.models import Paper, PartExchange
from store.orders.events import locked_for_dealer
from store.papers.clean import Clean, clean
from store.papers.folder import ACCEPTED, add_file, paper_of
from store.papers.forget import remove
from store.papers.refusals import PaperRefused
from store.papers.vault import Sealed, seal
from store.part_exchange.promise import owed
from tradein import Stage


KIND = "trade_in_found"
MOST = 24
JPEG = "image/jpeg"
OPEN = frozenset({Stage.ESTIMATE, Stage.FIRM, Stage.INSPECTED})
"""Before another amount is offered; after it, what was shown stays as it was."""


def keep_picture(order_id: str, dealer_id: str, code: str, content: bytes, at: datetime) -> None:
    """Keep the picture of a line, in the place of an earlier one.

    Args:
        order_id: The order, accepted by this dealer.
        dealer_id: The dealer.
        code: The line's factor ("damage.roof.dent.1", "tyres").
        content: The bytes as they were sent, of which nothing is believed.
        at: This moment.

    Raises:
        NotFound: the order is not this dealer's, or has no car to look at.
        PaperRefused: it is no picture, or there are `MOST`; the code says why.
        ArchiveError: it could not be kept.
    """

    def file(made: Clean, sealed: Sealed) -> list[str]:
        row = owed(locked_for_dealer(order_id, dealer_id))
        return _file(row, code, made, sealed, at) if row.stage in OPEN else [sealed.name]

    keep_photo(code, content, file)


def keep_photo(place: str, content: bytes, file: Callable[[Clean, Sealed], list[str]]) -> None:
    """Make a photo anew, seal it and have it written down; nothing unneeded stays.

    Args:
        place: Beside which field a refusal is shown.
        content: The bytes as they were sent, of which nothing is believed.
        file: Writes it down inside the transaction; returns the names nothing needs now.

    Raises:
        PaperRefused: it is no picture; the code says why.
        ArchiveError: it could not be kept.
    """
    made = clean(content)
    if made.media_type != JPEG:
        raise PaperRefused(place, "unknown")
    sealed = seal(gateways().archive, made.content)
    unneeded = [sealed.name]
    try:
        with transaction():
            unneeded = file(made, sealed)
    finally:
        remove(unneeded)


def _file(row: PartExchange, code: str, made: Clean, sealed: Sealed, at: datetime) -> list[str]:
    """Write it down; returns the names in the archive that nothing needs now."""
    paper = paper_of(row.order_id, KIND)
    if paper is None:
        paper = Paper(order_id=row.order_id, kind=KIND, state=ACCEPTED, received_at=at)
        db.session.add(paper)
        db.session.flush()
    known = next((one for one in paper.files if one.sha256 == made.sha256), None)
    if known is None and len(paper.files) >= MOST:
        raise PaperRefused(code, "too_many_files")
    if known is None:
        known = add_file(paper, made, sealed, at)
        db.session.flush()
    pictures: Mapping[str, str] = row.found.get("pictures", {})
    row.found = {**row.found, "pictures": {**pictures, code: known.id}}
    return [] if known.name == sealed.name else [sealed.name]
