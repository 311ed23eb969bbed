from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from esign import (
    Authority,
    AuthorityError,
    Consent,
    Event,
    EvidenceChain,
    Field,
    Outcome,
    Role,
    prepare,
    sign,
    signature_record,
    verify,
)
from esign.report import TEXTS
from tests.esign.forged_updates import swap_attachment, updated
from tests.esign.reports import failed


AT = datetime(2026, 11, 21, 17, 42, tzinfo=UTC)
CONSENT = Consent("Anna Rey", "I order this car.", "Order", "code sent to a…y@example.fr", "en")


def test_a_signed_order_is_intact(signed: bytes, evidence: EvidenceChain, authority: Authority):
    report = verify(signed, evidence, authority.trust)
    assert report.ok
    assert report.failures == ()
    assert report.pending == ()
    assert [said.role for said in report.signatures] == ["buyer", "co_buyer", "dealer"]
    left = {check.code for check in report.checks if check.outcome is not Outcome.PASSED}
    assert left == {"archive"}


def test_without_evidence_the_report_says_what_was_not_checked(signed: bytes, authority: Authority):
    report = verify(signed, None, authority.trust)
    assert report.ok
    left = {check.code for check in report.checks if check.outcome is Outcome.NOT_CHECKED}
    assert left == {"archive", "evidence", "evidence_order", "evidence_file", "evidence_final"}


def test_an_order_that_waits_for_the_dealer_is_intact_and_not_complete(
    revisions: dict[Role, bytes], evidence: EvidenceChain, authority: Authority
):
    so_far = EvidenceChain(evidence.events[:2])
    report = verify(revisions[Role.BUYER], so_far, authority.trust)
    assert report.ok
    assert report.pending == ("co_buyer", "dealer")
    alone = verify(revisions[Role.BUYER], None, authority.trust)
    for one in (report, alone):
        assert (one.intact, one.complete) == (True, False)
        assert one.failures == ()
    assert not alone.ok


def test_an_unsigned_order_is_neither_intact_nor_complete(prepared: bytes, authority: Authority):
    report = verify(prepared, None, authority.trust)
    assert (report.intact, report.complete) == (False, False)
    assert failed(prepared, None, authority.trust) == {"signed"}


@settings(max_examples=40)
@given(data=st.data())
def test_any_flipped_bit_is_found_even_without_evidence(
    signed: bytes, authority: Authority, data: st.DataObject
):
    place = data.draw(st.integers(0, len(signed) - 1))
    bit = data.draw(st.integers(0, 7))
    broken = bytearray(signed)
    broken[place] ^= 1 << bit
    assert not verify(bytes(broken), None, authority.trust).ok


@settings(max_examples=100)
@given(content=st.binary(max_size=400))
def test_hostile_bytes_give_a_failed_report_and_no_error(authority: Authority, content: bytes):
    trust = authority.trust
    assert failed(content, None, trust) == {"readable"}
    assert failed(b"%PDF-1.7\n" + content + b"\nstartxref\n9\n%%EOF", None, trust) == {"readable"}


def test_added_bytes_are_found(signed: bytes, evidence: EvidenceChain, authority: Authority):
    assert failed(signed + b"\n% x", evidence, authority.trust)


def test_a_roll_back_to_the_buyer_alone_is_found_by_the_evidence(
    revisions: dict[Role, bytes], evidence: EvidenceChain, authority: Authority
):
    broken = failed(revisions[Role.BUYER], evidence, authority.trust)
    assert broken == {"complete", "evidence_final"}


def test_an_attachment_swapped_by_an_update_is_found(signed: bytes, authority: Authority):
    broken = failed(updated(signed, swap_attachment), None, authority.trust)
    assert {"integrity", "file", "order_hash"} <= broken


def test_a_hash_that_is_not_the_attachments_is_found(
    authority: Authority, typeface: bytes, drafts: Callable[[bytes, bytes], bytes]
):
    lying = drafts(b'{"total":1}', b'{"total":2}')
    pdf = sign(
        prepare(lying, [Field(Role.BUYER, "Buyer")]),
        Role.BUYER,
        authority.signer(typeface),
        CONSENT,
        AT,
    )
    assert failed(pdf, None, authority.trust) == {"order_hash"}


def test_a_file_signed_again_by_an_authority_of_the_same_name_is_found(
    prepared: bytes, evidence: EvidenceChain, authority: Authority, typeface: bytes
):
    rogue = Authority.create(AT - timedelta(days=1))
    pdf = sign(prepared, Role.BUYER, rogue.signer(typeface), CONSENT, AT)
    assert {"chain", "timestamp"} <= failed(pdf, None, authority.trust)
    assert {"evidence_file", "evidence_final"} <= failed(pdf, evidence, authority.trust)


def test_evidence_of_another_order_is_found(
    signed_order: Callable[[bytes], bytes], evidence: EvidenceChain, authority: Authority
):
    other = signed_order(b'{"total":2}')
    expected = {"complete", "evidence_order", "evidence_file", "evidence_final"}
    assert failed(other, evidence, authority.trust) == expected


def test_evidence_that_was_rewritten_is_found(
    signed: bytes, evidence: EvidenceChain, authority: Authority
):
    first, *rest = evidence.events
    forged = Event(first.kind, first.at, "somebody", first.data, first.previous, first.hash)
    chain = EvidenceChain((forged, *rest))
    assert failed(signed, chain, authority.trust) == {"evidence"}


def test_evidence_without_signatures_proves_nothing(signed: bytes, authority: Authority):
    chain = EvidenceChain().append(Event("sent", AT, "store", {}))
    assert "evidence_final" in failed(signed, chain, authority.trust)


def test_a_trust_that_is_no_certificate_is_refused(signed: bytes):
    with pytest.raises(AuthorityError, match="PEM"):
        verify(signed, None, b"nonsense")


def test_the_record_names_the_file_and_the_order(signed: bytes, authority: Authority):
    said = signature_record(signed)
    report = verify(signed, None, authority.trust)
    assert said["document_sha256"] == report.document_sha256
    assert said["order_sha256"] == report.order_sha256
    assert said["role"] == "dealer"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_check_has_its_sentence(
    language: str, signed: bytes, evidence: EvidenceChain, authority: Authority
):
    lines = verify(signed, evidence, authority.trust).lines(language)
    assert len(lines) > 15
    assert TEXTS["fr"].keys() == TEXTS["en"].keys()
