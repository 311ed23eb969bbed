"""Our good file before those who know nothing of us: poppler, OpenSSL, qpdf and AdES rules."""

import asyncio
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import (
    ades_lta_validation,
    simulate_future_ades_lta_validation,
)
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from esign import Authority, EvidenceChain
from esign.asn1 import certificate_asn1, container_der
from tests.esign.small_order import AT


SIGNERS = ("buyer", "co_buyer", "dealer")
SOON = AT + timedelta(hours=1)
TOOLS = {name: shutil.which(name) for name in ("pdfsig", "qpdf", "openssl")}


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    path = TOOLS[name]
    if path is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run([path, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, raised: bytes, authority: Authority) -> Path:
    """The order and the root certificate as files."""
    folder = tmp_path_factory.mktemp("verifiers")
    (folder / "order.pdf").write_bytes(raised)
    (folder / "root.pem").write_bytes(authority.trust)
    return folder


def test_poppler_finds_every_signature_valid(folder: Path):
    said = tool("pdfsig", "-nocert", folder / "order.pdf").stdout
    assert said.count("Signature is Valid.") == len(SIGNERS)
    assert "Signature is Invalid" not in said
    assert "Digest Mismatch" not in said


def test_qpdf_finds_nothing_wrong(folder: Path):
    done = tool("qpdf", "--check", folder / "order.pdf")
    assert done.returncode == 0
    assert "WARNING" not in done.stdout + done.stderr


@pytest.mark.parametrize("place", range(len(SIGNERS)), ids=SIGNERS)
def test_openssl_verifies_a_signature_with_our_root(place: int, folder: Path, raised: bytes):
    seal = PdfFileReader(BytesIO(raised)).embedded_regular_signatures[place]
    first, length, second, rest = (int(number) for number in seal.byte_range)
    (folder / "signed.bin").write_bytes(
        raised[first : first + length] + raised[second : second + rest]
    )
    (folder / "seal.der").write_bytes(container_der(seal.pkcs7_content))
    done = tool(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any",
        "-in", folder / "seal.der", "-content", folder / "signed.bin",
        "-CAfile", folder / "root.pem", "-out", "/dev/null",
    )  # fmt: skip
    assert "CMS Verification successful" in done.stderr


@pytest.mark.parametrize("place", range(len(SIGNERS)), ids=SIGNERS)
def test_openssl_verifies_the_timestamp_of_a_signature(place: int, folder: Path, raised: bytes):
    seal = PdfFileReader(BytesIO(raised)).embedded_regular_signatures[place]
    [token] = seal.signer_info["unsigned_attrs"][0]["values"]
    (folder / "token.der").write_bytes(token.dump())
    (folder / "value.bin").write_bytes(seal.signer_info["signature"].native)
    done = tool(
        "openssl", "ts", "-verify", "-token_in", "-in", folder / "token.der",
        "-data", folder / "value.bin", "-CAfile", folder / "root.pem",
    )  # fmt: skip
    assert "Verification: OK" in done.stdout
    assert len(list(extract_tst_data_iter(seal.signer_info, signed=False))) == 1


def test_openssl_verifies_the_timestamp_of_the_document(folder: Path, raised: bytes):
    seal = PdfFileReader(BytesIO(raised)).embedded_timestamp_signatures[0]
    first, length, second, rest = (int(number) for number in seal.byte_range)
    (folder / "whole.bin").write_bytes(
        raised[first : first + length] + raised[second : second + rest]
    )
    (folder / "stamp.der").write_bytes(container_der(seal.pkcs7_content))
    done = tool(
        "openssl", "ts", "-verify", "-token_in", "-in", folder / "stamp.der",
        "-data", folder / "whole.bin", "-CAfile", folder / "root.pem",
    )  # fmt: skip
    assert "Verification: OK" in done.stdout


@pytest.mark.parametrize("place", range(len(SIGNERS)), ids=SIGNERS)
def test_the_rules_of_ades_pass_every_signer_now(place: int, raised: bytes, authority: Authority):
    seal = PdfFileReader(BytesIO(raised)).embedded_regular_signatures[place]
    timing = ValidationTimingInfo(SOON, SOON, point_in_time_validation=False)
    found = asyncio.run(ades_lta_validation(seal, _rules(authority), timing_info=timing))
    assert found.ades_subindic is AdESPassed.OK


@pytest.mark.parametrize("place", range(len(SIGNERS)), ids=SIGNERS)
def test_the_rules_of_ades_pass_every_signer_in_2031(
    place: int, raised: bytes, authority: Authority
):
    seal = PdfFileReader(BytesIO(raised)).embedded_regular_signatures[place]
    in_2031 = datetime(2031, 11, 21, tzinfo=UTC)
    found = asyncio.run(simulate_future_ades_lta_validation(seal, _rules(authority), in_2031, SOON))
    assert found.ades_subindic is AdESPassed.OK


def test_the_evidence_speaks_of_the_file_they_saw(full_evidence: EvidenceChain, folder: Path):
    last = full_evidence.events[-1].data["signature"]
    digest = tool("openssl", "dgst", "-sha256", "-r", folder / "order.pdf").stdout.split()[0]
    assert isinstance(last, dict)
    assert last["document_sha256"] == digest


def _rules(authority: Authority) -> PdfSignatureValidationSpec:
    """Every certificate below our root needs an answer, and none is fetched."""
    root = certificate_asn1(authority.root.certificate)
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build([root]),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
    )
    gathering = RevocationInfoGatheringSpec(
        online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
    )
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(policy, revinfo_gathering_policy=gathering)
    )
