"""Ways to forge a signed order by writing or signing it anew."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pypdf import PdfWriter

from esign import Authority, Role, Signer, augment, sign
from esign.document import open_document
from tests.esign.forged_updates import updated
from tests.esign.forger import Recipe, Scene, signed_by_all, whole
from tests.esign.small_order import AT, CONSENT, RAISED_AT


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
    signed = signed_by_all(scene.prepared, scene.signer)
    return augment(signed, knowing.signer(scene.signer.typeface), RAISED_AT)


def layer_before_signing(scene: Scene) -> bytes:
    return _signed_unseen(updated(scene.prepared, _add_layer), scene.signer)


def layer_toggled_later(scene: Scene) -> bytes:
    def toggle(writer: IncrementalPdfFileWriter) -> None:
        layers = writer.root["/OCProperties"]
        layers["/D"][pdf_name("/OFF")] = generic.ArrayObject([layers["/OCGs"].raw_get(0)])
        writer.update_root()

    return updated(layer_before_signing(scene), toggle)


def valid_signatures_on_another_order(scene: Scene) -> bytes:
    return whole(scene.other, scene.signer)


def buyer_only(scene: Scene) -> bytes:
    return sign(scene.prepared, Role.BUYER, scene.signer, replace(CONSENT, name="A B"), AT)


RECIPES: tuple[Recipe, ...] = (
    full_rewrite,
    stripped_and_rewritten,
    same_name_rogue_authority,
    revoked_signer,
    layer_before_signing,
    layer_toggled_later,
    valid_signatures_on_another_order,
    buyer_only,
)


def _rewritten(writer: PdfWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


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
