"""The compiled prices against the summary, which knows nothing of clauses."""

from itertools import product

import pytest
from hypothesis import assume, given, settings, strategies as st

from configurator import Catalogue, IncompleteError, ModelError, compile_catalogue, compile_model
from configurator.catalogue_parts import Group, Option, Parts, Rule, Version
from configurator.encoding import encode
from configurator.summary import summarise
from tests.configurator import brute
from tests.configurator.examples import SMALL


LABEL = {"fr": "x", "en": "x"}
SELECTORS = ("*", "trim:base", "trim:gt", "energy:petrol", "v0", "v1", "v2")
FREE = ("any.a", "any.b", "any.c", "any.d")
CHOICE = ("one.r", "one.s")


def a_version(number: int) -> Version:
    return Version(
        id=f"v{number}",
        label=f"V{number}",
        trim="gt" if number == 2 else "base",
        trim_label="GT",
        energy="electric" if number == 0 else "petrol",
        gearbox="manual",
        price_cents=1000 + 100 * number,
        power_kw=70,
        fiscal_cv=4,
        co2_g=100,
        mass_kg=1000,
        range_km=0,
        consumption="",
        lead_weeks=4,
        source="",
    )


@st.composite
def an_option(draw: st.DrawFn, name: str) -> Option:
    some = st.lists(st.sampled_from(SELECTORS), max_size=2, unique=True).map(tuple)
    later = [other for other in (*FREE, *CHOICE) if other > name]
    contains = draw(st.lists(st.sampled_from(later), max_size=2, unique=True)) if later else []
    return Option(
        id=name,
        group=name.partition(".")[0],
        label=LABEL,
        note={},
        price_cents=draw(st.integers(0, 90)),
        prices=draw(st.dictionaries(st.sampled_from(SELECTORS), st.integers(0, 90), max_size=2)),
        series=draw(some),
        only=draw(some) or ("*",),
        absent=draw(st.just(()) | some),
        co2_g=0,
        mass_kg=0,
        lead_weeks=0,
        contains=tuple(contains) if draw(st.booleans()) else (),
        media={},
    )


@st.composite
def some_parts(draw: st.DrawFn) -> Parts:
    names = st.lists(st.sampled_from((*FREE, *CHOICE, "version.v0")), min_size=1, max_size=2)
    rules = [
        Rule(
            id=f"r{i}",
            kind=draw(st.sampled_from(("requires", "excludes"))),
            when=tuple(draw(names)),
            then=tuple(draw(names)),
            sentence=LABEL,
        )
        for i in range(draw(st.integers(0, 2)))
    ]
    groups = [
        Group(id="any", kind="any", label=LABEL, options=tuple(draw(an_option(n)) for n in FREE)),
        Group(id="one", kind="one", label=LABEL, options=tuple(draw(an_option(n)) for n in CHOICE)),
    ]
    return Parts(tuple(a_version(i) for i in range(3)), tuple(groups), tuple(rules))


def every_car(parts: Parts) -> dict[frozenset[str], int]:
    cars = {}
    for version, *rest in product(range(3), *[(False, True)] * len(parts.options)):
        chosen = {o.id for o, on in zip(parts.options, rest, strict=True) if on}
        try:
            summary = summarise(parts, chosen | {f"version.v{version}"})
        except IncompleteError:
            continue
        cars[frozenset(chosen | {f"version.v{version}"})] = summary.price_cents
    return cars


@settings(max_examples=120)
@given(some_parts(), st.dictionaries(st.sampled_from((*FREE, *CHOICE)), st.booleans(), max_size=3))
def test_every_car_and_price_agrees_with_the_summary(parts: Parts, decisions: dict[str, bool]):
    cars = every_car(parts)
    if not cars:
        with pytest.raises(ModelError):
            compile_model(encode(parts))
        return
    engine = compile_model(encode(parts))
    assert engine.count({}) == len(cars)
    assume(any(brute.broken(decisions, car) == 0 for car in cars))
    brute.check_view(engine, cars, decisions)


def test_hidden_price_variables_never_show():
    catalogue = Catalogue.load(SMALL)
    engine = compile_catalogue(catalogue)
    assert engine.options == catalogue.option_ids == tuple(engine.view({}).options)


def test_a_cheaper_pack_is_taken_where_its_parts_are_chosen():
    engine = compile_catalogue(Catalogue.load(SMALL))
    base = {"version.p100-base": True}
    view = engine.view(base | {"option.camera": True, "option.radar": True})
    assert "pack.vision" in view.configuration.options
    assert view.price_cents == 2_050_000


def test_an_option_in_a_chosen_pack_is_forced_and_free():
    engine = compile_catalogue(Catalogue.load(SMALL))
    view = engine.view({"version.p100-base": True, "pack.vision": True})
    assert view.options["option.camera"].state == "forced"
    told = engine.explain({"version.p100-base": True, "pack.vision": True}, "option.camera")
    assert told.decisions == ("pack.vision",)
    assert [rule.sentence["en"] for rule in told.rules] == ["Vision includes: Camera."]


def test_a_blocked_option_names_the_authored_sentence():
    engine = compile_catalogue(Catalogue.load(SMALL))
    decisions = {"version.p100-base": True, "option.towbar": True}
    assert engine.view(decisions).options["option.roof"].state == "blocked"
    told = engine.explain(decisions, "option.roof")
    assert told.decisions == ("option.towbar",)
    assert [rule.sentence["fr"] for rule in told.rules] == ["Pas de toit avec l’attelage."]
    repair = engine.repair(decisions, "option.roof")
    assert repair.drops == ("option.towbar",)
    assert set(repair.adds) == {"option.roof", "pack.vision", "option.camera", "option.radar"}
    assert repair.leaves == ("option.towbar",)
    assert repair.price_delta_cents == 90_000 + 50_000 - 60_000


def test_availability_is_told_by_trim():
    engine = compile_catalogue(Catalogue.load(SMALL))
    told = engine.explain({"version.e150-gt": True}, "option.towbar")
    assert {rule.sentence["en"] for rule in told.rules} >= {"Towbar: only with Base."}
