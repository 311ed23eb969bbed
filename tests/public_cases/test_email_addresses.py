"""Addresses that other people's forms took and no letter reached, or refused although they work."""

from collections.abc import Mapping

import pytest

from store.email import canonical_email
from store.typed_text import Unreadable, email_address


# typed: the one spelling that is kept, None where it is refused at once; and what it did elsewhere
ADDRESSES: Mapping[str, tuple[str | None, str]] = {
    "Ada.Martin@Example.ORG": ("ada.martin@example.org", "looked up in lower case, kept as typed"),
    "ada+volant@example.fr": ("ada+volant@example.fr", "a tag taken for a wrong sign"),
    "o'neill@example.fr": ("o'neill@example.fr", "an apostrophe is allowed (RFC 5322, atext)"),
    "ada@société.fr": ("ada@société.fr", "needs xn-- on the wire (RFC 5891)"),
    "ada@xn--socit-esab.fr": ("ada@société.fr", "the same mailbox, two accounts"),
    "ada@exemple.photography": ("ada@exemple.photography", "endings longer than four letters"),
    "ada@mail.example.co.uk": ("ada@mail.example.co.uk", "several dots"),
    " ada@example.fr\u00a0": ("ada@example.fr", "pasted with spaces around it"),
    "adélaïde@exemple.fr": (None, "SMTPUTF8 (RFC 6531) that few servers take: never delivered"),
    "ada@example": (None, "no server on the internet"),
    "ada@example..fr": (None, "an empty label"),
    "ada.@example.fr": (None, "a dot at the end: refused by most servers"),
    "ada@@example.fr": (None, "split at the first @, joined at the last"),
    "ada@example.fr, eve@evil.example": (None, "a second recipient"),
    "ada@example.fr\nBcc: eve@evil.example": (None, "a header of a letter"),
    "Ada <ada@example.fr>": (None, "a display name kept as an address"),
    "ada@[127.0.0.1]": (None, "an address literal reaches the inside of a network"),
    "ada": (None, "no @ at all"),
    f"{'a' * 65}@example.fr": (None, "more than 64 signs before the @ (RFC 5321, 4.5.3.1.1)"),
    f"ada@{'a' * 64}.fr": (None, "a label of more than 63 signs (RFC 1035)"),
}


@pytest.mark.parametrize("typed", ADDRESSES)
def test_an_address_is_kept_in_one_spelling_or_refused_at_once(typed: str):
    kept, _elsewhere = ADDRESSES[typed]
    if kept is None:
        with pytest.raises(Unreadable):
            email_address(typed)
    else:
        assert canonical_email(email_address(typed)) == kept
