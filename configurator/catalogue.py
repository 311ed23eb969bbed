"""An authored catalogue: one model's dated price list, as frozen data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, Self

from configurator import document, summary
from configurator.catalogue_parts import Group, Option, Parts, Rule, Version
from configurator.errors import UnknownOptionError


@dataclass(frozen=True)
class Availability:
    """How one version has one option.

    Attributes:
        kind: ``series`` (standard, free), ``priced`` (at extra cost) or ``absent``.
        price_cents: its price outside any pack, 0 unless priced.
    """

    kind: Literal["series", "priced", "absent"]
    price_cents: int


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """One model's price list of one date in one market.

    Attributes:
        hash: SHA-256, in hex, of the canonical content.
        versions: the cars on sale, in authored order; option ids ``version.<id>``.
        groups: what may be chosen, in authored order; option ids ``<group>.<id>``.
    """

    key: str
    market: str
    brand: str
    model: str
    slug: str
    edition: date
    model_year: int
    currency: str
    body: str
    doors: int
    seats: int
    tvv: str
    drawing: str
    tagline: Mapping[str, str]
    source: str
    versions: tuple[Version, ...]
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    hash: str

    @classmethod
    def load(cls, text: str) -> Self:
        """Read and check an authored price list.

        Args:
            text: the TOML document.

        Raises:
            CatalogueError: with every problem found and its line.
        """
        return cls(**document.read(text))

    @classmethod
    def reopen(cls, text: str, hash_: str) -> Self:
        """Read a price list that `load` read before: what it says, not whether it can be built.

        Args:
            text: the TOML document.
            hash_: the hash it had then.

        Raises:
            CatalogueError: it is another document.
        """
        return cls(**document.reread(text, hash_))

    @cached_property
    def parts(self) -> Parts:
        """What decides which cars exist and what they cost."""
        return Parts(self.versions, self.groups, self.rules)

    @cached_property
    def _versions(self) -> dict[str, Version]:
        return {v.option: v for v in self.versions}

    @cached_property
    def _options(self) -> dict[str, Option]:
        return {o.id: o for group in self.groups for o in group.options}

    @cached_property
    def option_ids(self) -> tuple[str, ...]:
        """Every option id, versions first, in authored order."""
        return (*self._versions, *self._options)

    def version(self, option_id: str) -> Version:
        """Return the version of ``version.<id>``.

        Raises:
            UnknownOptionError: this catalogue has no such version.
        """
        if option_id not in self._versions:
            raise UnknownOptionError(option_id)
        return self._versions[option_id]

    def option(self, option_id: str) -> Option:
        """Return the option of ``<group>.<id>``.

        Raises:
            UnknownOptionError: this catalogue has no such option.
        """
        if option_id not in self._options:
            raise UnknownOptionError(option_id)
        return self._options[option_id]

    def availability(self, version_id: str, option_id: str) -> Availability:
        """Say how a version has an option, packs and rules left aside.

        Raises:
            UnknownOptionError: no such version or option.
        """
        version, option = self.version(version_id), self.option(option_id)
        if not option.exists_on(version):
            return Availability("absent", 0)
        if option.is_series_on(version):
            return Availability("series", 0)
        return Availability("priced", option.price_on(version))

    def summarise(self, options: Collection[str]) -> summary.Summary:
        """Price and describe one complete configuration.

        Args:
            options: every option it has, its version included.

        Raises:
            UnknownOptionError: a name is not of this catalogue.
            IncompleteError: the set is not a complete, valid configuration.
        """
        return summary.summarise(self.parts, options)
