"""The steps of a journey after the configurator: importing them fills their blueprint."""

from store.shop import finance, finance_files, plate, resume, review, tradein, where, you
from store.shop.steps import pages


__all__ = [
    "finance",
    "finance_files",
    "pages",
    "plate",
    "resume",
    "review",
    "tradein",
    "where",
    "you",
]
