"""A half-configured store does not start, and a demonstration cannot become production unseen."""

from pathlib import Path

import pytest

from store.config import ConfigurationError, Settings, read_settings


LIVE = {
    "VOLANT_MODE": "production",
    "SECRET_KEY": "s" * 40,
    "PAYMENTS": "stripe",
    "STRIPE_SECRET_KEY": "sk_live_x",
    "STRIPE_WEBHOOK_SECRET": "whsec_x",
    "TRUST": "provided",
    "TRUST_ISSUING_PASSPHRASE": "a long passphrase",
    "TRUST_SEAL_PASSPHRASE": "another long passphrase",
    "TRUST_TIMESTAMPS_PASSPHRASE": "a third long passphrase",
    "MAIL_URL": "smtps://user:password@mail.example",
    "SMS": "none",
    "PUBLIC_URL": "https://volant.example",
}


def settings(tmp_path: Path, **changes: str) -> Settings:
    return read_settings({**LIVE, "VOLANT_INSTANCE": str(tmp_path), **changes})


def test_a_whole_production_configuration_starts(tmp_path: Path):
    live = settings(tmp_path)
    assert live.production
    assert live.secure
    assert live.flask()["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"PAYMENTS": "sandbox"}, "payment sandbox"),
        ({"TRUST": "test"}, "test trust"),
        ({"TRUST_ISSUING_PASSPHRASE": ""}, "TRUST_ISSUING_PASSPHRASE"),
        ({"TRUST_SEAL_PASSPHRASE": ""}, "TRUST_SEAL_PASSPHRASE"),
        ({"TRUST_TIMESTAMPS_PASSPHRASE": ""}, "TRUST_TIMESTAMPS_PASSPHRASE"),
        ({"TRUST_SEAL_PASSPHRASE": "a long passphrase"}, "must be another"),
        ({"TRUST_PASSPHRASE": "a long passphrase"}, "must be another"),
        ({"SEAL_PKCS11_PIN": "1234"}, "SEAL_PKCS11_LIBRARY and SEAL_PKCS11_TOKEN"),
        ({"SEAL_PKCS11_LIBRARY": "/p.so", "SEAL_PKCS11_TOKEN": "t"}, "needs SEAL_PKCS11_PIN"),
        ({"MAIL_URL": "mailbox"}, "MAIL_URL"),
        ({"SMS": "mailbox"}, "SMS"),
        ({"PUBLIC_URL": "http://volant.example"}, "PUBLIC_URL"),
        ({"STRIPE_SECRET_KEY": ""}, "STRIPE_SECRET_KEY"),
        ({"STRIPE_WEBHOOK_SECRET": ""}, "STRIPE_WEBHOOK_SECRET"),
        ({"PAYMENTS": "paypal"}, "PAYMENTS"),
        ({"VOLANT_MODE": "staging"}, "VOLANT_MODE"),
    ],
)
def test_production_refuses_what_belongs_to_a_demonstration(
    tmp_path: Path, changes: dict[str, str], named: str
):
    with pytest.raises(ConfigurationError, match=named):
        settings(tmp_path, **changes)


def test_a_seal_in_a_token_needs_no_passphrase_and_shows_no_pin(tmp_path: Path):
    token = {"SEAL_PKCS11_LIBRARY": "/p.so", "SEAL_PKCS11_TOKEN": "t", "SEAL_PKCS11_PIN": "24680"}
    live = settings(tmp_path, TRUST_SEAL_PASSPHRASE="", **token)
    assert live.seal_token is not None
    assert live.seal_token.key == "seal"
    assert "24680" not in repr(live)


def test_a_demonstration_makes_a_secret_of_its_own_and_keeps_it(tmp_path: Path):
    environ = {"VOLANT_INSTANCE": str(tmp_path)}
    first, second = read_settings(environ), read_settings(environ)
    assert len(first.secret_key) >= 32
    assert first.secret_key == second.secret_key
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_settings_are_frozen_and_never_print_a_secret(tmp_path: Path):
    live = settings(tmp_path)
    with pytest.raises(AttributeError):
        live.mode = "demo"
    shown = repr(live)
    for secret in ("s" * 40, "sk_live_x", "whsec_x", "a long passphrase", "third", "user:password"):
        assert secret not in shown
