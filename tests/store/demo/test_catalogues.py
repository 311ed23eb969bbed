"""The demonstration price lists: complete, true to their figures, and well written."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from configurator import Catalogue, Option, Version


ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data"
FILES = sorted((ROOT / "store/demo/catalogues").glob("*.toml"))
CATALOGUES = [Catalogue.load(path.read_text(encoding="utf-8")) for path in FILES]
MALUS_FROM_G = 108  # French CO2 scale of 2026
WHEELS = {"star5", "y5", "ten", "turbine", "blade7", "mesh", "aero"}
DRAWINGS = {"208", "2008", "3008", "408", "c3", "c5-aircross", "ds3", "ds4"}
LISTED_AS = {"3": "DS 3", "4": "DS 4"}

each = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda c: c.key)
figures = pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is absent")


def options_of(catalogue: Catalogue, group: str) -> tuple[Option, ...]:
    return next(g.options for g in catalogue.groups if g.id == group)


def words(catalogue: Catalogue, language: str) -> Iterator[str]:
    yield catalogue.tagline[language]
    yield from (group.label[language] for group in catalogue.groups)
    yield from (rule.sentence[language] for rule in catalogue.rules)
    for option in catalogue.parts.options:
        yield option.label[language]
        if option.note:
            yield option.note[language]


def listed(name: str) -> list[dict[str, str]]:
    with (SHARED / "vehicles" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_brand_has_two_models_or_more():
    brands = [catalogue.brand for catalogue in CATALOGUES]
    assert {brand: brands.count(brand) >= 2 for brand in ("peugeot", "citroen", "ds")} == {
        "peugeot": True,
        "citroen": True,
        "ds": True,
    }


def test_every_address_is_used_once_within_its_brand():
    slugs = [(catalogue.brand, catalogue.slug) for catalogue in CATALOGUES]
    assert len(set(slugs)) == len(slugs)


@each
def test_a_model_offers_forty_choices_and_its_file_has_its_name(catalogue: Catalogue):
    assert catalogue.key in {path.stem for path in FILES}
    assert 5 <= len(catalogue.versions) <= 9
    assert len(catalogue.parts.options) >= 40
    assert len(options_of(catalogue, "option")) >= 12
    assert len(options_of(catalogue, "accessory")) >= 10
    assert len(options_of(catalogue, "pack")) >= 3


@each
def test_a_model_can_be_drawn(catalogue: Catalogue):
    assert catalogue.drawing in DRAWINGS
    for colour in options_of(catalogue, "color"):
        assert re.fullmatch("#[0-9a-f]{6}", colour.media["paint"])
        assert colour.media["paint"] != "#000000"
        assert colour.media["finish"] in {"solid", "metallic", "pearl", "matte"}
    assert {wheel.media["wheel"] for wheel in options_of(catalogue, "wheels")} <= WHEELS
    assert all("fabric" in trim.media for trim in options_of(catalogue, "trim"))


@each
def test_wheels_change_the_co2_of_combustion_cars_only(catalogue: Catalogue):
    electric = [version for version in catalogue.versions if version.energy == "electric"]
    heavier = [wheel for wheel in options_of(catalogue, "wheels") if wheel.co2_g]
    assert heavier
    assert not [w.id for w in heavier for version in electric if w.exists_on(version)]


def test_one_wheel_step_crosses_the_first_gram_of_the_malus():
    crossing = [
        (version.id, wheel.id)
        for catalogue in CATALOGUES
        for version in catalogue.versions
        for wheel in options_of(catalogue, "wheels")
        if wheel.exists_on(version) and version.co2_g < MALUS_FROM_G <= version.co2_g + wheel.co2_g
    ]
    assert ("hybrid-136-gt", "wheels.18-eventail") in crossing


@each
def test_a_pack_is_cheaper_than_its_parts_on_every_version(catalogue: Catalogue):
    def parts_cents(pack: Option, version: Version) -> int:
        return sum(catalogue.option(part).price_on(version) for part in pack.contains)

    dearer = [
        (pack.id, version.id)
        for pack in options_of(catalogue, "pack")
        for version in catalogue.versions
        if pack.exists_on(version) and pack.price_on(version) >= parts_cents(pack, version)
    ]
    assert not dearer


@each
def test_an_electric_car_has_no_tow_bar_and_every_car_has_conflicts(catalogue: Catalogue):
    tow_bar = catalogue.option("option.attelage")
    assert not [v.id for v in catalogue.versions if v.energy == "electric" and tow_bar.exists_on(v)]
    kinds = [rule.kind for rule in catalogue.rules]
    assert kinds.count("excludes") >= 5
    assert kinds.count("requires") >= 3


@each
def test_the_french_words_follow_french_typography(catalogue: Catalogue):
    text = "\n".join(words(catalogue, "fr"))
    assert "'" not in text
    assert '"' not in text
    assert not re.findall("[^\u202f][;:?!»]|«[^\u202f]", text)


@each
def test_both_languages_are_written_everywhere(catalogue: Catalogue):
    for language in ("fr", "en"):
        assert all(word.strip() == word != "" for word in words(catalogue, language))
    assert "'" not in "\n".join(words(catalogue, "en"))


@figures
@each
def test_prices_and_co2_are_the_listed_figures(catalogue: Catalogue):
    rows = {
        (row["brand"].casefold(), row["model"].casefold(), row["price_eur"], row["co2"].split()[0])
        for row in listed("fr_new_prices_2017_2024.csv")
    }
    unlisted = [
        version.id
        for version in catalogue.versions
        if (
            catalogue.brand,
            LISTED_AS.get(catalogue.model, catalogue.model).casefold(),
            str(version.price_cents // 100),
            str(version.co2_g),
        )
        not in rows
    ]
    assert not unlisted


@figures
@each
def test_a_figure_said_to_be_of_the_same_engine_is_in_the_ademe_file(catalogue: Catalogue):
    rows = {
        (row["model"][:4].replace("DS ", "DS"), row["fiscal_cv"], row["mass_running_order_min_kg"])
        for row in listed("ademe_versions_2023_2024.csv")
    }
    model = catalogue.model.upper()[:4].replace("DS ", "DS")
    unlisted = [
        version.id
        for version in catalogue.versions
        if version.source.endswith("same engine.")
        and (model, str(version.fiscal_cv), str(version.mass_kg)) not in rows
    ]
    assert not unlisted
