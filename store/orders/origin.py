"""From where a request comes, as far as scarce things and tries are shared out by it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A visitor, known by nothing that says who they are.

    Attributes:
        browser: Keyed hash of the browser's session, hexadecimal; "" where it has none.
        network: Keyed hash of the address range (IPv4 /24, IPv6 /48), hexadecimal.
        account_id: Of the customer who is signed in here, whose address is therefore proved.
    """

    browser: str
    network: str
    account_id: str | None = None

    @property
    def holder(self) -> str:
        """For whose sake a car is held from here."""
        return f"account:{self.account_id}" if self.account_id else f"visitor:{self.browser}"
