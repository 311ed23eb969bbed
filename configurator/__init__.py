"""What can be built, what a choice forces, and what it costs."""

from configurator.advice import PackAdvice, pack_advice
from configurator.answers import (
    Configuration,
    Explanation,
    OptionView,
    Repair,
    Repaired,
    RuleNote,
    View,
)
from configurator.apart import Limits, compile_apart
from configurator.catalogue import Availability, Catalogue
from configurator.catalogue_parts import Group, Option, Rule, Version
from configurator.codes import SavedCode, decode, encode
from configurator.compilation import compile_catalogue, compile_model
from configurator.engine import Engine
from configurator.errors import (
    CatalogueError,
    CodeError,
    ConfiguratorError,
    ContradictionError,
    EngineFormatError,
    IncompleteError,
    ModelError,
    NotBlockedError,
    Problem,
    TooLargeError,
    UnknownOptionError,
)
from configurator.model import Model
from configurator.readers import read_model
from configurator.reopening import reopen
from configurator.stock import Stock, StockCar, StockMatch, rank_stock
from configurator.summary import CarLine, Summary


__all__ = [
    "Availability",
    "CarLine",
    "Catalogue",
    "CatalogueError",
    "CodeError",
    "Configuration",
    "ConfiguratorError",
    "ContradictionError",
    "Engine",
    "EngineFormatError",
    "Explanation",
    "Group",
    "IncompleteError",
    "Limits",
    "Model",
    "ModelError",
    "NotBlockedError",
    "Option",
    "OptionView",
    "PackAdvice",
    "Problem",
    "Repair",
    "Repaired",
    "Rule",
    "RuleNote",
    "SavedCode",
    "Stock",
    "StockCar",
    "StockMatch",
    "Summary",
    "TooLargeError",
    "UnknownOptionError",
    "Version",
    "View",
    "compile_apart",
    "compile_catalogue",
    "compile_model",
    "decode",
    "encode",
    "pack_advice",
    "rank_stock",
    "read_model",
    "reopen",
]
