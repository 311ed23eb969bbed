# mypy: allow-untyped-calls
"""Twenty-two ways to forge a signed order, each a small function from a scene to a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pypdf import PdfWriter

from esign import Authority, Role, Signer, augment, sign
from esign.document import open_document
from tests.esign.small_order import AT, CONSENT, RAISED_AT


@dataclass(frozen=True)
class Scene:
    """A whole order, and what a forger may have got hold of.

    Attributes:
        prepared: Unsigned, its fields made.
        buyer: Signed by the buyer alone.
        raised: Signed by everybody, level B-LTA.
        other: Another order, prepared.
        signer: The seal, for a forger inside the house.
        trust: What the verifier trusts.
    """

    prepared: bytes
    buyer: bytes
    raised: bytes
    other: bytes
    authority: Authority
    signer: Signer
    trust: bytes


Recipe = Callable[[Scene], bytes]


def whole(pdf: bytes, signer: Signer) -> bytes:
    """Sign for everybody and raise."""
    return augment(_signed_by_all(pdf, signer), signer, RAISED_AT)


def _signed_by_all(pdf: bytes, signer: Signer) -> bytes:
    for minute, role in enumerate(Role):
        pdf = sign(pdf, role, signer, CONSENT, AT + timedelta(minutes=minute))
    return pdf


def body_byte(scene: Scene) -> bytes:
    return _flipped(scene.raised, scene.raised.index(b"stream") + 20)


def byte_inside_the_cms(scene: Scene) -> bytes:
    place = scene.raised.index(b"/Contents <") + 900
    digit = b"0" if scene.raised[place : place + 1] != b"0" else b"1"
    return scene.raised[:place] + digit + scene.raised[place + 1 :]


def padding(scene: Scene) -> bytes:
    place = scene.raised.index(b">", scene.raised.index(b"/Contents <")) - 2
    return scene.raised[:place] + b"7" + scene.raised[place + 1 :]


def roll_back_to_the_buyer(scene: Scene) -> bytes:
    return scene.buyer


def trailing_bytes(scene: Scene) -> bytes:
    return scene.raised + b"\n% more\n"


def overlay(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"q 1 g 0 0 600 840 re f Q")
        writer.add_stream_to_page(0, writer.add_object(stream))

    return _updated(scene.raised, change)


def annotation(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, (0, 0, 200, 50))),
                pdf_name("/Contents"): pdf_string("1 EUR"),
                pdf_name("/DA"): pdf_string("/Helv 12 Tf"),
            }
        )
        page = writer.find_page_for_modification(0)[0]
        writer.register_annotation(page, writer.add_object(note))

    return _updated(scene.raised, change)


def hidden_page(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 9 9 re f"))
        box = generic.ArrayObject(map(generic.FloatObject, (0, 0, 595, 842)))
        writer.insert_page(PageObject(stream, box))

    return _updated(scene.raised, change)


def swapped_attachment(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        file = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
        file._data, file._encoded_data = b'{"total":9}', None  # noqa: SLF001 pyHanko has no setter
        writer.mark_update(file.container_ref)

    return _updated(scene.raised, change)


def swapped_appearance(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = _field(writer, "dealer")
        box = BoxConstraints(width=226, height=62)
        drawn = RawContent(b"0 0 226 62 re f", box=box).as_form_xobject()
        widget["/AP"][pdf_name("/N")] = writer.add_object(drawn)
        writer.update_container(widget)

    return _updated(scene.raised, change)


def removed_value(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = _field(writer, "dealer")
        del widget["/V"]
        writer.update_container(widget)

    return _updated(scene.raised, change)


def removed_form(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    return _updated(scene.raised, change)


def full_rewrite(scene: Scene) -> bytes:
    return _rewritten(PdfWriter(clone_from=BytesIO(scene.raised)))


def stripped_and_rewritten(scene: Scene) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(scene.raised))
    for key in ("/AcroForm", "/Perms", "/DSS"):
        del writer.root_object[key]
    for page in writer.pages:
        page.pop("/Annots", None)
    return _rewritten(writer)


def same_name_rogue_authority(scene: Scene) -> bytes:
    rogue = Authority.create(AT - timedelta(days=1))
    return whole(scene.prepared, rogue.signer(scene.signer.typeface))


def revoked_signer(scene: Scene) -> bytes:
    at = AT - timedelta(hours=1)
    knowing = scene.authority.revoking(scene.authority.seal.certificate, at)
    signed = _signed_by_all(scene.prepared, scene.signer)
    return augment(signed, knowing.signer(scene.signer.typeface), RAISED_AT)


def layer_before_signing(scene: Scene) -> bytes:
    return _signed_unseen(_updated(scene.prepared, _add_layer), scene.signer)


def layer_toggled_later(scene: Scene) -> bytes:
    def toggle(writer: IncrementalPdfFileWriter) -> None:
        layers = writer.root["/OCProperties"]
        layers["/D"][pdf_name("/OFF")] = generic.ArrayObject([layers["/OCGs"].raw_get(0)])
        writer.update_root()

    return _updated(layer_before_signing(scene), toggle)


def metadata_changed(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        info = writer.trailer["/Info"]
        info[pdf_name("/Title")] = pdf_string("Another order")
        writer.mark_update(writer.trailer.raw_get("/Info"))

    return _updated(scene.raised, change)


def widened_range(scene: Scene) -> bytes:
    start = scene.raised.index(b"/ByteRange [0 ") + len(b"/ByteRange [0 ")
    end = scene.raised.index(b" ", start)
    narrower = str(int(scene.raised[start:end]) - 40).encode().rjust(end - start, b"0")
    return scene.raised[:start] + narrower + scene.raised[end:]


def valid_signatures_on_another_order(scene: Scene) -> bytes:
    return whole(scene.other, scene.signer)


def buyer_only(scene: Scene) -> bytes:
    return sign(scene.prepared, Role.BUYER, scene.signer, replace(CONSENT, name="A B"), AT)


RECIPES: tuple[Recipe, ...] = (
    body_byte,
    byte_inside_the_cms,
    padding,
    roll_back_to_the_buyer,
    trailing_bytes,
    overlay,
    annotation,
    hidden_page,
    swapped_attachment,
    swapped_appearance,
    removed_value,
    removed_form,
    full_rewrite,
    stripped_and_rewritten,
    same_name_rogue_authority,
    revoked_signer,
    layer_before_signing,
    layer_toggled_later,
    metadata_changed,
    widened_range,
    valid_signatures_on_another_order,
    buyer_only,
)


def _flipped(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def _updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer, output = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(output)
    return output.getvalue()


def _rewritten(writer: PdfWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    [(_, _, field)] = enumerate_sig_fields(writer, with_name=name)
    found: generic.DictionaryObject = field.get_object()
    return found


def _add_layer(writer: IncrementalPdfFileWriter) -> None:
    layer = writer.add_object(
        generic.DictionaryObject(
            {pdf_name("/Type"): pdf_name("/OCG"), pdf_name("/Name"): pdf_string("Price")}
        )
    )
    writer.root[pdf_name("/OCProperties")] = generic.DictionaryObject(
        {
            pdf_name("/OCGs"): generic.ArrayObject([layer]),
            pdf_name("/D"): generic.DictionaryObject(
                {pdf_name("/ON"): generic.ArrayObject([layer])}
            ),
        }
    )
    writer.update_root()


def _signed_unseen(pdf: bytes, signer: Signer) -> bytes:
    """Sign as our own code refuses to: with the library alone, whatever the document carries."""
    for role in Role:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), prev=open_document(pdf))
        metadata = PdfSignatureMetadata(
            field_name=role.value,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=role is Role.BUYER,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        library = PdfSigner(
            metadata, signer=signer.cms_signer(AT), timestamper=signer.timestamps.stamper(AT)
        )
        pdf = library.sign_pdf(writer, existing_fields_only=True).getvalue()
    return augment(pdf, signer, RAISED_AT)
