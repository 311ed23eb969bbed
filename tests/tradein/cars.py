"""A usual car, and a market made up by a formula."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from tradein import Facts


TODAY = date(2026, 11, 21)
CAR = Facts(
    brand="Peugeot",
    model="208",
    version="1.2 PureTech Allure",
    first_registration=date(2021, 3, 15),
    km=62_000,
    fuel="petrol",
    gearbox="manual",
    power_hp=100,
)


def made_up_sales(count: int = 700) -> Iterator[dict[str, str]]:
    """Sales of two models whose price is a formula of age, km and power, with 5 % noise."""
    draw = np.random.default_rng(7)
    for _number in range(count):
        age, hp = float(draw.uniform(0.5, 9)), int(draw.choice([70, 90, 120]))
        km = 12_000 * age * float(draw.uniform(0.5, 1.5))
        luxury = bool(draw.integers(2))
        price = (30_000 if luxury else 15_000) * (hp / 90) ** 0.5
        price *= float(np.exp(-0.11 * age - 0.02 * km / 10_000 + 0.05 * draw.normal()))
        yield {
            "dataset": "made-up",
            "brand": "Acme",
            "model": "Deluxe" if luxury else "Basic",
            "km": f"{km:.0f}",
            "fuel": "petrol",
            "gearbox": "manual",
            "power_hp": str(hp),
            "price": f"{price:.0f}",
            "age": f"{age:.2f}",
        }
