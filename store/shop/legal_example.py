"""The representative example beside a figure of credit (Code de la consommation, L. 312-6)."""

from collections.abc import Iterator

from flask_babel import gettext as _

from financing import Example, Quote
from store.formats import day_long, euros, percent
from store.shop.wording import instalments


def legal_example(quoted: Quote) -> str:
    """Say the example of a quote in one paragraph."""
    shown = quoted.example
    return _(
        "%(parts)s. Lender: %(lender)s. Offer valid until %(day)s.",
        parts=", ".join((_what(quoted), *_payments(quoted), *_cost(shown))),
        lender=shown.lender,
        day=day_long(shown.valid_until),
    )


def _what(quoted: Quote) -> str:
    words = {
        "loan": _("Example for a loan of %(credit)s over %(months)s months"),
        "balloon": _("Example for a balloon loan of %(credit)s over %(months)s months"),
        "loa": _("Example for a lease with purchase option of %(credit)s over %(months)s months"),
    }[quoted.product]
    return words % {"credit": euros(quoted.credit_cents), "months": quoted.months}


def _payments(shown: Quote) -> Iterator[str]:
    yield _("monthly payments: %(payments)s", payments=instalments(shown.stages))
    if shown.first_cents:
        yield _("%(amount)s at delivery", amount=euros(shown.first_cents))
    if shown.final_cents:
        yield _("%(amount)s at the end", amount=euros(shown.final_cents))


def _cost(shown: Example) -> Iterator[str]:
    if shown.apr_percent is not None:
        yield _("fixed APR %(rate)s", rate=percent(shown.apr_percent))
    yield _("fixed borrowing rate %(rate)s", rate=percent(shown.nominal_percent))
    yield _("fees %(amount)s", amount=euros(shown.fees_cents))
    yield _("total amount due %(amount)s", amount=euros(shown.total_due_cents))
    yield _("optional insurance not included")
