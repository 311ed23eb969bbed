"""What a dealer is told after a recheck."""

from flask_babel import gettext as _


def told_of(outcome: str) -> tuple[str, str]:
    """Return what a recheck came to, in words, and the look of its notice."""
    words = {
        "confirmed": (_("Confirmed at the promised amount. The customer has been told."), "ok"),
        "reoffered": (_("The other amount is before the customer, who decides."), "info"),
        "referred": (_("The rules leave this car to you: say what it is worth."), "warn"),
    }
    return words[outcome]
