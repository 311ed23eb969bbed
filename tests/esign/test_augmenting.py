from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from esign import (
    Authority,
    DocumentError,
    Field,
    FieldError,
    Outcome,
    Role,
    Signer,
    SigningOrderError,
    TimestampError,
    augment,
    prepare,
    sign,
    verify,
)
from tests.esign.dead_timestamps import DeadTimestamps
from tests.esign.small_order import AT, CONSENT, RAISED_AT, draft


def test_raising_adds_to_the_file_and_changes_nothing(signed: bytes, raised: bytes):
    assert raised.startswith(signed)


def test_a_raised_file_carries_answers_for_every_signature(raised: bytes):
    store = PdfReader(BytesIO(raised)).root_object["/DSS"]
    assert len(store["/VRI"]) == 3
    assert len(store["/OCSPs"]) == 3
    assert len(store["/CRLs"]) == 2
    assert all("/OCSP" in one and "/CRL" in one for one in store["/VRI"].values())


def test_a_raised_file_is_archived_and_a_signed_one_not_yet(
    signed: bytes, raised: bytes, authority: Authority
):
    archive = {
        pdf: [
            one.outcome
            for one in verify(pdf, None, authority.trust).checks
            if one.code == "archive"
        ]
        for pdf in (signed, raised)
    }
    assert archive == {signed: [Outcome.NOT_CHECKED], raised: [Outcome.PASSED]}


def test_only_a_finished_file_is_raised_and_only_once(
    revisions: dict[Role, bytes], raised: bytes, signer: Signer
):
    with pytest.raises(SigningOrderError, match="signed first"):
        augment(revisions[Role.BUYER], signer, RAISED_AT)
    with pytest.raises(SigningOrderError, match="raised already"):
        augment(raised, signer, RAISED_AT)


def test_nothing_is_signed_after_the_last_timestamp(signer: Signer):
    pdf = prepare(draft(), [Field(Role.BUYER, "Buyer")])
    pdf = augment(sign(pdf, Role.BUYER, signer, CONSENT, AT), signer, RAISED_AT)
    with pytest.raises(FieldError, match="no place"):
        sign(pdf, Role.DEALER, signer, CONSENT, AT)


def test_a_changed_file_is_not_raised(signed: bytes, signer: Signer):
    with pytest.raises(DocumentError):
        augment(signed + b"\n% x", signer, RAISED_AT)


def test_a_dead_authority_raises_nothing(signed: bytes, signer: Signer):
    with pytest.raises(TimestampError, match="no answer"):
        augment(signed, replace(signer, timestamps=DeadTimestamps()), RAISED_AT)


def test_the_last_timestamp_is_dated_by_the_authority(raised: bytes, authority: Authority):
    report = verify(raised, None, authority.trust)
    assert report.signatures[-1].role == "document_timestamp"
    assert report.signatures[-1].stamped_at == AT + timedelta(minutes=5)
