"""The representative example beside a figure of credit (Code de la consommation, L. 312-6)."""

from flask_babel import gettext as _

from financing import Quote
from store.formats import day_long, euros, percent


def legal_example(quoted: Quote) -> str:
    """Say the example of a quote in one paragraph."""
    shown = quoted.example
    what = {
        "loan": _("Example for a loan of %(credit)s over %(months)s months"),
        "balloon": _("Example for a balloon loan of %(credit)s over %(months)s months"),
        "loa": _("Example for a lease with purchase option of %(credit)s over %(months)s months"),
    }[quoted.product]
    parts = [
        what % {"credit": euros(shown.credit_cents), "months": shown.months},
        _(
            "%(count)s payments of %(amount)s",
            count=shown.payments,
            amount=euros(shown.monthly_cents),
        ),
    ]
    if shown.first_cents:
        parts.append(_("%(amount)s at delivery", amount=euros(shown.first_cents)))
    if shown.final_cents:
        parts.append(_("%(amount)s at the end", amount=euros(shown.final_cents)))
    if shown.apr_percent is not None:
        parts.append(_("fixed APR %(rate)s", rate=percent(shown.apr_percent)))
    parts += [
        _("fixed borrowing rate %(rate)s", rate=percent(shown.nominal_percent)),
        _("fees %(amount)s", amount=euros(shown.fees_cents)),
        _("total amount due %(amount)s", amount=euros(shown.total_due_cents)),
        _("optional insurance not included"),
    ]
    return _(
        "%(parts)s. Lender: %(lender)s. Offer valid until %(day)s.",
        parts=", ".join(parts),
        lender=shown.lender,
        day=day_long(shown.valid_until),
    )
