"""From a catalogue's parts to a propositional model with prices.

An option's price hangs on the version and on the chosen packs. For every amount an option may
cost there is a hidden variable "this option is paid this amount"; it is defined by an
equivalence, so it changes neither which cars exist nor how many, and it alone carries the price.
"""

from collections.abc import Iterable, Sequence

from configurator.builder import Builder
from configurator.catalogue_parts import Group, Labels, Option, Parts, Rule, Version
from configurator.model import Clause, Constraint, Model


_ANY_RANK = 64  # an option not needed is left out before a later one of a group is preferred


def encode(parts: Parts) -> Model:
    """Make the model of a catalogue.

    Args:
        parts: names must be known and unique (``naming.check``).
    """
    return _Encoder(parts).model()


class _Encoder:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        names = (*(v.option for v in parts.versions), *(o.id for o in parts.options))
        self.builder = Builder(names, "catalogue")
        self.var = self.builder.variables
        self.prices = {self.var[v.option]: v.price_cents for v in parts.versions}
        self.ranks: dict[int, int] = {}

    def model(self) -> Model:
        versions = [self.var[v.option] for v in self.parts.versions]
        label = {"fr": "Une seule version par voiture.", "en": "A car is of one version."}
        self.builder.one_of(Constraint("group:version", "group", label), versions)
        self.ranks |= {v: i for i, v in enumerate(versions)}
        for group in self.parts.groups:
            self._group(group)
        for option in self.parts.options:
            self._availability(option)
            self._contents(option)
        for rule in self.parts.rules:
            self._authored(rule)
        for option in self.parts.options:
            self._price(option)
        return self.builder.build(
            prices=self.prices,
            ranks=self.ranks,
            first=tuple(versions),
            weeks={self.var[v.option]: v.lead_weeks for v in self.parts.versions},
            extra_weeks={self.var[o.id]: o.lead_weeks for o in self.parts.options if o.lead_weeks},
        )

    def _rule(self, name: str, kind: str, label: Labels, clauses: Iterable[Clause]) -> None:
        self.builder.rule(Constraint(name, kind, dict(label)), *clauses)

    def _group(self, group: Group) -> None:
        literals = [self.var[o.id] for o in group.options]
        if group.kind == "any":
            self.ranks |= dict.fromkeys(literals, _ANY_RANK)
            return
        self.ranks |= {v: i for i, v in enumerate(literals)}
        label = {
            "fr": f"{group.label['fr']} : un seul choix.",
            "en": f"{group.label['en']}: one choice only.",
        }
        self.builder.one_of(Constraint(f"group:{group.id}", "group", label), literals)

    def _availability(self, option: Option) -> None:
        on = self.var[option.id]
        having = [v for v in self.parts.versions if option.exists_on(v)]
        if len(having) < len(self.parts.versions):
            where = _names(having, self.parts.versions)
            label = {
                "fr": f"{option.label['fr']} : seulement avec {where}.",
                "en": f"{option.label['en']}: only with {where}.",
            }
            clause = (-on, *(self.var[v.option] for v in having))
            self._rule(f"only:{option.id}", "availability", label, [clause])
        if self._is_free_choice(option):
            self._standard(option, on)

    def _is_free_choice(self, option: Option) -> bool:
        return any(g.id == option.group and g.kind == "any" for g in self.parts.groups)

    def _standard(self, option: Option, on: int) -> None:
        having = [v for v in self.parts.versions if option.is_series_on(v)]
        if having:
            where = _names(having, self.parts.versions)
            label = {
                "fr": f"{option.label['fr']} : de série avec {where}.",
                "en": f"{option.label['en']}: standard with {where}.",
            }
            clauses = [(-self.var[v.option], on) for v in having]
            self._rule(f"series:{option.id}", "series", label, clauses)

    def _contents(self, pack: Option) -> None:
        by_id = {option.id: option for option in self.parts.options}
        for name in pack.contains:
            part = by_id[name].label
            label = {
                "fr": f"{pack.label['fr']} comprend : {part['fr']}.",
                "en": f"{pack.label['en']} includes: {part['en']}.",
            }
            clause = (-self.var[pack.id], self.var[name])
            self._rule(f"pack:{pack.id}:{name}", "pack", label, [clause])

    def _authored(self, rule: Rule) -> None:
        when = tuple(-self.var[name] for name in rule.when)
        then = [self.var[name] for name in rule.then]
        clauses = [(*when, *then)] if rule.kind == "requires" else [(*when, -t) for t in then]
        self._rule(f"rule:{rule.id}", "rule", rule.sentence, clauses)

    def _price(self, option: Option) -> None:
        """Give every amount the option may cost to a variable that says it is paid."""
        amounts: dict[int, list[Version]] = {}
        for version in self.parts.versions:
            if option.exists_on(version):
                amounts.setdefault(option.price_on(version), []).append(version)
        packs = [self.var[pack.id] for pack in self.parts.packs_with(option.id)]
        on = self.var[option.id]
        for cents, versions in amounts.items():
            if cents and len(amounts) == 1 and not packs:
                self.prices[on] = cents
            elif cents:
                self.prices[self._paid(on, versions, packs)] = cents

    def _paid(self, on: int, versions: Sequence[Version], packs: Sequence[int]) -> int:
        """Define paid <-> option and one of these versions and none of these packs."""
        paid = self.builder.new_variable()
        of_these = [self.var[v.option] for v in versions]
        others = [self.var[v.option] for v in self.parts.versions if v not in versions]
        self.builder.definition(
            (-paid, on),
            *((-paid, -other) for other in others),
            *((-paid, -pack) for pack in packs),
            *((paid, -on, -version, *packs) for version in of_these),
        )
        return paid


def _names(having: Sequence[Version], everything: Sequence[Version]) -> str:
    """Name versions by their trims where whole trims are meant, else one by one."""
    trims = dict.fromkeys(v.trim for v in having)
    whole = [v for v in everything if v.trim in trims]
    if len(whole) == len(having):
        return ", ".join(dict.fromkeys(v.trim_label for v in having))
    return ", ".join(v.label for v in having)
