"""Trade-in: what a customer's present car is worth, and why. No web, no database, no clock."""

from importlib import import_module
from typing import TYPE_CHECKING

from tradein.errors import (
    InvalidFactsError,
    ModelError,
    NotPublishableError,
    RulesError,
    TradeInError,
    TrainingError,
)
from tradein.evidence import ModelCard
from tradein.facts import FUELS, GEARBOXES, Condition, Damage, Facts
from tradein.identity import Plate, Vin, read_plate, read_vin
from tradein.ledger import Factor
from tradein.model import ValuationModel
from tradein.offer import Interval, Reason, Referral, Valuation
from tradein.rules import Rules, read_rules
from tradein.value import value


if TYPE_CHECKING:
    from tradein.training import Plan, train


__all__ = [
    "FUELS",
    "GEARBOXES",
    "Condition",
    "Damage",
    "Factor",
    "Facts",
    "Interval",
    "InvalidFactsError",
    "ModelCard",
    "ModelError",
    "NotPublishableError",
    "Plan",
    "Plate",
    "Reason",
    "Referral",
    "Rules",
    "RulesError",
    "TradeInError",
    "TrainingError",
    "Valuation",
    "ValuationModel",
    "Vin",
    "read_plate",
    "read_rules",
    "read_vin",
    "train",
    "value",
]


def __getattr__(name: str) -> object:
    """Load the training, and numpy with it, only for those who train: a web process never does."""
    if name in ("Plan", "train"):
        return getattr(import_module("tradein.training"), name)
    raise AttributeError(f"module 'tradein' has no attribute {name!r}")
