"""What is believed of the effects before any sale is seen."""

# Ridge penalties by kind of effect, chosen on the validation splits; a heavier one pulls an
# effect to its parent's.
PENALTIES = {
    "all": 0.001,
    "brand": 0.5,
    "family": 0.5,
    "model": 1.0,
    "fuel": 0.5,
    "gear": 0.5,
    "family-fuel": 3.0,
    "family-gear": 5.0,
    "hp": 0.01,
    "hp2": 0.1,
    "hp-brand": 2.0,
    "hp-family": 1.0,
    "hp-model": 2.0,
    "hp-fuel": 1.0,
    "hp-gear": 1.0,
    "body": 1.0,
    "family-body": 3.0,
    "engine": 3.0,
    "engine-gear": 3.0,
    "trait": 2.0,
    "trait-brand": 15.0,
    "trait-family": 30.0,
    "measure": 0.1,
    "measure2": 0.3,
    "measure-brand": 3.0,
    "measure-family": 5.0,
    "measure-model": 10.0,
    "word": 3.0,
    "word-brand": 5.0,
    "word-family": 5.0,
    "version": 3.0,
    "age": 2.0,
    "age-fuel": 3.0,
    "age-brand": 10.0,
    "age-family": 10.0,
    "age-model": 20.0,
    "age-hp": 3.0,
    "age-gear": 3.0,
    "km": 50.0,
    "km-fuel": 100.0,
    "km-brand": 200.0,
    "km-family": 400.0,
    "km-hp": 200.0,
}
MARKET_PENALTY = 2.0
# What is believed of a slope before any sale is seen: ln(price) by year and by 10,000 km.
PRIORS = {"age|^0": -0.1, "km|^0": -0.03}
MARKET_KINDS = frozenset(
    [
        "all",
        "brand",
        "family",
        "model",
        "fuel",
        "gear",
        "family-fuel",
        "hp",
        "age",
        "age-fuel",
        "age-brand",
        "age-family",
        "km",
    ]
)
