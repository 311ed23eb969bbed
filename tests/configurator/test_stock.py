from configurator import Catalogue, Stock, StockCar, compile_catalogue, rank_stock
from tests.configurator.examples import SMALL


ENGINE = compile_catalogue(Catalogue.load(SMALL))
BASE = ("version.p100-base", "color.red")
CARS = [
    StockCar("near", (*BASE, "option.camera"), 2_090_000, 1),
    StockCar("white", ("version.p100-base", "color.white", "option.radar"), 2_010_000, 1),
    StockCar("same", (*BASE, "option.radar"), 2_080_000, 2),
    StockCar("dear", (*BASE, "option.radar"), 2_095_000, 0),
    StockCar("old", (*BASE, "option.radar", "option.withdrawn"), 2_070_000, 0),
]
STOCK = Stock.of(ENGINE.options, CARS)


def test_the_nearest_cars_come_first_and_the_cheaper_of_two_alike():
    found = rank_stock(ENGINE, {"color.red": True, "option.radar": True}, STOCK)
    assert [match.car.id for match in found] == ["old", "same", "dear", "white", "near"]
    assert [len(match.breaks) for match in found] == [0, 0, 0, 1, 1]


def test_a_match_says_what_is_the_same_what_differs_and_how_much_less_it_costs():
    decisions = {"color.red": True, "option.radar": True}
    near = rank_stock(ENGINE, decisions, STOCK)[4]
    assert near.same == BASE
    assert near.breaks == near.missing == ("option.radar",)
    assert near.extra == ("option.camera",)
    assert near.price_delta_cents == 2_090_000 - 2_100_000
    assert len(rank_stock(ENGINE, decisions, STOCK, most=2)) == 2
    assert rank_stock(ENGINE, {}, Stock.of(ENGINE.options, [])) == []
