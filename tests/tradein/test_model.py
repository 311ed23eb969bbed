"""The artefact: what it knows, and that nobody changed it."""

import json

import pytest

from tradein import ModelError, ValuationModel


def test_a_model_comes_back_as_it_was(model: ValuationModel) -> None:
    again = ValuationModel.load(model.dump())
    assert again == model
    assert again.model_id == model.model_id


def test_the_artefact_is_small(model: ValuationModel) -> None:
    assert len(model.dump().encode()) < 450_000


def test_an_altered_model_is_refused(model: ValuationModel) -> None:
    content = json.loads(model.dump())
    content["effects"]["all"][""] += 1
    with pytest.raises(ModelError) as caught:
        ValuationModel.load(json.dumps(content))
    assert caught.value.code == "altered"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 1, "format": 2}', "\x00"])
def test_what_is_no_model_is_refused(text: str) -> None:
    with pytest.raises(ModelError):
        ValuationModel.load(text)


def test_a_model_of_another_format_is_refused(model: ValuationModel) -> None:
    content = json.loads(model.dump())
    content["format"] = "someone-else-9"
    with pytest.raises(ModelError, match="someone-else-9"):
        ValuationModel.load(json.dumps(content))


def test_the_form_can_offer_the_brands_and_models_of_the_market(model: ValuationModel) -> None:
    brands = dict(model.brands())
    assert {"peugeot", "citroen", "ds", "renault", "volkswagen", "bmw"} <= set(brands)
    assert brands["citroen"] == "Citroën"
    peugeots = dict(model.models("PEUGEOT"))
    assert {"208", "2008", "308", "3008", "5008"} <= set(peugeots)
    assert any("PureTech" in version for version in peugeots["208"].versions)
    assert peugeots["208"].fuels
    assert model.models("Nobody") == []


def test_a_foreign_spelling_is_known_but_not_offered(model: ValuationModel) -> None:
    offered = [card.name for _slug, card in model.models("BMW")]
    assert "Série 1" in offered
    assert "316" not in offered


def test_wider_evidence_gives_a_wider_interval(model: ValuationModel) -> None:
    for bucket in model.buckets:
        assert 0 < bucket.half_width <= bucket.half_width_abroad
        assert bucket.km_low < bucket.km_high
