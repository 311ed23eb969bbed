"""E-mail addresses as identities: one spelling, whoever compares or stores one; pure."""

import unicodedata


ENCODED = "xn--"  # RFC 5890: what a label of an internationalised domain begins with in ASCII


def canonical_email(typed: str) -> str:
    """Return the one spelling of an address: NFC, lower case, the domain in Unicode.

    RFC 5321 lets a host tell letter cases apart in a local part; none that people use does. The
    spelling is also where letters go, so letters are not folded: ß and ss are two mailboxes.
    Never raises: what is no address has one spelling too, and finds nobody.
    """
    local, at, domain = _plain(typed).rpartition("@")
    return f"{local}{at}{'.'.join(map(_label, domain.split('.')))}"


def same_mailbox(one: str, other: str) -> bool:
    """Say whether two spellings are of one address."""
    return canonical_email(one) == canonical_email(other)


def _plain(text: str) -> str:
    """Lower the letters; what lowering leaves decomposed (İ) is composed again."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower()).strip()


def _label(label: str) -> str:
    """Return a label of a domain in Unicode (RFC 3492), where it has exactly one such spelling."""
    if not label.startswith(ENCODED):
        return label
    try:
        shown = label.removeprefix(ENCODED).encode("ascii").decode("punycode")
        again = f"{ENCODED}{shown.encode('punycode').decode()}"
    except UnicodeError:
        return label
    return shown if again == label and shown == _plain(shown) and not shown.isascii() else label
