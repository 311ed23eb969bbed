"""How a page is printed: one engine for every document, equal pages giving equal bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from store.gateways.pdf_sources import Sources
from store.gateways.pdf_standards import declare_accessible
from store.gateways.typefaces import rules


STYLES = Path(__file__).parents[2] / "static" / "css" / "documents"
# Declared in the stylesheet: the engine leaves its own copy of the profile open.
COLOURS = "--srgb"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page to print.

    Attributes:
        name: What the engine calls it where it complains.
        html: The filled template.
        brand: Whose typefaces it is set in.
        sheets: Its style sheets, of `static/css/documents`.
        identity: What the file is known by: 32 characters.
        pictures: What `order:<name>` stands for.
    """

    name: str
    html: str
    brand: str
    sheets: tuple[str, ...]
    identity: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@cache
def environment() -> Environment:
    """Return what fills the templates of documents."""
    return Environment(
        loader=PackageLoader("store", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def attached(name: str, content: bytes, description: str, at: datetime) -> Attachment:
    """Return a file to travel inside a document, its source."""
    moment = at.astimezone(UTC)
    return Attachment(
        string=content.decode("utf-8"),
        name=name,
        description=description,
        created=moment,
        modified=moment,
        relationship="Source",
    )


def accessible(page: Page) -> bytes:
    """Print a page as a tagged PDF/UA-1."""
    return _printed(page, pdf_variant="pdf/ua-1")


def archival(page: Page, attachment: Attachment, *, described: bool = False) -> bytes:
    """Print a page as PDF/A-3a and PDF/UA-1 with a file attached.

    Args:
        page: What to print.
        attachment: What travels inside.
        described: Whether the names of the template's `<meta>` are kept in the file.
    """
    return _printed(
        page,
        pdf_variant="pdf/a-3a",
        output_intent=COLOURS,
        attachments=[attachment],
        finisher=declare_accessible,
        custom_metadata=described,
    )


def _printed(page: Page, **options: object) -> bytes:
    fonts, profiles, sources = FontConfiguration(), dict[str, object](), Sources(page.pictures)
    style = CSS(
        string=f"{rules(page.brand, page.html)}\n{_style(page.sheets)}",
        url_fetcher=sources,
        font_config=fonts,
        color_profiles=profiles,
        base_url=f"{page.name}:style",
    )
    document = HTML(string=page.html, url_fetcher=sources, base_url=f"{page.name}:page")
    printed: bytes = document.write_pdf(
        stylesheets=[style],
        font_config=fonts,
        color_profiles=profiles,
        pdf_identifier=page.identity.encode("ascii"),
        **options,
    )
    return printed


@cache
def _style(sheets: tuple[str, ...]) -> str:
    return "\n".join((STYLES / name).read_text("utf-8") for name in sheets)
