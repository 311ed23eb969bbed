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
from tradein.guarantee import Stage, Step, WrongStageError, advance
from tradein.identity import Plate, Vin, read_plate, read_vin
from tradein.ledger import Factor
from tradein.model import ValuationModel
from tradein.offer import Interval, Reason, Referral, Valuation
from tradein.recheck import Declared, Found, Line, Verdict, recheck
from tradein.registry import Answer, Entry, LocalRegister, Register, read_identity
from tradein.rules import Rules, read_rules
from tradein.value import value


if TYPE_CHECKING:
    from tradein.recalibration import recalibrate
    from tradein.training import Plan, train


__all__ = [
    "FUELS",
    "GEARBOXES",
    "Answer",
    "Condition",
    "Damage",
    "Declared",
    "Entry",
    "Factor",
    "Facts",
    "Found",
    "Interval",
    "InvalidFactsError",
    "Line",
    "LocalRegister",
    "ModelCard",
    "ModelError",
    "NotPublishableError",
    "Plan",
    "Plate",
    "Reason",
    "Referral",
    "Register",
    "Rules",
    "RulesError",
    "Stage",
    "Step",
    "TradeInError",
    "TrainingError",
    "Valuation",
    "ValuationModel",
    "Verdict",
    "Vin",
    "WrongStageError",
    "advance",
    "read_identity",
    "read_plate",
    "read_rules",
    "read_vin",
    "recalibrate",
    "recheck",
    "train",
    "value",
]


LATE = {
    "Plan": "tradein.provenance",
    "recalibrate": "tradein.recalibration",
    "train": "tradein.training",
}


def __getattr__(name: str) -> object:
    """Load the training, and numpy with it, only for those who train: a web process never does."""
    if name in LATE:
        return getattr(import_module(LATE[name]), name)
    raise AttributeError(f"module 'tradein' has no attribute {name!r}")
