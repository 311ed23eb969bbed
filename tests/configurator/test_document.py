import pytest

from configurator import Catalogue, CatalogueError, Problem
from tests.configurator.examples import SMALL


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(text)
    return caught.value.problems


def line_of(text: str, words: str) -> int:
    return next(i for i, line in enumerate(text.splitlines(), 1) if words in line)


CAMERA_RADAR = 'contains = ["option.camera", "option.radar"]'
ROOF_TOWBAR = 'when = ["option.roof"]\nthen = ["option.towbar"]'
RADAR = 'label = { fr = "Radar", en = "Radar" }'
NO_TOWBAR = 'not = ["energy:electric"]'

SWAPS = [
    (NO_TOWBAR, 'not = ["energy:steam"]', "option option.towbar", "not names no version"),
    (RADAR, 'label = { fr = "Radar" }', "option option.radar", "no text in 'en'"),
    ('id = "radar"', 'id = "camera"', "option option.camera", "duplicate id"),
    ('id = "e150-gt"', 'id = "p100-base"', "version p100-base", "duplicate id"),
    ("price_cents = 3000000", "price_cents = 99999999999", "version e150-gt", "overflows"),
    ("price_cents = 3000000", 'price_cents = "3000000"', "version e150-gt", "must be int"),
    ("price_cents = 3000000", "price_cents = true", "version e150-gt", "must be int, not bool"),
    ("mass_kg = 20", "mas_kg = 20", "option option.roof", "unknown key 'mas_kg'"),
    ('kind = "one"', 'kind = "two"', "group color", "must be one of any, one"),
    (CAMERA_RADAR, 'contains = ["option.x"]', "option pack.vision", "unknown option 'option.x'"),
    (CAMERA_RADAR, 'contains = ["pack.vision"]', "option pack.vision", "contains itself"),
    (ROOF_TOWBAR, 'when = ["a.b"]\nthen = ["option.towbar"]', "rule no-roof-with-towbar", "'a.b'"),
    ('key = "acme-one"', 'keys = "acme-one"', "catalogue", "unknown key 'keys'"),
    ('edition = "2026-11-03"', 'edition = "3 Nov"', "catalogue", "not a date"),
    ("price_cents = 50000\n", "price_cents = 70001\n", "option pack.vision", "dearer by 1 cents"),
]


@pytest.mark.parametrize(("good", "bad", "place", "reason"), SWAPS)
def test_a_fault_is_reported_at_its_line(good: str, bad: str, place: str, reason: str):
    text = SMALL.replace(good, bad, 1)
    found = next(p for p in problems(text) if reason in p.reason)
    assert found.place == place
    changed = bad.splitlines()[0]
    assert found.line in {i for i, line in enumerate(text.splitlines(), 1) if changed == line}


def test_an_option_no_car_can_have_names_the_rules_against_it():
    text = SMALL.replace(NO_TOWBAR, 'only = ["trim:gt"]\nnot = ["*"]')
    found = problems(text)[0]
    assert (found.place, found.line) == ("option option.towbar", line_of(text, '"towbar"') - 1)
    assert found.reason == "no car can have it: [only:option.towbar]"


def test_text_that_is_not_toml_names_the_line():
    found = problems(SMALL + "\n= 3\n")
    assert found[0].line == len(SMALL.splitlines()) + 2
    assert "not TOML" in found[0].reason


def test_every_problem_is_found_in_one_reading():
    text = SMALL.replace('gearbox = "manual"', 'gearbox = "none"').replace(
        "doors = 5", "doors = 50"
    )
    assert {p.line for p in problems(text)} == {line_of(text, "none"), line_of(text, "doors")}


def test_a_version_that_cannot_be_built_names_the_rules_that_clash():
    rule = """
[[rule]]
id = "{0}"
kind = "excludes"
when = ["version.e150-gt"]
then = ["color.{0}"]
sentence = {{ fr = "x", en = "x" }}
"""
    text = SMALL + rule.format("white") + rule.format("red")
    found = problems(text)
    assert found[0].place == "version e150-gt"
    assert found[0].line == 32
    assert found[0].reason == "no car can have it: [group:color] [rule:white] [rule:red]"


def test_a_rule_that_forbids_nothing_new_is_reported():
    text = SMALL.replace('when = ["option.roof"]', 'when = ["option.radar", "pack.vision"]', 1)
    text = text.replace('then = ["pack.vision"]', 'then = ["option.camera"]', 1)
    assert any("never matters" in p.reason for p in problems(text))


def test_a_huge_or_deeply_nested_document_is_refused():
    assert "more than a price list" in problems("#" * 3_000_000)[0].reason
    assert "not TOML" in problems("a = " + "[" * 100_000)[0].reason


def test_the_hash_follows_the_content_and_not_the_layout():
    first = Catalogue.load(SMALL)
    assert Catalogue.load(SMALL.replace("\n\n", "\n\n\n# a comment\n")).hash == first.hash
    assert Catalogue.load(SMALL.replace("70000", "70001")).hash != first.hash
    assert len(first.hash) == 64


def test_lines_are_right_after_multi_line_values():
    text = SMALL.replace("tagline = {", 'brand_note = """\n[[version]]\nx = 1\n"""\ntagline = {')
    text = text.replace(NO_TOWBAR, 'not = [\n  "trim:gt", # [[all]]\n  "nope",\n]')
    found = problems(text)
    assert [p.line for p in found] == [line_of(text, "brand_note")]
    found = problems(text.replace('brand_note = """\n[[version]]\nx = 1\n"""\n', ""))
    assert found[0].reason == "not names no version: 'nope'"
