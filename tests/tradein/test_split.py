"""What judges a model was not fitted, and where sales have dates it comes after them."""

from datetime import date, timedelta

from tests.tradein.cars import TODAY, made_up_sales
from tradein import Plan, train
from tradein.cleaning import Cleaning, clean
from tradein.rows import digest
from tradein.split import judges


FALL_A_MONTH = 0.02
START = date(2025, 1, 15)


def dated(count: int = 900) -> list[dict[str, str]]:
    """The made-up market over nine months, its level falling."""
    rows = []
    for number, row in enumerate(made_up_sales(count)):
        month = number * 9 // count
        sold = (START + timedelta(days=30 * month)).isoformat()
        price = f"{float(row['price']) * (1 - FALL_A_MONTH * month):.0f}"
        rows.append({**row, "sold": sold, "price": price})
    return rows


def test_the_latest_sales_judge() -> None:
    sales = clean(dated(), Cleaning())
    chosen = judges(sales)
    late = [sale.sold for sale, judging in zip(sales, chosen, strict=True) if judging]
    early = [sale.sold for sale, judging in zip(sales, chosen, strict=True) if not judging]
    assert min(late) >= max(early)
    assert 0.1 < len(late) / len(sales) < 0.3


def test_a_car_listed_twice_is_on_one_side_only() -> None:
    rows = [
        {**row, "price": str(float(row["price"]) + more)}
        for row in made_up_sales(300)
        for more in (0, 300)
    ]
    sales = clean(rows, Cleaning())
    sides: dict[int, set[bool]] = {}
    for sale, judging in zip(sales, judges(sales), strict=True):
        sides.setdefault(digest(sale), set()).add(judging)
    assert all(len(side) == 1 for side in sides.values())


def test_the_index_follows_a_falling_market() -> None:
    model = train(dated(), Plan(on=TODAY))
    months = {month: level for month, level in model.index.items() if "/" not in month}
    assert months["2025-01"] > 0 > months["2025-09"]
    assert model.log_index(date(2026, 11, 1), 3.0) < 0
    assert model.log_index(date(2024, 1, 1), 3.0) == 0
