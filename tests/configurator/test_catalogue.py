from datetime import date

import pytest

from configurator import Availability, Catalogue, IncompleteError, UnknownOptionError
from tests.configurator.examples import SMALL


CATALOGUE = Catalogue.load(SMALL)
WHITE = {"version.p100-base", "color.white"}


def test_a_catalogue_keeps_what_its_document_says():
    assert (CATALOGUE.key, CATALOGUE.edition) == ("acme-one", date(2026, 11, 3))
    assert [v.option for v in CATALOGUE.versions] == ["version.p100-base", "version.e150-gt"]
    assert CATALOGUE.option("option.roof").label["fr"] == "Toit vitré"
    assert CATALOGUE.version("version.e150-gt").range_km == 400
    assert len(CATALOGUE.option_ids) == 9


def test_availability_follows_the_most_particular_selector():
    def on(version: str, option: str) -> Availability:
        return CATALOGUE.availability(f"version.{version}", option)

    assert on("p100-base", "color.red") == Availability("priced", 70_000)
    assert on("e150-gt", "color.red") == Availability("priced", 50_000)
    assert on("e150-gt", "option.camera") == Availability("series", 0)
    assert on("e150-gt", "option.towbar") == Availability("absent", 0)


def test_a_summary_sums_its_lines():
    pack = {"pack.vision", "option.camera", "option.radar", "option.roof"}
    summary = CATALOGUE.summarise(WHITE | pack)
    assert [(line.option, line.cents, line.reason, line.pack) for line in summary.lines] == [
        ("version.p100-base", 2_000_000, "base", None),
        ("color.white", 0, "series", None),
        ("option.camera", 0, "pack", "pack.vision"),
        ("option.radar", 0, "pack", "pack.vision"),
        ("option.roof", 90_000, "priced", None),
        ("pack.vision", 50_000, "priced", None),
    ]
    assert summary.price_cents == 2_140_000
    assert (summary.co2_g, summary.mass_kg, summary.lead_weeks) == (106, 1120, 9)


BROKEN = [
    ({"color.white"}, "exactly one version"),
    ({"version.p100-base"}, "color needs exactly one choice, not 0"),
    (WHITE | {"color.red"}, "color needs exactly one choice, not 2"),
    ({"version.e150-gt", "color.white"}, "option.camera is standard"),
    ({"version.e150-gt", "color.white", "option.camera", "option.towbar"}, "does not exist"),
    (WHITE | {"pack.vision"}, "pack.vision includes option.camera"),
    (WHITE | {"option.roof"}, "The roof needs the Vision pack"),
]


@pytest.mark.parametrize(("options", "reason"), BROKEN)
def test_an_invalid_configuration_is_refused_with_the_reason(options: set[str], reason: str):
    with pytest.raises(IncompleteError, match=reason):
        CATALOGUE.summarise(options)


def test_unknown_options_are_refused():
    with pytest.raises(UnknownOptionError, match=r"color\.green"):
        CATALOGUE.summarise(WHITE | {"color.green"})
    with pytest.raises(UnknownOptionError):
        CATALOGUE.option("version.p100-base")
    with pytest.raises(UnknownOptionError):
        CATALOGUE.availability("version.x", "color.white")
