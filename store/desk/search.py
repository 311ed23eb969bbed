"""Finding orders by what a person types."""

from sqlalchemy import ColumnElement, or_

from store.models import Order


def matching(words: str) -> ColumnElement[bool]:
    """Return the condition that an order's number or buyer holds the words.

    SQLite folds the case of ASCII only, so that the usual ways to write a name are looked for.
    """
    name = Order.summary["buyer"].as_string()
    typed = {words, words.title(), words.lower()}
    named = [name.contains(one, autoescape=True) for one in sorted(typed)]
    return or_(Order.number.icontains(words, autoescape=True), *named)
