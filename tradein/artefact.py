"""The artefact's JSON: effects as whole 1/10,000, the bends of a curve as one list."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tradein.columns import Extras
from tradein.evidence import Bucket, Curve, ModelCard
from tradein.trees import UNIT, Forest


CARD = ("name", "count", "local", "listed", "hp", "fuel", "gearbox", "fuels", "versions")


def pack_effects(effects: Mapping[str, float]) -> dict[str, dict[str, Any]]:
    """Effects by kind and name; those named "name^0", "name^1" … as a list under "name"."""
    grouped: dict[str, dict[str, Any]] = {}
    for name, effect in effects.items():
        kind, _bar, rest = name.partition("|")
        rest, bends, knot = rest.rpartition("^") if "^" in rest else (rest, "", "")
        group = grouped.setdefault(kind, {})
        if not bends:
            group[rest] = round(effect * UNIT)
            continue
        line = group.setdefault(rest, [])
        line.extend([0] * (int(knot) + 1 - len(line)))
        line[int(knot)] = round(effect * UNIT)
    return grouped


def unpack_effects(grouped: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Read what `pack_effects` wrote."""
    effects: dict[str, float] = {}
    for kind, group in grouped.items():
        for rest, packed in group.items():
            if isinstance(packed, list):
                effects |= {f"{kind}|{rest}^{n}": v / UNIT for n, v in enumerate(packed) if v}
            else:
                effects[f"{kind}|{rest}"] = packed / UNIT
    return effects


def pack_card(card: ModelCard) -> list[Any]:
    """A card's fields in the order of CARD."""
    fields = asdict(card)
    return [fields[name] for name in CARD]


def unpack_parts(content: Mapping[str, Any]) -> dict[str, Any]:
    """The typed parts of a model from its JSON."""
    cards = {key: _card(line) for key, line in content["cards"].items()}
    further = content["extras"]
    return {
        **content,
        "effects": unpack_effects(content["effects"]),
        "cards": cards,
        "buckets": tuple(Bucket(**bucket) for bucket in content["buckets"]),
        "curve": Curve(**content["curve"]) if content["curve"] else None,
        "forest": Forest.unpack(content["forest"]) if content["forest"] else None,
        "extras": Extras(
            {name: tuple(words) for name, words in further["traits"].items()},
            {name: (centre, spread) for name, (centre, spread) in further["measures"].items()},
        ),
    }


def _card(line: list[Any]) -> ModelCard:
    fields = dict(zip(CARD, line, strict=True))
    lists = {name: tuple(fields[name]) for name in ("fuels", "versions")}
    return ModelCard(**{**fields, **lists})
