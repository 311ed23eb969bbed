"""The short name a quote is known by, on a page, in a file and in the contract."""

from base64 import b32encode
from hashlib import sha256
from json import dumps

from financing.plain import plain
from financing.quotes import Quote


_RFC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = str.maketrans(_RFC, "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_LENGTH = 10


def quote_id(quote: Quote) -> str:
    """Ten characters in two groups, such as 7Q4ZD-M20KX: equal quotes, and they alone, share them.

    Fifty bits of the SHA-256 of what was asked and what it came to, in Crockford's base 32, which
    has no I, L, O and U.
    """
    asked = (quote.offer_key, quote.law_key, quote.months, quote.km_per_year, quote.terms.request)
    cents = (quote.monthly_cents, quote.last_cents, quote.final_cents, quote.total_due_cents)
    said = dumps(plain((asked, cents, quote.apr_percent)), separators=(",", ":"))
    text = b32encode(sha256(said.encode()).digest()).decode().translate(_CROCKFORD)[:_LENGTH]
    return f"{text[:5]}-{text[5:]}"
