"""A model's report as one HTML page: where it came from, how good it is, by what, in plots."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tradein import plots
from tradein.metrics import evaluate, judged_by
from tradein.model import ValuationModel
from tradein.rows import Sale


COLUMNS = {
    "rows": "sales",
    "median_error_pct": "median error, %",
    "mean_error_pct": "mean error, %",
    "within_10_pct": "within 10 %, %",
    "within_20_pct": "within 20 %, %",
    "r2": "R²",
    "coverage_80_pct": "in the 80 % interval, %",
    "width_pct": "its width, %",
}
STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{padding:.2rem .7rem;text-align:right;"
    "border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}"
    "svg{max-width:100%;height:auto}"
)


def report(model: ValuationModel, sales: Sequence[Sale]) -> str:
    """The page, from sales the fit did not see; it needs nothing from elsewhere."""
    figures, judged = evaluate(model, sales), judged_by(model, sales)
    parts = [
        f"<h1>Valuation model {escape(model.market)}</h1>",
        f"<p>{escape(model.model_id)}, trained on {escape(model.trained_on)}.</p>",
        "<h2>On sales it did not see</h2>",
        _table({"all": figures}),
        *_groups(figures),
        "<h2>Depreciation</h2>",
        plots.depreciation(model),
        "<h2>Calibration of the interval</h2>",
        plots.calibration(judged),
        "<h2>Errors</h2>",
        plots.spread(judged),
        plots.errors(judged),
        "<h2>Where it came from</h2>",
        _provenance(model.provenance),
    ]
    head = f'<meta charset="utf-8"><title>{escape(model.model_id)}</title><style>{STYLE}</style>'
    body = "".join(parts)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _groups(figures: Mapping[str, Any]) -> list[str]:
    return [
        f"<h3>By {by}</h3>{_table(figures[f'by_{by}'])}"
        for by in ("age", "price", "brand")
        if figures[f"by_{by}"]
    ]


def _table(groups: Mapping[str, Mapping[str, Any]]) -> str:
    head = "".join(f"<th>{escape(words)}</th>" for words in COLUMNS.values())
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(f"<td>{some[column]}</td>" for column in COLUMNS)
        + "</tr>"
        for name, some in groups.items()
    )
    return f"<table><tr><th></th>{head}</tr>{rows}</table>"


def _provenance(facts: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{escape(str(name))}</td><td>{escape(str(fact))}</td></tr>"
        for name, fact in facts.items()
    )
    return f"<table>{rows}</table>"
