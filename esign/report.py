"""What a verification found, as data, and the same as lines in French or English."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from esign.canonical import Json
from esign.report_words import JOINED, OUTCOMES, SUBJECTS, TEXTS


class Outcome(StrEnum):
    """Result of one check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not checked"
    WAITING = "waiting"


def judged(held: object) -> Outcome:
    """Return passed for what is true, failed for what is not."""
    return Outcome.PASSED if held else Outcome.FAILED


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        code: Which check, a key of `TEXTS`.
        outcome: How it went.
        subject: Whose signature, or empty for the whole document.
        detail: The figure or reason, in English or as a hash.
    """

    code: str
    outcome: Outcome
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What one signature says of itself; worth what the checks of the report are worth.

    Attributes:
        role: Name of the field.
        name: Person named in the signature.
        reason: Consent sentence, button label and method.
        stamped_at: Time of the timestamp authority, UTC; None without a timestamp.
        timestamp_serial: Serial number of the timestamp, decimal text.
        certificate_sha256: Fingerprint of the seal certificate.
        document_sha256: Hash of the file as it was right after this signature.
        dated_by: Who its timestamp says has dated it: common name and organisation of the
            certificate; empty where that is not in it.
    """

    role: str
    name: str
    reason: str
    stamped_at: datetime | None
    timestamp_serial: str
    certificate_sha256: str
    document_sha256: str
    dated_by: str = ""

    @property
    def dated(self) -> str:
        """When and by whom; empty without a timestamp."""
        moment = self.stamped_at.isoformat() if self.stamped_at else ""
        return ", ".join(filter(None, (moment, self.dated_by)))


@dataclass(frozen=True, slots=True)
class Report:
    """The whole finding.

    Attributes:
        document_sha256: Hash of the file that was given.
        order_sha256: Hash of its attached order; empty if there is none.
        signatures: Oldest first.
        pending: Roles whose field is still empty.
        checks: Every line, in the order they were made.
    """

    document_sha256: str
    order_sha256: str = ""
    signatures: tuple[SignatureFacts, ...] = ()
    pending: tuple[str, ...] = ()
    checks: tuple[Check, ...] = field(default=())

    @property
    def intact(self) -> bool:
        """Whether the file is signed and no check failed: it is as it was signed."""
        return bool(self.signatures) and not self.failures

    @property
    def complete(self) -> bool:
        """Whether everybody has signed who has a field to sign in."""
        return bool(self.signatures) and not self.pending

    @property
    def ok(self) -> bool:
        """Whether it is intact, and whoever has not signed has not signed in the evidence either.

        An earlier version of a file that was signed further is intact by itself: that it is not
        the last one only the evidence can tell.
        """
        last = any(
            check.code == "evidence_final" and check.outcome is Outcome.PASSED
            for check in self.checks
        )
        return self.intact and (self.complete or last)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if check.outcome is Outcome.FAILED)

    def lines(self, language: str = "en") -> list[tuple[str, str, str]]:
        """Return (outcome, sentence, detail) of every check in "en" or "fr"."""
        outcomes = OUTCOMES[language]
        return [
            (
                outcomes[check.outcome.value],
                _sentence(check.code, check.subject, language),
                check.detail,
            )
            for check in self.checks
        ]

    def as_json(self) -> Json:
        """Return the finding as JSON values."""
        return {
            "ok": self.ok,
            "intact": self.intact,
            "complete": self.complete,
            "document_sha256": self.document_sha256,
            "order_sha256": self.order_sha256,
            "pending": list(self.pending),
            "checks": [
                {
                    "code": check.code,
                    "outcome": check.outcome.value,
                    "subject": check.subject,
                    "detail": check.detail,
                }
                for check in self.checks
            ],
        }


def _sentence(code: str, subject: str, language: str) -> str:
    text = TEXTS[language][code]
    return (
        JOINED[language].format(SUBJECTS[language].get(subject, subject), text) if subject else text
    )
