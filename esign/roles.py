"""Who signs a purchase order, in which order, and what a person agreed to."""

from dataclasses import dataclass
from enum import StrEnum

from esign.errors import ConsentError


class Role(StrEnum):
    """A party to the order; its value is also the name of the PDF signature field."""

    BUYER = "buyer"
    CO_BUYER = "co_buyer"
    DEALER = "dealer"


SIGNING_ORDER = (Role.BUYER, Role.CO_BUYER, Role.DEALER)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to, and how we know it was that person.

    Attributes:
        name: Full name of the person.
        sentence: The exact sentence shown above the button.
        button: The exact label of the button that was pressed.
        method: How the person was recognised, destination masked
            ("code sent to c...l@example.fr").
        language: "fr" or "en", for the words drawn in the signature.
    """

    name: str
    sentence: str
    button: str
    method: str
    language: str = "fr"

    def __post_init__(self) -> None:
        """Refuse a consent that proves nothing.

        Raises:
            ConsentError: A part is blank.
        """
        for part in ("name", "sentence", "button", "method"):
            if not getattr(self, part).strip():
                raise ConsentError(part, "it is blank")

    @property
    def reason(self) -> str:
        """The text written in the signature and covered by it."""
        return f"{self.sentence} [{self.button}] ({self.method})"


@dataclass(frozen=True, slots=True)
class Field:
    """A place to sign, made before the first signature.

    Attributes:
        role: Who signs there.
        label: Read aloud by assistive technology ("Signature of the buyer").
        width: In points, from the named destination `signature-<role>` to the right.
        height: In points, from that destination downwards.
    """

    role: Role
    label: str
    width: int = 226
    height: int = 62

    @property
    def destination(self) -> str:
        """Name of the anchor in the document that marks the upper left corner."""
        return f"signature-{self.role.value.replace('_', '-')}"
