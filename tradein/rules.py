"""A country's dated trade-in rules: costs, margin, how long an offer holds, the words."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tradein.errors import RulesError
from tradein.tables import Amounts, Kind, Shares, Text, Thresholds, Validity, Zone


MILLE = 1000
SEVERITIES = 3
LANGUAGES = frozenset({"fr", "en"})
FACTORS = [
    "car",
    "new_price",
    "fuel",
    "gearbox",
    "power",
    "version",
    "age",
    "km",
    "fine_tuning",
    "index",
    "margin",
    "preparation",
    "owners",
    "service",
    "accident",
    "ex_rental",
    "damage",
    "tyres",
    "keys",
    "inspection",
    "warning_lights",
    "floor",
    "rounding",
    "loan",
]
REFERRALS = [
    "unknown_brand",
    "unknown_model",
    "wide_interval",
    "too_old",
    "km_outside",
    "km_per_year",
    "km_below_recorded",
    "structural_accident",
    "opposition",
    "fuel_unseen",
    "power_unusual",
    "foreign",
]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of one country from one day on; `rules_id` is the hash of their text."""

    rules_id: str
    country: str
    effective: date
    shares: Shares
    amounts: Amounts
    validity: Validity
    never_firm: Thresholds
    zones: Mapping[str, Zone]
    kinds: Mapping[str, Kind]
    labels: Mapping[str, Text]
    reasons: Mapping[str, Text]
    referrals: Mapping[str, Text]
    words: Mapping[str, Text]


def read_rules(text: str) -> Rules:
    """Read and check rules written in TOML.

    Raises:
        RulesError: Naming the table and what is wrong with it.
    """
    try:
        raw = tomllib.loads(text)
        rules = _build(raw, hashlib.sha256(text.encode()).hexdigest()[:16])
    except (ValueError, RecursionError) as error:  # also a number with thousands of digits
        raise RulesError("rules", "malformed", str(error)) from error
    except KeyError as error:
        raise RulesError("rules", "missing", f"{error} is needed") from error
    except (TypeError, AttributeError) as error:
        raise RulesError("rules", "unknown", str(error)) from error
    _check(rules)
    return rules


def _build(raw: dict[str, Any], digest: str) -> Rules:
    zones = {name: Zone(**zone) for name, zone in raw["zones"].items()}
    kinds = {
        name: Kind(
            groups=tuple(kind["groups"]), costs_cents=tuple(kind["costs_cents"]), name=kind["name"]
        )
        for name, kind in raw["kinds"].items()
    }
    return Rules(
        rules_id=f"{raw['country']}-{raw['effective']}:{digest}",
        country=raw["country"],
        effective=raw["effective"],
        shares=Shares(**raw["shares"]),
        amounts=Amounts(**raw["amounts"]),
        validity=Validity(**raw["validity"]),
        never_firm=Thresholds(**raw["never_firm"]),
        zones=zones,
        kinds=kinds,
        labels={name: raw["factors"][name]["label"] for name in FACTORS},
        reasons={name: raw["factors"][name]["reason"] for name in FACTORS},
        referrals={name: raw["referrals"][name] for name in REFERRALS},
        words=raw["words"],
    )


def _check(rules: Rules) -> None:
    worst = rules.shares.owner * rules.shares.owners_most + rules.shares.ex_rental
    worst += max(rules.shares.service.values()) + max(rules.shares.accident.values())
    if worst >= MILLE or not 0 <= rules.shares.margin < MILLE:
        raise RulesError("rules.shares", "too-much", "would take the whole value or more")
    if rules.amounts.round_to < 1:
        raise RulesError("rules.amounts.round_to", "out-of-range", "must be at least one cent")
    for name, kind in rules.kinds.items():
        _check_costs(f"rules.kinds.{name}", kind.costs_cents)
    texts = [*rules.labels.values(), *rules.reasons.values(), *rules.referrals.values()]
    texts += [zone.name for zone in rules.zones.values()]
    texts += [kind.name for kind in rules.kinds.values()]
    for text in texts:
        if set(text) < LANGUAGES:
            raise RulesError("rules texts", "untranslated", f"{dict(text)} lacks a language")


def _check_costs(place: str, costs: tuple[int, ...]) -> None:
    if len(costs) != SEVERITIES or list(costs) != sorted(costs):
        raise RulesError(place, "not-rising", "needs three rising costs")
    if costs[0] < 0:
        raise RulesError(place, "negative", "a damage never adds value")
