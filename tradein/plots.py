"""The plots of a model report, as SVG: depreciation, calibration, errors."""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradein.evidence import ModelCard
from tradein.metrics import Judged
from tradein.model import ValuationModel
from tradein.offer import COVERAGE
from tradein.predict import log_market, plausible
from tradein.specimen import Specimen, spell


KM_A_YEAR = 14_000
OLDEST = 15
MOST_MODELS = 6
LEVELS = tuple(number / 10 for number in range(1, 10))
SIZE = (7.0, 3.6)


def _drawn(draw: Callable[[Axes], None]) -> str:
    """An SVG element of one plot, the same for the same data."""
    with rc_context({"svg.hashsalt": "tradein", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=SIZE, layout="constrained")
        draw(figure.subplots())
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    return text[text.index("<svg") :]


def depreciation(model: ValuationModel) -> str:
    """What the six models best known fetch by age, at 14,000 km a year, beside one year old."""
    known = sorted(model.cards.items(), key=lambda pair: -pair[1].local)[:MOST_MODELS]

    def draw(axes: Axes) -> None:
        for key, card in known:
            axes.plot(range(1, OLDEST + 1), _curve(key, card, model), label=key)
        axes.set(xlabel="age, years", ylabel="% of the price at one year", ylim=(0, 105))
        axes.legend()

    return _drawn(draw)


def _curve(key: str, card: ModelCard, model: ValuationModel) -> list[float]:
    brand, _slash, name = key.partition("/")
    car = Specimen(
        spelling=spell(brand, name, ""),
        fuel=card.fuel,
        gearbox=card.gearbox,
        body="",
        hp=card.hp,
        age=1.0,
        km=float(KM_A_YEAR),
        size=f"{card.hp:.0f}",
    )
    years = range(1, OLDEST + 1)
    cars = [replace(car, age=float(year), km=float(year * KM_A_YEAR)) for year in years]
    logs = [log_market(plausible(one, model), model) for one in cars]
    return [100 * math.exp(log - logs[0]) for log in logs]


def calibration(judged: Sequence[Judged]) -> str:
    """How many sales lie within a share of the interval, against how many should.

    The 80 % half-width is scaled to other levels as for errors of Laplace's law, whose quantiles
    are proportional to -ln(1 - level).
    """
    ratios = np.array([abs(math.log(one.price / one.guess)) / one.half_width for one in judged])
    scale = [math.log(1 - level) / math.log(1 - COVERAGE) for level in LEVELS]
    found = [100 * float((ratios <= some).mean()) for some in scale]

    def draw(axes: Axes) -> None:
        asked = [100 * level for level in LEVELS]
        axes.plot([0, 100], [0, 100], color="0.7")
        axes.plot(asked, found, marker="o")
        axes.set(xlabel="asked for, %", ylabel="found inside, %", xlim=(0, 100), ylim=(0, 100))

    return _drawn(draw)


def errors(judged: Sequence[Judged]) -> str:
    """The errors in per cent of the price, and how they lie over the predicted price."""
    guesses = [one.guess for one in judged]
    missed = [100 * (one.guess / one.price - 1) for one in judged]

    def draw(axes: Axes) -> None:
        axes.axhline(0, color="0.7")
        axes.hexbin(guesses, np.clip(missed, -60, 60), gridsize=40, xscale="log", mincnt=1)
        axes.set(xlabel="predicted price", ylabel="error, %")

    return _drawn(draw)


def spread(judged: Sequence[Judged]) -> str:
    """How often errors of each size occur."""
    missed = [100 * (one.guess / one.price - 1) for one in judged]

    def draw(axes: Axes) -> None:
        axes.hist(np.clip(missed, -60, 60), bins=60)
        axes.set(xlabel="error, % of the price", ylabel="sales")

    return _drawn(draw)
