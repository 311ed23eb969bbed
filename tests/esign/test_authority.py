from datetime import UTC, datetime

import pytest

from esign import Authority, AuthorityError


PASSPHRASE = b"a long passphrase"


def test_a_wrong_passphrase_opens_nothing(authority: Authority):
    with pytest.raises(AuthorityError, match="passphrase is wrong"):
        Authority.load(authority.dump(PASSPHRASE), b"another passphrase")


def test_a_short_passphrase_is_refused(authority: Authority):
    with pytest.raises(AuthorityError, match="12 bytes"):
        authority.dump(b"short")


@pytest.mark.parametrize("name", ["root.pem", "issuing.key", "timestamps.pem"])
def test_a_missing_file_is_named(authority: Authority, name: str):
    files = authority.dump(PASSPHRASE)
    del files[name]
    with pytest.raises(AuthorityError, match=name):
        Authority.load(files, PASSPHRASE)


def test_a_certificate_with_another_key_is_refused(authority: Authority):
    files = authority.dump(PASSPHRASE)
    with pytest.raises(AuthorityError, match="do not belong together"):
        Authority.load({**files, "seal.key": files["root.key"]}, PASSPHRASE)


def test_damaged_bytes_are_refused(authority: Authority):
    files = authority.dump(PASSPHRASE)
    with pytest.raises(AuthorityError, match="damaged"):
        Authority.load({**files, "seal.pem": b"nonsense"}, PASSPHRASE)


def test_a_naive_moment_dates_no_certificate():
    with pytest.raises(AuthorityError, match="naive"):
        Authority.create(datetime(2026, 11, 21, tzinfo=UTC).replace(tzinfo=None))


def test_every_certificate_says_that_it_is_a_test(authority: Authority):
    for credential in (authority.root, authority.issuing, authority.seal, authority.timestamps):
        assert "test trust" in credential.certificate.subject.rfc4514_string()
