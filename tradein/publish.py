"""Whether a fitted model may be published, and publishing it whole or not at all."""

from pathlib import Path

from tradein.errors import NotPublishableError
from tradein.model import ValuationModel


COVERAGE_PCT = (70.0, 90.0)


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
    if not COVERAGE_PCT[0] <= ours["coverage_80_pct"] <= COVERAGE_PCT[1]:
        detail = f"{ours['coverage_80_pct']} is outside {COVERAGE_PCT}"
        raise NotPublishableError("metrics.coverage_80_pct", "miscalibrated", detail)


def publish(model: ValuationModel, file: Path) -> None:
    """Write the artefact in one step: an older one stays untouched when this one may not stand.

    Raises:
        NotPublishableError: Naming the figure.
    """
    check_publishable(model)
    draft = file.with_name(f"{file.name}.part")
    draft.write_text(model.dump(), encoding="utf-8")
    draft.replace(file)
