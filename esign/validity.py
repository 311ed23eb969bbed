# mypy: allow-untyped-calls
"""The cryptographic side of a verification: one signature at a time."""

import asyncio
from collections.abc import Iterator

from pyhanko.sign.diff_analysis import StandardDiffPolicy
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    SigFieldModificationRule,
)
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
)

from esign.asn1 import certificates_in
from esign.report import Check, Outcome, SignatureFacts, judged
from esign.trusted import Trusted


# Between signatures nothing may happen but the signing of fields that were there, and answers
# about certificates: no new field, no metadata, no annotation.
STRICT = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule([SigFieldModificationRule()]),
)


def check_seal(
    seal: EmbeddedPdfSignature, said: SignatureFacts, trusted: Trusted
) -> Iterator[Check]:
    """Check one signature against the roots, at the time its own timestamp proves."""
    if said.stamped_at is None:
        yield Check("timestamp", Outcome.FAILED, said.role, "there is no timestamp")
        return
    if not _digest_holds(seal):
        yield Check("integrity", Outcome.FAILED, said.role, "its bytes are not those signed")
        return
    context = trusted.at(said.stamped_at)
    ours = all(
        trusted.answers_for(one) for one in certificates_in(seal.signer_info, seal.signer_cert)
    )
    dating = context if ours else trusted.at(said.stamped_at, answered=False)
    status = asyncio.run(
        async_validate_pdf_signature(
            seal, context, ts_validation_context=dating, diff_policy=STRICT
        )
    )
    yield Check("integrity", judged(_whole(status) and status.docmdp_ok), said.role)
    yield _chain(status, seal, said, trusted)
    yield Check(_dated_by(status), judged(_dated(status)), said.role, said.dated)


def check_last_stamp(
    seal: EmbeddedPdfSignature, said: SignatureFacts, trusted: Trusted
) -> Iterator[Check]:
    """Check the timestamp over the whole document."""
    if said.stamped_at is None:
        yield Check("timestamp", Outcome.FAILED, said.role, "there is no timestamp")
        return
    ours = all(
        trusted.answers_for(one) for one in certificates_in(seal.signer_info, seal.signer_cert)
    )
    context = trusted.at(said.stamped_at, answered=ours)
    status = asyncio.run(async_validate_pdf_timestamp(seal, context, diff_policy=STRICT))
    yield Check("integrity", judged(_whole(status)), said.role)
    yield _chain(status, seal, said, trusted)


def _dated(status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return bool(stamp is not None and stamp.valid and stamp.intact and stamp.trusted)


def _dated_by(status: PdfSignatureStatus) -> str:
    """Say whose time it is: an authority under the root of the seal is the seller's own.

    One under another root is independent only if it names another organisation, too: a seller
    can make a second root. Where that cannot be told, nothing is said of whose it is.
    """
    stamp = status.timestamp_validity
    if stamp is None or not _dated(status):
        return "timestamp"
    paths = (status.validation_path, stamp.validation_path)
    roots = [path.trust_anchor.authority.hashable for path in paths if path is not None]
    if len(set(roots)) == 1:
        return "timestamp_own"
    seller, authority = (
        str(one.subject.native.get("organization_name", "")).casefold()
        for one in (status.signing_cert, stamp.signing_cert)
    )
    return "timestamp_outside" if seller and authority and seller != authority else "timestamp"


def _digest_holds(seal: EmbeddedPdfSignature) -> bool:
    """Look at the cheapest thing first: with other bytes nothing more need be compared."""
    signed = find_unique_cms_attribute(seal.signer_info["signed_attrs"], "message_digest")
    return bool(signed.native == seal.compute_digest())


def _chain(
    status: PdfSignatureStatus | DocumentTimestampStatus,
    seal: EmbeddedPdfSignature,
    said: SignatureFacts,
    trusted: Trusted,
) -> Check:
    if not (status.intact and status.valid):
        return Check("chain", Outcome.NOT_CHECKED, said.role, "the signature itself does not hold")
    for one in certificates_in(seal.signer_info, seal.signer_cert):
        if said.stamped_at is not None and trusted.revoked(one, said.stamped_at):
            return Check("chain", Outcome.FAILED, said.role, f"revoked: {one.serial_number:x}")
    return Check("chain", judged(status.trusted), said.role, said.certificate_sha256)


def _whole(status: PdfSignatureStatus | DocumentTimestampStatus) -> bool:
    coverage = status.coverage or SignatureCoverageLevel.UNCLEAR
    held = status.intact and status.valid
    return bool(held and coverage >= SignatureCoverageLevel.ENTIRE_REVISION)
