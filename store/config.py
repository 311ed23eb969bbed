"""Frozen settings from the environment. A half-configured store does not start."""

import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from redis.backoff import NoBackoff
from redis.retry import Retry


SECRET_LENGTH = 32
CONNECT_SECONDS = 3
# A Redis that is away costs a page this long and once, then each process counts limits by itself.
REDIS = {
    "socket_connect_timeout": 0.3,
    "socket_timeout": 0.3,
    "retry": Retry(NoBackoff(), 0),
}
MODES = ("demo", "test", "production")
# Keys that are used while the store runs -> the setting with the passphrase of each.
PASSPHRASES = {
    "issuing": "TRUST_ISSUING_PASSPHRASE",
    "seal": "TRUST_SEAL_PASSPHRASE",
    "timestamps": "TRUST_TIMESTAMPS_PASSPHRASE",
}
TOKEN_SETTINGS = ("SEAL_PKCS11_LIBRARY", "SEAL_PKCS11_TOKEN", "SEAL_PKCS11_PIN")


class ConfigurationError(RuntimeError):
    """The settings contradict each other or are unsafe for this mode."""


@dataclass(frozen=True, kw_only=True)
class SealToken:
    """The seal's key in a hardware module: PKCS#11 library, label of the token, PIN, key label."""

    library: str
    token: str
    pin: str = field(repr=False)
    key: str = "seal"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What this installation is.

    `mode` is demo, test or production; `data` is the folder of lender offers and valuation model;
    `words` the one of the translations;
    `bind` is where the web processes listen, host:port, the public address's by default;
    `payments` is sandbox or stripe; `mail` is mailbox or an smtp(s):// address; `trust` is test
    (made at first start) or provided (in the trust folder); `trust_passphrases` are those of single
    keys, without one `trust_passphrase` opens it, which production leaves to the root's;
    `seal_token` is where the seal's key is, if not in a file; `timestamp_url` is the RFC 3161
    authority that dates signatures, our own without one; `private_hosts` are the names a dealer's
    system may have inside our own network, where production posts to no other; `metrics_token` is
    what Prometheus shows to read /metrics, which production serves to nobody without one.
    """

    mode: str
    instance: Path
    data: Path = Path(__file__).parent / "demo"
    words: Path = Path(__file__).parent / "translations"
    secret_key: str = field(repr=False)
    secret_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    database_url: str = field(repr=False)
    redis_url: str | None = field(default=None, repr=False)
    public_url: str = "http://127.0.0.1:8000"
    bind: str = ""
    web_processes: int = 1
    payments: str = "sandbox"
    stripe_key: str = field(default="", repr=False)
    stripe_webhook_secret: str = field(default="", repr=False)
    stripe_api_base: str = ""
    mail: str = field(default="mailbox", repr=False)
    mail_sender: str = "Volant <commandes@volant.example>"
    sms: str = "mailbox"
    trust: str = "test"
    trust_passphrase: str = field(default="", repr=False)
    trust_passphrases: Mapping[str, str] = field(default_factory=dict, repr=False)
    seal_token: SealToken | None = None
    timestamp_url: str = ""
    private_hosts: frozenset[str] = frozenset()
    proxies: int = 0
    rate_limit: str = "600/minute"
    metrics_token: str = field(default="", repr=False)

    @property
    def production(self) -> bool:
        """Whether real customers buy here."""
        return self.mode == "production"

    @property
    def secure(self) -> bool:
        """Whether the store is reached over TLS, so that cookies are marked secure."""
        return self.public_url.startswith("https://")

    @property
    def _own_hosts(self) -> tuple[str, ...]:
        """Names of this machine: in production a page is asked for by its public name alone."""
        return () if self.production else ("127.0.0.1", "localhost")

    def _engine(self) -> dict[str, Any]:
        """Return how to reach the database: a server that was away has closed what is kept open."""
        if self.database_url.startswith("sqlite"):
            return {}
        return {"pool_pre_ping": True, "connect_args": {"connect_timeout": CONNECT_SECONDS}}

    def flask(self) -> dict[str, Any]:
        """Return the mapping Flask and its extensions read."""
        return {
            "TESTING": self.mode == "test",
            "SECRET_KEY": self.secret_key,
            "SECRET_KEY_FALLBACKS": list(self.secret_fallbacks),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SESSION_COOKIE_NAME": "volant",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": self.secure,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": 60 * 60 * 24 * 60,
            "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 512 * 1024,
            "MAX_FORM_PARTS": 400,
            "TRUSTED_HOSTS": [urlsplit(self.public_url).hostname, *self._own_hosts],
            "WTF_CSRF_TIME_LIMIT": None,
            "BABEL_DEFAULT_LOCALE": "fr",
            "BABEL_TRANSLATION_DIRECTORIES": str(self.words),
            "BABEL_DEFAULT_TIMEZONE": "Europe/Paris",
            "RATELIMIT_STORAGE_URI": self.redis_url or "memory://",
            "RATELIMIT_STORAGE_OPTIONS": dict(REDIS) if self.redis_url else {},
            "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(self.redis_url),
            "SQLALCHEMY_ENGINE_OPTIONS": self._engine(),
            "RATELIMIT_HEADERS_ENABLED": False,  # nobody need know what is left; 429 says when
            "RATELIMIT_ENABLED": self.mode != "test",
        }


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment once, at start.

    Raises:
        ConfigurationError: naming the setting that is missing, unknown or unsafe.
    """
    env = os.environ if environ is None else environ  # noqa: TID251  the one reader
    mode = env.get("VOLANT_MODE", "demo")
    if mode not in MODES:
        raise ConfigurationError(f"VOLANT_MODE is {mode!r}; it must be one of {', '.join(MODES)}")
    instance = Path(env.get("VOLANT_INSTANCE", "instance")).absolute()
    settings = Settings(
        mode=mode,
        instance=instance,
        data=Path(env.get("VOLANT_DATA", Settings.data)),
        secret_key=env.get("SECRET_KEY") or _own_secret(instance, mode),
        secret_fallbacks=tuple(filter(None, env.get("SECRET_KEY_FALLBACKS", "").split(","))),
        database_url=env.get("DATABASE_URL", f"sqlite:///{instance / 'volant.db'}"),
        redis_url=env.get("REDIS_URL") or None,
        public_url=env.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        bind=env.get("BIND", ""),
        web_processes=int(env.get("WEB_PROCESSES", "1")),
        payments=env.get("PAYMENTS", "sandbox"),
        stripe_key=env.get("STRIPE_SECRET_KEY", ""),
        stripe_webhook_secret=env.get("STRIPE_WEBHOOK_SECRET", ""),
        stripe_api_base=env.get("STRIPE_API_BASE", ""),
        mail=env.get("MAIL_URL", "mailbox"),
        mail_sender=env.get("MAIL_SENDER", Settings.mail_sender),
        sms=env.get("SMS", "mailbox"),
        trust=env.get("TRUST", "test"),
        trust_passphrase=env.get("TRUST_PASSPHRASE", ""),
        trust_passphrases={
            name: env[setting] for name, setting in PASSPHRASES.items() if env.get(setting)
        },
        seal_token=_seal_token(env),
        timestamp_url=env.get("TIMESTAMP_URL", ""),
        private_hosts=frozenset(
            name.strip().lower() for name in env.get("PRIVATE_HOSTS", "").split(",") if name.strip()
        ),
        proxies=int(env.get("PROXIES", "0")),
        rate_limit=env.get("RATE_LIMIT", Settings.rate_limit),
        metrics_token=env.get("METRICS_TOKEN", ""),
    )
    _check(settings)
    return settings


def _seal_token(env: Mapping[str, str]) -> SealToken | None:
    """Read where the seal's key is, if not in a file.

    Raises:
        ConfigurationError: One of the three settings is missing.
    """
    given = [env.get(name, "") for name in TOKEN_SETTINGS]
    if not any(given):
        return None
    key = env.get("SEAL_PKCS11_KEY") or SealToken.key
    missing = [name for name, value in zip(TOKEN_SETTINGS, given, strict=True) if not value]
    if missing:
        raise ConfigurationError(f"A seal in a token needs {' and '.join(missing)} too")
    return SealToken(library=given[0], token=given[1], pin=given[2], key=key)


def _own_secret(instance: Path, mode: str) -> str:
    """Return this installation's own secret, made at the first start of a demonstration."""
    if mode == "production":
        return ""
    path = instance / "secret"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(SECRET_LENGTH))
    return path.read_text()


def _check(settings: Settings) -> None:
    if problems := [reason for wrong, reason in _rules(settings) if wrong]:
        raise ConfigurationError("The store does not start: " + "; ".join(problems) + ".")


def _passphrase_rules(s: Settings) -> Iterator[tuple[bool, str]]:
    """Yield what production asks of the keys: who learns one passphrase has one key."""
    given = [*s.trust_passphrases.values(), *filter(None, [s.trust_passphrase])]
    needed = PASSPHRASES.keys() - s.trust_passphrases.keys() - ({"seal"} if s.seal_token else set())
    for name in sorted(needed if s.production else ()):
        yield True, f"production needs {PASSPHRASES[name]}"
    yield s.production and len(set(given)) < len(given), "each TRUST_…PASSPHRASE must be another"


def _rules(s: Settings) -> tuple[tuple[bool, str], ...]:
    live = s.production
    stripe = s.payments == "stripe"
    return (
        (s.payments not in {"sandbox", "stripe"}, "PAYMENTS must be sandbox or stripe"),
        (stripe and not s.stripe_key, "PAYMENTS=stripe needs STRIPE_SECRET_KEY"),
        (stripe and not s.stripe_webhook_secret, "PAYMENTS=stripe needs STRIPE_WEBHOOK_SECRET"),
        (live and len(s.secret_key) < SECRET_LENGTH, "production needs a SECRET_KEY of 32 signs"),
        (live and not stripe, "production refuses the payment sandbox"),
        (live and s.trust == "test", "production refuses the test trust (set TRUST=provided)"),
        *_passphrase_rules(s),
        (live and s.mail == "mailbox", "production needs MAIL_URL=smtp://…"),
        (live and s.sms == "mailbox", "production refuses the SMS mailbox (set SMS=none)"),
        (0 < len(s.metrics_token) < SECRET_LENGTH, "METRICS_TOKEN needs 32 signs"),
        (live and not s.secure, "production needs PUBLIC_URL=https://…"),
        (
            bool(s.timestamp_url) and urlsplit(s.timestamp_url).scheme not in {"http", "https"},
            "TIMESTAMP_URL must be http(s)://…",
        ),
        (s.mail != "mailbox" and "://" not in s.mail, "MAIL_URL must be mailbox or smtp(s)://…"),
    )
