"""A way to pay as the visitor keeps it: its schedule, and a credit's information sheet."""

from collections.abc import Iterator
from hashlib import sha256

from flask_babel import gettext as _

from financing import Part, Quote, quote_id
from store.catalogue.brands import BRANDS
from store.formats import day, euros
from store.gateways.credit_sheet import CreditSheet
from store.markets import Seller
from store.shop.ways import product_names


def heads() -> tuple[str, ...]:
    """Name the columns of a schedule."""
    return (_("Due"), _("Payment"), _("Interest"), _("Capital"), _("Left"))


def credit_sheet(
    quoted: Quote, parts: tuple[Part, ...], sold_by: Seller, brand: str, language: str
) -> CreditSheet:
    """Return a sheet in the visitor's language; equal quotes give equal sheets."""
    said = [
        (part.title[language], [(one.label[language], one.value[language]) for one in part.facts])
        for part in parts
    ]
    return CreditSheet(
        language=language,
        brand=brand,
        brand_name=BRANDS[brand].name,
        title=_("Information about this credit"),
        lead=f"{product_names()[quoted.product][0]}, {_('quote %(id)s', id=quote_id(quoted))}",
        seller=sold_by.name,
        parts=said,
        schedule_title=_("Schedule"),
        heads=heads(),
        schedule=list(_rows(quoted)),
        warning=quoted.warning[language] if quoted.warning else "",
        identity=sha256(repr((said, quoted)).encode()).hexdigest()[:32],
    )


def _rows(quoted: Quote) -> Iterator[tuple[str, ...]]:
    for row in quoted.schedule:
        amounts = (row.payment_cents, row.interest_cents, row.principal_cents, row.balance_cents)
        yield (day(row.due), *(euros(cents) for cents in amounts))
