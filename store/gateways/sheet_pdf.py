"""The information sheet of a credit and its schedule as an accessible PDF, same bytes each time."""

from store.gateways.credit_sheet import CreditSheet
from store.gateways.pdf_pages import Page, accessible, environment


TEMPLATE = "documents/credit_sheet.html"


def render_sheet(sheet: CreditSheet) -> bytes:
    """Print a sheet as a tagged PDF/UA-1."""
    return accessible(
        Page(
            name="sheet",
            html=environment().get_template(TEMPLATE).render(sheet=sheet),
            brand=sheet.brand,
            sheets=("purchase_order.css", "credit_sheet.css"),
            identity=sheet.identity,
        )
    )
