from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from esign import (
    Authority,
    CertificateError,
    ClockError,
    Consent,
    ConsentError,
    DocumentError,
    Field,
    FieldError,
    Role,
    Signer,
    SigningOrderError,
    TimestampError,
    prepare,
    sign,
    verify,
)
from tests.esign.dead_timestamps import DeadTimestamps


AT = datetime(2026, 11, 21, 17, 42, tzinfo=UTC)
CONSENT = Consent("Anna Rey", "I order this car.", "Order", "code sent to a…y@example.fr", "en")


def test_every_revision_begins_with_the_bytes_of_the_one_before(
    prepared: bytes, revisions: dict[Role, bytes]
):
    before = prepared
    for pdf in revisions.values():
        assert pdf.startswith(before)
        before = pdf


def test_the_buyer_certifies_the_others_approve_and_the_document_is_stamped(raised: bytes):
    fields = PdfReader(BytesIO(raised)).get_fields() or {}
    certified = {name: "/Reference" in field["/V"] for name, field in fields.items()}
    assert certified == {
        "buyer": True,
        "co_buyer": False,
        "dealer": False,
        "document_timestamp": False,
    }
    kinds = [field["/V"]["/Type"] for field in fields.values()]
    assert kinds == ["/Sig", "/Sig", "/Sig", "/DocTimeStamp"]


def test_the_consent_is_written_in_the_signature(signed: bytes):
    value = (PdfReader(BytesIO(signed)).get_fields() or {})["buyer"]["/V"]
    assert value["/Name"] == "Łucja Žižek"
    assert "Je commande cette voiture." in value["/Reason"]
    assert "Commander avec obligation de paiement" in value["/Reason"]


def test_a_signature_field_is_one_tagged_form_element(prepared: bytes):
    reader = PdfReader(BytesIO(prepared))
    elements = [  # of each role, and of the timestamp
        element.get_object()
        for element in reader.root_object["/StructTreeRoot"]["/K"][0]["/K"]
        if element.get_object()["/S"] == "/Form"
    ]
    assert elements[0]["/Alt"] == "Signature of the buyer"
    assert [element["/K"]["/Type"] for element in elements] == ["/OBJR"] * (len(Role) + 1)


def test_a_dead_timestamp_authority_is_an_error_and_signs_nothing(prepared: bytes, signer: Signer):
    with pytest.raises(TimestampError, match="no answer"):
        sign(prepared, Role.BUYER, replace(signer, timestamps=DeadTimestamps()), CONSENT, AT)


def test_nobody_signs_before_the_buyer_nor_twice(prepared: bytes, signed: bytes, signer: Signer):
    with pytest.raises(SigningOrderError, match="buyer has to sign first"):
        sign(prepared, Role.DEALER, signer, CONSENT, AT)
    with pytest.raises(SigningOrderError, match="signed already"):
        sign(signed, Role.BUYER, signer, CONSENT, AT)


def test_an_expired_seal_signs_nothing(prepared: bytes, signer: Signer):
    with pytest.raises(CertificateError, match="valid from"):
        sign(prepared, Role.BUYER, signer, CONSENT, AT + timedelta(days=9000))


def test_a_revoked_seal_signs_nothing_from_its_revocation_on(
    prepared: bytes, authority: Authority, typeface: bytes
):
    knowing = authority.revoking(authority.seal.certificate, AT).signer(typeface)
    assert sign(prepared, Role.BUYER, knowing, CONSENT, AT - timedelta(seconds=1))
    with pytest.raises(CertificateError, match="revoked since"):
        sign(prepared, Role.BUYER, knowing, CONSENT, AT)


def test_a_clock_that_was_moved_back_signs_nothing(revisions: dict[Role, bytes], signer: Signer):
    pdf = revisions[Role.BUYER]
    assert sign(pdf, Role.CO_BUYER, signer, CONSENT, AT - timedelta(minutes=4))
    with pytest.raises(ClockError, match="the last signature is of"):
        sign(pdf, Role.CO_BUYER, signer, CONSENT, AT - timedelta(minutes=6))


def test_a_changed_document_is_not_signed_again(revisions: dict[Role, bytes], signer: Signer):
    with pytest.raises(DocumentError):
        sign(revisions[Role.BUYER] + b"\n%x", Role.CO_BUYER, signer, CONSENT, AT)


@pytest.mark.parametrize("blank", ["name", "sentence", "button", "method"])
def test_a_blank_consent_proves_nothing(blank: str):
    with pytest.raises(ConsentError, match=blank):
        replace(CONSENT, **{blank: " "})


def test_a_name_the_font_cannot_write_is_refused(prepared: bytes, signer: Signer):
    with pytest.raises(ConsentError, match=r"U\+6797"):
        sign(prepared, Role.BUYER, signer, replace(CONSENT, name="林"), AT)


@pytest.mark.parametrize(
    "roles", [(), (Role.DEALER,), (Role.DEALER, Role.BUYER), (Role.BUYER,) * 2]
)
def test_fields_need_the_buyer_once_and_in_order(prepared: bytes, roles: tuple[Role, ...]):
    with pytest.raises(FieldError):
        prepare(prepared, [Field(role, "x") for role in roles])


def test_a_document_is_prepared_once(prepared: bytes):
    with pytest.raises(DocumentError, match="fields already"):
        prepare(prepared, [Field(Role.BUYER, "x")])


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF", b"x" * 20_000_001])
def test_what_is_no_document_is_refused(pdf: bytes):
    with pytest.raises(DocumentError):
        prepare(pdf, [Field(Role.BUYER, "x")])


def _changed(pdf: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def test_an_encrypted_document_is_refused(prepared: bytes):
    locked = _changed(prepared, lambda writer: writer.encrypt("a", algorithm="RC4-128"))
    with pytest.raises(DocumentError, match="encrypted"):
        prepare(locked, [Field(Role.BUYER, "x")])


def test_a_script_is_refused(prepared: bytes):
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
    )
    active = _changed(
        prepared, lambda writer: writer.root_object.update({NameObject("/OpenAction"): script})
    )
    with pytest.raises(DocumentError, match="it carries"):
        prepare(active, [Field(Role.BUYER, "x")])


def test_another_attachment_is_refused(prepared: bytes):
    more = _changed(prepared, lambda writer: writer.add_attachment("b.txt", b"b"))
    with pytest.raises(DocumentError, match="attachments"):
        prepare(more, [Field(Role.BUYER, "x")])


def test_keys_survive_being_written_and_read(
    authority: Authority, prepared: bytes, typeface: bytes
):
    files = authority.dump(b"a long passphrase")
    again = Authority.load(files, b"a long passphrase")
    pdf = sign(prepared, Role.BUYER, again.signer(typeface), CONSENT, AT)
    report = verify(pdf, None, authority.trust)
    assert (report.intact, report.complete) == (True, False)
    keys = [content for name, content in files.items() if ".key" in name]
    assert len(keys) == 4
    assert all(b"ENCRYPTED" in content for content in keys)
