"""Everything the package refuses, each naming the place and the reason."""


class EsignError(Exception):
    """Base of every refusal of this package.

    Attributes:
        place: What was being read or done ("field buyer", "event 4", "page 2").
        reason: Why it cannot go on, in one English sentence without a full stop.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class DocumentError(EsignError):
    """The PDF cannot be prepared or signed: damaged, encrypted, too big, active or signed."""


class FieldError(EsignError):
    """The document has no empty signature field for this role, or no place for one."""


class SigningOrderError(EsignError):
    """This role has signed already, or somebody else must sign first."""


class ConsentError(EsignError):
    """A consent without a name, a sentence or a button label proves nothing."""


class CertificateError(EsignError):
    """The signing certificate is not valid at the moment of signature, or is revoked."""


class ClockError(EsignError):
    """The clock stands before the last signature of the document: it was moved back."""


class TimestampError(EsignError):
    """The timestamp authority did not answer; local time never takes its place."""


class AuthorityError(EsignError):
    """Key or certificate files are missing, damaged, or the passphrase is wrong."""


class EvidenceError(EsignError):
    """The evidence cannot be read, or its chain of hashes does not hold."""


class CodeError(EsignError):
    """A one-time code cannot be made or compared from these bytes."""
