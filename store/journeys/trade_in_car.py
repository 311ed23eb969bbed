"""A declared car between the form's plain values and the valuation's dataclasses; pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from store.markets import market
from tradein import Condition, Damage, Entry, Facts, ValuationModel


OTHER = "other"
CONDITION = (
    "tyres",
    "service_history",
    "keys",
    "owners",
    "accident",
    "ex_rental",
    "inspection_valid",
    "warning_lights",
    "opposition",
)


def facts_of(typed: Mapping[str, Any], model: ValuationModel, country: str = "FR") -> Facts:
    """Return the facts of a complete form; the names are those people know the car by."""
    written = market(country)
    brand, name = typed["brand"], typed["model"]
    known = dict(model.models(brand))
    shown = model.brand_names.get(brand) or _words(typed, "other_brand")
    return Facts(
        brand=shown or brand,
        model=known[name].name if name in known else _words(typed, "other_model") or name,
        version=_words(typed, "version"),
        first_registration=typed["first_registration"],
        km=typed["km"],
        fuel=typed["fuel"],
        gearbox=typed["gearbox"],
        power_hp=typed["power_hp"],
        plate=written.plate(plate) if (plate := _words(typed, "plate")) else None,
        vin=written.vin(vin) if (vin := _words(typed, "vin")) else None,
    )


def _words(typed: Mapping[str, Any], name: str) -> str:
    """Return a text without the spaces around it, empty where nothing was sent."""
    return (typed[name] or "").strip()


def condition_of(typed: Mapping[str, Any]) -> Condition:
    """Return the condition of a complete form; rows without a place are no damage."""
    damages = tuple(
        Damage(zone=row["zone"], kind=row["kind"], severity=row["severity"])
        for row in typed["damages"]
        if row["zone"]
    )
    plain = {name: typed[name] for name in CONDITION}
    return Condition(
        damages=damages, loan_outstanding_cents=typed["loan_outstanding_cents"] or 0, **plain
    )


def typed_of(declared: Mapping[str, Any], model: ValuationModel) -> dict[str, Any]:
    """Return what the form shows of a declared car."""
    if not declared:
        return {"inspection_valid": True}
    facts, condition = declared["facts"], declared["condition"]
    return {
        **facts,
        **condition,
        "first_registration": date.fromisoformat(facts["first_registration"]),
        **_named(facts["brand"], facts["model"], model),
        "plate": facts.get("plate") or "",
        "vin": facts.get("vin") or "",
        "version": facts.get("version", ""),
        "inspection_valid": condition.get("inspection_valid", True),
    }


def typed_of_entry(entry: Entry, model: ValuationModel) -> dict[str, Any]:
    """Return what the form shows of a car a register knows; nothing of what it does not."""
    first = entry.first_registration
    known = {
        "version": entry.version,
        "first_registration": date.fromisoformat(first) if first else None,
        "fuel": entry.fuel,
        "gearbox": entry.gearbox,
        "power_hp": entry.power_hp,
        "vin": entry.vin,
    }
    filled = {name: value for name, value in known.items() if value}
    return _named(entry.brand, entry.model, model) | filled


def _named(brand_name: str, model_name: str, model: ValuationModel) -> dict[str, str]:
    """Return the form's choices for a brand and model by name; another car's where unknown."""
    brand = next((key for key, name in model.brands() if name == brand_name), OTHER)
    named = (key for key, card in model.models(brand) if card.name == model_name)
    return {
        "brand": brand,
        "model": next(named, OTHER),
        "other_brand": brand_name if brand == OTHER else "",
        "other_model": model_name,
    }
