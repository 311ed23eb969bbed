"""Clean sales out of a file's rows, and a report of what was left out and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tradein.columns import Extras
from tradein.errors import TrainingError
from tradein.files import ROW
from tradein.rows import OLD_YEARS, Sale, digest, read_sale


HALF_A_YEAR = 0.5
MOST_SALES = 120_000
DIGESTS = 2**64


@dataclass
class Cleaning:
    """How many rows came, were kept, and why the others were not.

    Attributes:
        left_out: "reason: column" -> count.
        examples: "reason: column" -> the first row and its cell.
        shares: By market, the share of the cars kept where there are more than are needed.
    """

    read: int = 0
    kept: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """What was left out and why, with the first row of each kind, and what was not needed."""
        for market, share in sorted(self.shares.items()):
            yield f"{market}: one car in {1 / share:.0f} is fitted, chosen by the cars alone"
        for reason, count in self.left_out.most_common():
            yield f"{count:,} left out, {reason}; first {self.examples[reason]}"

    def leave_out(self, row: Mapping[str, str], error: TrainingError) -> None:
        """Count a row that cannot be used and keep the first of its kind."""
        reason = f"{error.code}: {error.place}"
        self.left_out[reason] += 1
        self.examples.setdefault(reason, f"row {row.get(ROW, self.read)}: {error}")


def clean(
    rows: Iterable[Mapping[str, str]], report: Cleaning, most: int = MOST_SALES
) -> list[Sale]:
    """Keep the sales that can be true, each once; count the others by reason in the report.

    Of more than `most` cars of a market a part is kept that depends on the cars alone, not on
    their order. The last row's market comes last.
    """
    markets: dict[str, dict[tuple[object, ...], Sale]] = defaultdict(dict)
    last = ""
    for row in rows:
        report.read += 1
        try:
            sale = read_sale(row)
        except TrainingError as error:
            report.leave_out(row, error)
            continue
        last = sale.car.market
        _keep(sale, row, markets[last], report)
        if len(markets[last]) > most:
            markets[last] = _thinned(markets[last], report, last)
    kept = [sale for name in markets if name != last for sale in markets[name].values()]
    kept += markets[last].values() if last else ()
    report.kept = len(kept)
    return _aged(kept)


def _keep(
    sale: Sale, row: Mapping[str, str], kept: dict[tuple[object, ...], Sale], report: Cleaning
) -> None:
    if digest(sale) > report.shares.get(sale.car.market, 1.0) * DIGESTS:
        return
    if (key := (sale.car, sale.price)) in kept:
        report.leave_out(row, TrainingError("row", "duplicate", "is listed twice"))
    kept.setdefault(key, sale)


def _thinned(
    kept: Mapping[tuple[object, ...], Sale], report: Cleaning, market: str
) -> dict[tuple[object, ...], Sale]:
    share = report.shares[market] = report.shares.get(market, 1.0) / 2
    return {key: sale for key, sale in kept.items() if digest(sale) <= share * DIGESTS}


def dressed(sales: Iterable[Sale], extras: Extras) -> list[Sale]:
    """The sales with their further columns read as a market reads them."""
    worn = [(sale, *extras.read(sale.extras)) for sale in sales]
    return [
        replace(sale, car=replace(sale.car, traits=traits, measures=measures))
        for sale, traits, measures in worn
    ]


def _aged(sales: Sequence[Sale]) -> list[Sale]:
    """Where only years of registration are known, count ages from half a year after the last."""
    last = max((-sale.car.age for sale in sales), default=0.0)
    if last <= OLD_YEARS:
        return list(sales)
    ages = [last + HALF_A_YEAR + sale.car.age for sale in sales]
    return [replace(s, car=replace(s.car, age=a)) for s, a in zip(sales, ages, strict=True)]
