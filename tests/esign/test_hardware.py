"""The seal in a token: SoftHSM stands for the hardware."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pkcs11 import unload

from esign import (
    Authority,
    AuthorityError,
    CertificateError,
    HardwareSigner,
    Role,
    Signer,
    augment,
    open_token,
    sign,
    verify,
)
from tests.esign.small_order import AT, CONSENT, RAISED_AT
from tests.softhsm import KEY, LIBRARY, PIN, TOKEN, make_token, needs_softhsm, put_key


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[str]:
    """A token of its own that holds the key of the seal."""
    folder = tmp_path_factory.mktemp("softhsm")
    with pytest.MonkeyPatch.context() as patch:
        make_token(folder, patch)
        put_key(folder, KEY, "01", authority.seal.key)
        put_key(folder, "another", "02")
        yield TOKEN
        unload(str(LIBRARY))


@pytest.fixture
def hardware(token: str, authority: Authority, signer: Signer) -> Iterator[HardwareSigner]:
    opened = open_token(str(LIBRARY), token, PIN)
    try:
        yield HardwareSigner(
            token=opened,
            certificate=authority.seal.certificate,
            chain=(authority.issuing.certificate, authority.root.certificate),
            key_label=KEY,
            timestamps=signer.timestamps,
            revocation=signer.revocation,
            typeface=signer.typeface,
        )
    finally:
        opened.close()


@needs_softhsm
def test_a_token_signs_what_a_verifier_accepts(
    prepared: bytes, hardware: HardwareSigner, authority: Authority
):
    pdf = prepared
    for minute, role in enumerate(Role):
        pdf = sign(pdf, role, hardware, CONSENT, AT + timedelta(minutes=minute))
    pdf = augment(pdf, hardware, RAISED_AT)
    assert verify(pdf, None, authority.trust).failures == ()


@needs_softhsm
def test_a_key_that_is_not_the_certificates_signs_nothing(
    prepared: bytes, hardware: HardwareSigner
):
    for label, reason in (("another", "does not belong"), ("none", "does not hold")):
        with pytest.raises(AuthorityError, match=reason):
            sign(prepared, Role.BUYER, replace(hardware, key_label=label), CONSENT, AT)


@needs_softhsm
# The library's search ends in a destructor, which finds the session gone as well.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_threads_share_a_token_and_it_is_found_again(prepared: bytes, hardware: HardwareSigner):
    def signed(_number: int) -> int:
        return len(sign(prepared, Role.BUYER, hardware, CONSENT, AT))

    with ThreadPoolExecutor(4) as signing:
        assert all(signing.map(signed, range(8)))
    with hardware.token.session() as session:
        session.close()  # as a module that was away has forgotten it
    with pytest.raises(AuthorityError, match=f"token {TOKEN}"):
        signed(0)
    assert signed(0)


@needs_softhsm
def test_a_child_opens_the_token_for_itself(prepared: bytes, hardware: HardwareSigner):
    """As web processes are forked from one in which the token was opened."""
    assert sign(prepared, Role.BUYER, hardware, CONSENT, AT)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 0 if sign(prepared, Role.BUYER, hardware, CONSENT, AT) else 1
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert sign(prepared, Role.BUYER, hardware, CONSENT, AT)


@needs_softhsm
def test_an_expired_seal_signs_nothing_in_a_token_either(prepared: bytes, hardware: HardwareSigner):
    with pytest.raises(CertificateError, match="valid from"):
        sign(prepared, Role.BUYER, hardware, CONSENT, AT + timedelta(days=9000))


@needs_softhsm
@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(("label", "pin"), [(TOKEN, "wrong"), ("another", PIN)])
def test_a_wrong_pin_or_token_is_an_error_of_ours(label: str, pin: str):
    with pytest.raises(AuthorityError, match=f"token {label}"):
        open_token(str(LIBRARY), label, pin)


def test_a_missing_library_is_an_error_of_ours(tmp_path: Path):
    with pytest.raises(AuthorityError, match="token"):
        open_token(str(tmp_path / "nothing.so"), TOKEN, PIN)
