"""What a report says of a file that is not as it was signed."""

from esign import EvidenceChain, verify


def failed(pdf: bytes, evidence: EvidenceChain | None, trust: bytes) -> set[str]:
    """Return the checks that fail; some have to."""
    report = verify(pdf, evidence, trust)
    assert not report.ok
    return {check.code for check in report.failures}
