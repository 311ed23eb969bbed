"""The information sheet of a credit and its schedule as an accessible PDF, same bytes each time."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from store.gateways.credit_sheet import CreditSheet
from store.gateways.pdf_sources import Sources
from store.gateways.typefaces import BRANDS


STYLES = Path(__file__).parents[2] / "static" / "css" / "documents"
TEMPLATE = "documents/credit_sheet.html"


def render_sheet(sheet: CreditSheet) -> bytes:
    """Print a sheet as a tagged PDF/UA-1."""
    page = _environment().get_template(TEMPLATE).render(sheet=sheet)
    sources, fonts, profiles = Sources({}), FontConfiguration(), dict[str, object]()
    style = CSS(
        string=_style(sheet.brand),
        url_fetcher=sources,
        font_config=fonts,
        color_profiles=profiles,
        base_url="sheet:style",
    )
    document = HTML(string=page, url_fetcher=sources, base_url="sheet:page")
    printed: bytes = document.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        color_profiles=profiles,
        pdf_variant="pdf/ua-1",
        pdf_identifier=sheet.identity.encode("ascii"),
    )
    return printed


@cache
def _style(brand: str) -> str:
    sheets = ("purchase_order.css", "credit_sheet.css")
    faces = (one.rule for one in BRANDS[brand])
    return "\n".join((*faces, *((STYLES / name).read_text("utf-8") for name in sheets)))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("store", "templates"), autoescape=True, undefined=StrictUndefined
    )
