# mypy: allow-untyped-calls
"""Signature fields, made and tagged before the first signature."""

from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from esign.document import attachment, destination, open_document
from esign.errors import DocumentError, FieldError
from esign.preflight import refuse_active_content
from esign.roles import SIGNING_ORDER, Field, Role
from esign.writing import Revision


TIMESTAMP_FIELD = "document_timestamp"
TIMESTAMP_LABEL = "Horodatage du document (document timestamp)"


def prepare(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """Add one empty, tagged signature field for each party, and one for the last timestamp.

    Fields that came later would be a change to a certified document, so all are made here.
    Each stands where the document has a named destination `signature-<role>`.

    Args:
        pdf: The unsigned purchase order with `order.json` attached.
        fields: One a role, the buyer's among them, in signing order.

    Returns:
        The document with an incremental update holding the fields.

    Raises:
        DocumentError: Damaged, encrypted, active, signed or prepared already, without
            `order.json`, or without a named place.
        FieldError: The buyer is missing, a role is double or out of order.
    """
    _refuse_bad_roles([field.role for field in fields])
    reader = open_document(pdf)
    refuse_active_content(pdf, reader)
    attachment(reader)
    if list(enumerate_sig_fields(reader)):
        raise DocumentError("document", "it has signature fields already")
    writer = Revision(BytesIO(pdf), prev=reader)
    for field in fields:
        page, x, y = destination(reader, field.destination)
        box = (round(x), round(y) - field.height, round(x) + field.width, round(y))
        append_signature_field(
            writer,
            SigFieldSpec(field.role.value, on_page=page, box=box, readable_field_name=field.label),
        )
    _add_timestamp_field(writer)
    labels = {field.role.value: field.label for field in fields}
    _tag(writer, {**labels, TIMESTAMP_FIELD: TIMESTAMP_LABEL})
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def roles_of(reader: PdfFileReader) -> dict[Role, bool]:
    """Map each role that has a field to whether it is signed.

    Raises:
        FieldError: A field belongs to no role.
    """
    found: dict[Role, bool] = {}
    for name, value, _ in enumerate_sig_fields(reader):
        if name == TIMESTAMP_FIELD:
            continue
        if name not in {role.value for role in Role}:
            raise FieldError(f"field {name}", "it belongs to no party of the order")
        found[Role(name)] = value is not None
    return found


def is_stamped(reader: PdfFileReader) -> bool:
    """Whether the document bears its last timestamp.

    Raises:
        FieldError: It has no place for one.
    """
    for _, value, _ in enumerate_sig_fields(reader, with_name=TIMESTAMP_FIELD):
        return value is not None
    raise FieldError(f"field {TIMESTAMP_FIELD}", "the document has no place for it")


def _refuse_bad_roles(roles: list[Role]) -> None:
    if Role.BUYER not in roles:
        raise FieldError("field buyer", "an order cannot be without its buyer")
    if roles != [role for role in SIGNING_ORDER if role in roles]:
        raise FieldError("fields", "a role is double or out of signing order")


def _add_timestamp_field(writer: Revision) -> None:
    """Make the invisible field now: one made later would be a change to a certified document."""
    unseen = SigFieldSpec(TIMESTAMP_FIELD, readable_field_name=TIMESTAMP_LABEL)
    append_signature_field(writer, unseen)


def _tag(writer: Revision, labels: dict[str, str]) -> None:
    """Enter the fields in the structure tree (ISO 14289-1, 7.18.4: widgets in a Form tag)."""
    if "/StructTreeRoot" not in writer.root:
        raise DocumentError("document", "it is not tagged")
    tree = writer.root["/StructTreeRoot"]
    parent_tree = tree["/ParentTree"]
    numbers = parent_tree["/Nums"]
    body = tree["/K"][0]
    next_key = max(int(key) for key in list(numbers)[::2]) + 1
    for offset, (name, _, field) in enumerate(enumerate_sig_fields(writer)):
        element = _form_element(writer, field, tree["/K"].raw_get(0), labels[name])
        numbers.extend([generic.NumberObject(next_key + offset), element])
        body["/K"].append(element)
        widget = field.get_object()
        widget[pdf_name("/StructParent")] = generic.NumberObject(next_key + offset)
    for container in (numbers, body["/K"]):
        writer.update_container(container)


def _form_element(
    writer: Revision,
    field: generic.IndirectObject,
    parent: generic.IndirectObject,
    label: str,
) -> generic.IndirectObject:
    widget = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/OBJR"),
            pdf_name("/Obj"): field,
            pdf_name("/Pg"): field.get_object().raw_get("/P"),
        }
    )
    # /K is one reference and not an array of one: the difference analysis of the first
    # signature calls the array form a suspicious change.
    element = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): parent,
            pdf_name("/Alt"): pdf_string(label),
            pdf_name("/K"): writer.add_object(widget),
        }
    )
    return writer.add_object(element)
