"""Worked cases of others: read, reckoned anew, compared figure by figure.

A file holds {"cases": [{"id", "group", "inputs", "expected"}, …]}; amounts are in units of the
currency, rates in percent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from financing.case_flows import counted_figures, dated_figures
from financing.case_inputs import Figure, Figures, Inputs, number
from financing.case_others import insurance_figures, lease_figures, us_figures
from financing.case_plans import instalment_figures, interval_figures, schedule_figures
from financing.errors import BadData, FinanceError
from financing.law import CreditLaw


# Not figures: how close, and what is said about others.
_AROUND = {"tolerance_pp", "tolerance", "total_tolerance"}
_TOLERANCE = Decimal("0.000001")
_HALF_CENT = Decimal("0.005")

GROUPS: dict[str, Callable[[Inputs], Figures]] = {
    "apr": counted_figures,
    "apr_dated": dated_figures,
    "instalment": instalment_figures,
    "schedule": schedule_figures,
    "interval": interval_figures,
    "lease_totals": lease_figures,
    "taea": insurance_figures,
    "us_apr": us_figures,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of a case; `computed` None: nothing here reckons such a figure."""

    name: str
    expected: object
    computed: Figure
    ok: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case; `reason` says why it could not be reckoned."""

    key: str
    group: str
    compared: tuple[Compared, ...]
    reason: str = ""

    @property
    def ok(self) -> bool:
        """Whether a figure was reckoned, and each that was agrees."""
        known = [each for each in self.compared if each.computed is not None]
        return bool(known) and all(each.ok for each in known)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the figures that nothing here reckons."""
        return tuple(each.name for each in self.compared if each.computed is None)


def outcome_of(case: Mapping[str, object], law: CreditLaw | None) -> Outcome:
    """Reckon one case and compare; never raises for what a case holds."""
    key, group = str(case.get("id", "?")), str(case.get("group", "?"))
    try:
        inputs, wanted = Inputs(case.get("inputs")), Inputs(case.get("expected")).values
        figures = _figures(group, inputs, law)
    except (FinanceError, ArithmeticError, TypeError, ValueError, KeyError) as error:
        return Outcome(key, group, (), f"{type(error).__name__}: {error}")
    return Outcome(key, group, tuple(_compare(wanted, figures)))


def _figures(group: str, inputs: Inputs, law: CreditLaw | None) -> Figures:
    if group == "usury":
        return _usury(inputs, law)
    if group not in GROUPS:
        raise BadData("group", f"{group!r} is not one of usury, {', '.join(GROUPS)}")
    return GROUPS[group](inputs)


def _usury(inputs: Inputs, law: CreditLaw | None) -> Figures:
    if law is None:
        raise BadData("law", "usury ceilings need a law: --law FILE.toml")
    quarter = law.official().quarter(inputs.day("date"))
    if quarter is None:
        return {"max_taeg_percent": "unknown"}
    return {"max_taeg_percent": quarter.percent(int(inputs.amount("amount") * 100))}


def _compare(wanted: Mapping[str, object], figures: Figures) -> Iterator[Compared]:
    near = wanted.get("tolerance_pp", wanted.get("tolerance"))
    rates = number(near) if near is not None else _TOLERANCE
    amounts = number(wanted.get("total_tolerance", 0)) + _HALF_CENT
    for name, expected in _flat(wanted):
        if name in _AROUND or isinstance(expected, bool) or _is_words(name, expected):
            continue
        computed = _lookup(figures, name)
        is_rate = "apr" in name or "percent" in name or name.endswith("rate")
        close = rates if is_rate or "tolerance" in wanted else amounts
        yield Compared(name, expected, computed, _agree(expected, computed, close))


def _flat(wanted: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Figures by name, those of a row as rows.12.interest."""
    for name, value in wanted.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + str(name), value


def _is_words(name: str, expected: object) -> bool:
    return name.endswith(("status", "note")) and isinstance(expected, str)


def _lookup(figures: Figures, name: str) -> Figure:
    if name in figures or not name.startswith("implied_apr"):
        return figures.get(name)
    return figures.get("implied_apr")


def _agree(expected: object, computed: Figure, close: Decimal) -> bool:
    if computed is None or isinstance(computed, str) or expected is None:
        return str(expected or "unknown") == computed
    return abs(number(expected) - computed) <= close
