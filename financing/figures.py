"""The figures of a quote from one line of a grid and a distance."""

from decimal import Decimal

from financing.lines import Line
from financing.quote_rate import level_percent, staged_percent
from financing.quotes import Quote
from financing.rate import round_percent
from financing.refusals import refuse
from financing.rows import Insurance
from financing.sums import Sums, level_sums, staged_sums
from financing.terms import Terms, insurance_cents, settle


def figures(line: Line, km: int) -> Quote:
    """The quote of one line for a distance a year.

    Raises:
        Refused: The final value is too high, or the APR exceeds the usury ceiling.
        BadPlan: The plan cannot be balanced to the cent.
        NoRate: The payments have no single rate.
    """
    offer = line.offer
    terms = settle(line.request, offer, line.months, km, line.lent)
    sums = level_sums(terms, line.shape) if line.shape else staged_sums(terms)
    credit, final = (0, 0) if offer.product == "lld" else (line.lent.credit, terms.final_cents)
    rate, ceiling = _percent(line, terms, sums) if line.rated else None, line.ceiling
    if rate is not None and ceiling is not None and rate > ceiling:  # L. 314-6
        raise refuse("usury_exceeded", "months", limit=ceiling, rate=round_percent(rate, 2))
    reckoned: dict[str, object] = {
        **line.agreed,
        "monthly_cents": sums.monthly,
        "last_cents": sums.last,
        "final_cents": final,
        "final_month": line.months + offer.final_gap if final else 0,
        "credit_cents": credit,
        "total_due_cents": sums.total,
        "cost_cents": sums.total - credit,
        "interest_cents": sums.interest,
        "apr_percent": rate,
        "usury_percent": ceiling,
        "insurance": _insurance(line, terms, sums, rate) if line.insured else None,
        "km_per_year": km if offer.by_distance else None,
        "terms": terms,
    }
    return Quote.made(reckoned)


def _percent(line: Line, terms: Terms, sums: Sums, added: int = 0) -> Decimal:
    percent = level_percent if line.shape else staged_percent
    return percent(terms, sums, line.times, added)


def _insurance(line: Line, terms: Terms, sums: Sums, rate: Decimal | None) -> Insurance:
    """Cost a month on the amount of credit, in total, and as a yearly rate (TAEA)."""
    compulsory = line.offer.insurance_compulsory
    monthly = insurance_cents(line.request, line.offer)
    taea = None
    if rate is not None:
        other = _percent(line, terms, sums, -monthly if compulsory else monthly)
        taea = abs(other - rate)
    return Insurance(monthly, monthly * terms.instalments, taea, compulsory)
