"""What a line of a price rests on, in the reader's words: a Deal keeps them once, in English."""

from store.lazy import _l


WORDS = {
    "the customer's choice": _l("your choice"),
    "delivery conditions of the store": _l("our delivery conditions"),
    "valuation of the store": _l("our valuation"),
    "what is left of the price": _l("what is left of the price"),
}
LED = {"price list ": _l("price list"), "offer of ": _l("offer of")}


def source_words(source: str) -> str:
    """Return a source of the store's own in the reader's language; a law's as it is cited."""
    for led, words in LED.items():
        if source.startswith(led):
            return f"{words} {source.removeprefix(led)}"
    return str(WORDS.get(source, source))
