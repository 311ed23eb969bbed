"""What a fitted model knows of one car model, of an age bucket, and of new prices."""

from dataclasses import dataclass


AGE_EDGES = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 13.0)


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """What the artefact knows of one car model.

    Attributes:
        name: The name as shown ("208").
        count: Sales the fit saw, in all markets.
        local: Those of the target market.
        listed: Whether to offer it as a choice; false for a foreign spelling of a car known by
            another name.
        hp: Median power, 0 when not known; with fuel and gearbox, the typical car the explanation
            starts from.
        fuel: The most frequent fuel.
        gearbox: The most frequent gearbox.
        fuels: Every fuel seen, the most frequent first.
        versions: Version names seen more than once, the most frequent first.
    """

    name: str
    count: int
    local: int
    listed: bool
    hp: float
    fuel: str
    gearbox: str
    fuels: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """An age bucket, from this age up.

    Attributes:
        from_age: In years.
        km_low: The lowest reading believed; a lower one earns nothing.
        km_high: The highest reading of which there is evidence.
        half_width: Calibrated 80 % half-width of ln(price) for models sold in the target market.
        half_width_abroad: The same for models known from other markets only.
        count: Local sales behind it.
    """

    from_age: float
    km_low: int
    km_high: int
    half_width: float
    half_width_abroad: float
    count: int


@dataclass(frozen=True, kw_only=True)
class Curve:
    """ln(share of the new price kept) = intercept + slope by year + slope by 10,000 km."""

    intercept: float
    age: float
    mileage: float
    half_width: float
    count: int
