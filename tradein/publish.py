"""Whether a fitted model may be published, and publishing it whole or not at all."""

from math import sqrt
from pathlib import Path

from tradein.errors import NotPublishableError
from tradein.model import ValuationModel
from tradein.offer import COVERAGE


SLACK = 0.1
CHANCE = 2.58
"""Standard errors that 99 of 100 well calibrated models keep within (the normal law)."""


def check_publishable(model: ValuationModel) -> None:
    """Refuse a model that is not better than the lookup table, or whose interval is not calibrated.

    Raises:
        NotPublishableError: Naming the figure.
    """
    ours, table = model.metrics["held_out"], model.metrics["lookup_table"]
    if ours["median_error_pct"] >= table["median_error_pct"]:
        detail = (
            f"{ours['median_error_pct']} is no better than the table's {table['median_error_pct']}"
        )
        raise NotPublishableError("metrics.median_error_pct", "worse", detail)
    slack = 100 * coverage_slack(ours["rows"])
    if abs(ours["coverage_80_pct"] - 100 * COVERAGE) > slack:
        detail = f"{ours['coverage_80_pct']} is more than {slack:.1f} from {100 * COVERAGE:.0f}"
        raise NotPublishableError("metrics.coverage_80_pct", "miscalibrated", detail)


def coverage_slack(rows: int) -> float:
    """Return how far from 80 % the interval may hold: a tenth, or what chance does to few sales.

    Args:
        rows: sales it was judged on; of 35 a well calibrated one often holds nine in ten.
    """
    return max(SLACK, CHANCE * sqrt(COVERAGE * (1 - COVERAGE) / rows))


def publish(model: ValuationModel, file: Path) -> None:
    """Write the artefact in one step: an older one stays untouched when this one may not stand.

    Raises:
        NotPublishableError: Naming the figure.
    """
    check_publishable(model)
    draft = file.with_name(f"{file.name}.part")
    draft.write_text(model.dump(), encoding="utf-8")
    draft.replace(file)
