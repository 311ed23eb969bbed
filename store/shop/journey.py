"""The steps of a journey after the configurator: importing them fills their blueprint."""

from store.shop import (
    car_pictures,
    finance,
    finance_files,
    lapsed,
    plate,
    resume,
    review,
    tradein,
    where,
    you,
)
from store.shop.steps import pages


__all__ = [
    "car_pictures",
    "finance",
    "finance_files",
    "lapsed",
    "pages",
    "plate",
    "resume",
    "review",
    "tradein",
    "where",
    "you",
]
