import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import store
from esign import Role, prepare
from esign.document import destination, open_document
from store.gateways.pdf import PdfError, render_purchase_order, signature_typeface
from store.gateways.pdf_codes import qr_code
from store.gateways.purchase_order import AmountLine, PurchaseOrder
from store.gateways.purchase_order_words import FRENCH, role_labels, words
from store.gateways.typefaces import FALLBACK, OTHER_LETTERS, Cut, cut, rules
from store.typed_text import ALPHABET
from tests.store.gateways.purchase_orders import BUYER, CO_BUYER, VEHICLE, a_purchase_order


TEMPLATES = Path(store.__file__).parent / "templates" / "documents"
STYLE = Path(store.__file__).parents[1] / "static" / "css" / "documents" / "purchase_order.css"


@cache
def printed(order: PurchaseOrder) -> bytes:
    return render_purchase_order(order)


@cache
def text_of(order: PurchaseOrder) -> str:
    pages = PdfReader(BytesIO(printed(order))).pages
    text = " ".join(page.extract_text() for page in pages)
    return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("\u2011", "-"))


@pytest.mark.parametrize(
    "mention",
    [
        "V-2026-000481",
        "21 novembre 2026",
        "Volant Démonstration DS",
        "SAS",
        "Capital social",
        "RCS Paris 000 000 034",
        "FR00 000000034",
        "Assurance de démonstration",
        "Médiateur de démonstration",
        "https://mediateur.example",
        "Claire Morel",
        "Née le 14 mars 1988",
        "8 rue des Lilas, 69003 Lyon",
        "M10DS4",
        "E-Tense 225 Trocadero EAT8",
        "D34-B2",
        "2027",
        "165 kW",
        "10 CV",
        "Portes",
        "Hybride rechargeable",
        "Automatique, 8 rapports",
        "Onyx Profond",
        "Cuir nappa criollo",
        "27 g/km",
        "1 723 kg",
        "FR-2026-11-03, 3 novembre 2026",
        "Pack Vision",
        "550,00 €",
        "Caractéristiques déterminantes",
        "Attelage possible",
        "47 893,76 €",
        "− 8 420,00 €",
        "La préparation du véhicule est comprise",
        "garanti jusqu’au 21 février 2027",
        "L’état déclaré est vérifié à la remise",
        "Banque de démonstration",
        "Attention ! Un crédit coûte de l’argent",
        "Acompte",
        "12 quai Perrache",
        "janvier 2027",
        "4 janvier 2027",
        "quatorze jours",
        "renoncer au contrat ici",
        "Modèle de formulaire de rétractation",
        "garantie légale de conformité",
        "Données personnelles",
        "FR-taxes@2026-01-01",
        "Signature de l’acheteur",
        "Signature du concessionnaire",
        "Confiance de test",
    ],
)
def test_the_order_carries_every_mandatory_mention(mention: str):
    assert mention in text_of(a_purchase_order())


def test_the_hash_of_the_attached_order_is_printed_and_in_the_metadata():
    order = a_purchase_order()
    reader = PdfReader(BytesIO(printed(order)))
    assert reader.attachments["order.json"] == [order.order_json]
    assert order.order_sha256 in text_of(order).replace(" ", "")
    assert (reader.metadata or {})["/orderhash"] == order.order_sha256


def test_a_stock_car_names_its_vin_and_cash_needs_no_lender():
    order = a_purchase_order(
        vehicle=type(VEHICLE)(**{**_values(VEHICLE), "vin": "VR1URHPXZP1234567"}),
        finance=None,
        trade_in=None,
        options=(),
        determining_features=(),
    )
    text = text_of(order)
    assert "VR1URHPXZP1234567" in text
    assert "Sans crédit" in text
    assert "Prêteur" not in text


def test_an_english_order_has_english_labels_and_figures():
    text = text_of(a_purchase_order(language="en", brand="peugeot", brand_name="Peugeot"))
    assert "Right of withdrawal" in text
    assert "€47,893.76" in text
    assert "February" in text


def test_equal_orders_give_equal_bytes():
    assert render_purchase_order(a_purchase_order()) == printed(a_purchase_order())


def test_another_amount_gives_another_hash():
    assert printed(a_purchase_order(order_json=b"{}")) != printed(a_purchase_order())


def test_the_file_is_tagged_archival_and_numbered():
    reader = PdfReader(BytesIO(printed(a_purchase_order())))
    metadata = bytes(reader.root_object["/Metadata"].get_data())
    assert b'pdfaid:part="3"' in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert metadata.count(b"<rdf:RDF") == 1
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/AF"][0].get_object()["/AFRelationship"] == "/Source"
    assert f"{len(reader.pages)}" in reader.pages[-1].extract_text().splitlines()[-1]


def test_every_font_is_embedded():
    for page in PdfReader(BytesIO(printed(a_purchase_order()))).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner


def test_there_is_a_place_for_every_signature_and_it_can_be_prepared():
    order = a_purchase_order(buyers=(BUYER, CO_BUYER), co_signed=True)
    reader = open_document(printed(order))
    heights = [destination(reader, f"signature-{name}")[2] for name in ("buyer", "dealer")]
    assert heights[0] > heights[1] > 100
    places = prepare(printed(order), order.signature_fields(role_labels("fr")))
    assert list(PdfReader(BytesIO(places)).get_fields() or {}) == [
        "buyer",
        "co_buyer",
        "dealer",
        "document_timestamp",
    ]


def test_nothing_is_smaller_than_eight_points():
    sizes = re.findall(r"(?:font(?:-size)?:[^;}]*?)(\d+(?:\.\d+)?)pt", STYLE.read_text("utf-8"))
    assert len(sizes) > 8
    assert min(map(float, sizes)) >= 8


def test_every_label_has_french_words():
    labels = set()
    for file in [
        *TEMPLATES.glob("*.html"),
        Path(store.__file__).parent / "gateways" / "purchase_order_facts.py",
    ]:
        labels |= set(re.findall(r'word\("([^"]+)"\)', file.read_text("utf-8")))
        labels |= set(re.findall(r'^        \("([^"]+)", ', file.read_text("utf-8"), re.MULTILINE))
    assert len(labels) > 40
    assert labels <= FRENCH.keys()
    assert words("fr")("Seller") == "Vendeur"
    assert set(role_labels("fr")) == set(Role)


def test_text_from_a_customer_stays_text():
    order = a_purchase_order(dealer='<img src="https://evil.example/x.png"><script>1</script>')
    assert "<script>" in text_of(order)


def test_a_picture_is_placed_with_its_words():
    order = a_purchase_order(illustration_png=_png())
    assert "Illustration non contractuelle" in text_of(order)
    assert len(PdfReader(BytesIO(printed(order))).pages[0].images) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"lines": ()}, "one total"),
        ({"lines": (AmountLine(label="a", cents=1, weight="total"),) * 2}, "one total"),
        ({"illustration_png": b"GIF89a"}, "not a PNG"),
        ({"brand": "lada"}, "no design"),
        ({"issued_at": datetime(2026, 11, 21, tzinfo=UTC).replace(tzinfo=None)}, "time zone"),
    ],
)
def test_an_order_that_cannot_be_printed_says_why(changes: dict[str, object], reason: str):
    with pytest.raises(PdfError, match=reason):
        render_purchase_order(a_purchase_order(**changes))


def test_the_layout_engine_has_nothing_to_complain_of(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render_purchase_order(a_purchase_order(brand="citroen", brand_name="Citroën"))
    assert caplog.messages == []


def test_the_signature_fonts_draw_every_letter_the_store_takes():
    chain = TTCollection(BytesIO(signature_typeface()))
    assert {code for font in chain for code in font.getBestCmap()} >= ALPHABET


@pytest.mark.parametrize("style", FALLBACK)
def test_documents_draw_every_letter_the_store_takes(style: Cut):
    drawn = TTFont(BytesIO(cut(style))).getBestCmap()
    assert set(drawn) >= OTHER_LETTERS | set(map(ord, " -'’."))


def test_names_of_other_scripts_are_drawn_with_their_spaces():
    names = ("Ελένη Παπαδοπούλου", "Nguyễn Thị Ánh")
    order = a_purchase_order(buyers=tuple(replace(BUYER, name=name) for name in names))
    for name in names:
        assert name in text_of(order)
    fonts = {str(font["/BaseFont"]) for font in fonts_of(printed(order))}
    assert any("Fallback" in name for name in fonts)
    assert not any(name.endswith("DejaVu-Sans") for name in fonts)  # not the machine's own
    assert all(font["/Encoding"] == "/Identity-H" for font in fonts_of(printed(order)))


def test_a_document_in_plain_french_loads_no_fallback():
    assert rules("ds", "Adélaïde à la Côte d’Azur, 12 €") == rules("ds", "")
    assert "fallback-600" in rules("ds", "Nguyễn Thị Ánh")


def _values(block: object) -> dict[str, object]:
    return {field.name: getattr(block, field.name) for field in fields(block)}


def fonts_of(pdf: bytes) -> Iterator[DictionaryObject]:
    for page in PdfReader(BytesIO(pdf)).pages:
        resources = page["/Resources"].get_object()
        yield from (one.get_object() for one in resources.get("/Font", {}).values())


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" + b"\x10\x20\x30" * 2)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_the_page_that_checks_the_order_is_printed_with_its_code():
    address = f"https://volant.example/verification/{'a' * 32}"
    pdf = printed(a_purchase_order(verification_url=address))
    pages = PdfReader(BytesIO(pdf)).pages
    words = "".join("".join(page.extract_text().split()) for page in pages)
    assert address in words
    assert len({image.name for page in pages for image in page.images}) == 1
    assert qr_code(address) == qr_code(address) != qr_code(address + "b")
    assert pdf == printed(a_purchase_order(verification_url=address))
