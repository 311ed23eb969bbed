"""What can be built, what a choice forces, and what it costs."""

from configurator.catalogue import Availability, Catalogue
from configurator.catalogue_parts import Group, Option, Rule, Version
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
from configurator.summary import CarLine, Summary


__all__ = [
    "Availability",
    "CarLine",
    "Catalogue",
    "CatalogueError",
    "CodeError",
    "ConfiguratorError",
    "ContradictionError",
    "EngineFormatError",
    "Group",
    "IncompleteError",
    "ModelError",
    "NotBlockedError",
    "Option",
    "Problem",
    "Rule",
    "Summary",
    "TooLargeError",
    "UnknownOptionError",
    "Version",
]
