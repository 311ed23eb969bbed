"""Reading the single entries of an authored catalogue."""

from datetime import date

from configurator.catalogue_parts import Option, Rule, Version
from configurator.fields import MAX_CENTS, Fields


_ENERGIES = ("petrol", "diesel", "hybrid", "plugin", "electric")


def edition(f: Fields) -> date:
    """Read the day of the price list, as a date or as a text."""
    value = f.data.get("edition")
    if type(value) is date:
        f.seen("edition")
        return value
    written = f.text("edition")
    try:
        return date.fromisoformat(written)
    except ValueError:
        f.wrong("edition", f"edition {written!r} is not a date (2026-11-03)")
        return date.min


def version(f: Fields) -> Version:
    """Read one ``[[version]]``."""
    return Version(
        id=f.name("id"),
        label=f.text("label"),
        trim=f.name("trim"),
        trim_label=f.text("trim_label"),
        energy=f.text("energy", among=_ENERGIES),
        gearbox=f.text("gearbox", among=("manual", "automatic")),
        price_cents=f.integer("price_cents", low=1, high=MAX_CENTS),
        power_kw=f.integer("power_kw", low=1, high=2000),
        fiscal_cv=f.integer("fiscal_cv", low=0, high=200),
        co2_g=f.integer("co2_g", high=1000),
        mass_kg=f.integer("mass_kg", low=100, high=5000),
        range_km=f.integer("range_km", 0, high=3000),
        consumption=f.text("consumption", ""),
        lead_weeks=f.integer("lead_weeks", high=200),
        source=f.text("source", ""),
    )


def option(f: Fields, group: str) -> Option:
    """Read one ``[[group.option]]`` of a group."""
    return Option(
        id=f"{group}.{f.name('id')}",
        group=group,
        label=f.labels("label"),
        note=f.labels("note", optional=True),
        price_cents=_default_price(f),
        prices=f.prices("prices"),
        series=f.texts("series"),
        only=f.texts("only", ("*",)),
        absent=f.texts("not"),
        co2_g=f.integer("co2_g", 0, low=-500, high=500),
        mass_kg=f.integer("mass_kg", 0, low=-1000, high=1000),
        lead_weeks=f.integer("lead_weeks", 0, high=200),
        contains=f.texts("contains"),
        media=f.mapping("media", str),
    )


def _default_price(f: Fields) -> int:
    """The price is compulsory unless the option is standard wherever it exists."""
    default = (
        0 if "series" in f.data and f.data.get("series") == f.data.get("only", ["*"]) else None
    )
    return f.integer("price_cents", default, high=MAX_CENTS)


def rule(f: Fields) -> Rule:
    """Read one ``[[rule]]``."""
    kind = f.text("kind", among=("requires", "excludes"))
    return Rule(
        id=f.name("id"),
        kind="requires" if kind == "requires" else "excludes",
        when=f.texts("when", None),
        then=f.texts("then", None),
        sentence=f.labels("sentence"),
    )
