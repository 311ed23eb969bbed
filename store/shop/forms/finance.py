"""How the customer wants to pay, and the four questions of the early answer."""

from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, Regexp

from financing import Answers
from store.journeys.wishes import PRODUCTS
from store.lazy import _l
from store.shop.forms.step import EurosField, StepForm, WholeField, options


MOST_CENTS = 100_000_000
WORK = (
    ("permanent", _l("Permanent contract")),
    ("civil_servant", _l("Civil servant")),
    ("retired", _l("Retired")),
    ("self_employed", _l("Self-employed")),
    ("fixed_term", _l("Fixed-term contract")),
    ("student", _l("Student")),
    ("none", _l("Without work")),
)


class FinanceForm(StepForm):
    """Three sliders, the chosen product, or the nearest value after a refusal."""

    months = WholeField(_l("Duration"), [InputRequired(), NumberRange(1, 120)])
    km_per_year = WholeField(_l("Kilometres a year"), [InputRequired(), NumberRange(1, 100_000)])
    contribution_cents = WholeField(_l("Own money"), [InputRequired(), NumberRange(0, MOST_CENTS)])
    product = StringField(validators=[Optional(), AnyOf(("cash", *PRODUCTS))])
    take = StringField(
        validators=[Optional(), Regexp(r"\A(months|km_per_year|contribution_cents):[0-9]{1,9}\Z")]
    )


class EligibilityForm(StepForm):
    """Four questions; the answers are not kept."""

    income = EurosField(_l("Income a month, after tax"), [InputRequired(_l("Write an amount."))])
    housing = EurosField(_l("Rent or home loan"), [InputRequired(_l("Write 0 if there is none."))])
    credits = EurosField(_l("Other credits"), [InputRequired(_l("Write 0 if there is none."))])
    employment = SelectField(_l("Work"), choices=options(WORK))

    def answers(self, monthly_cents: int) -> Answers:
        """Return the answers beside a monthly payment; raises financing.FinanceError."""
        typed: dict[str, Any] = self.data
        return Answers(
            income_cents=typed["income"],
            housing_cents=typed["housing"],
            credits_cents=typed["credits"],
            employment=typed["employment"],
            monthly_cents=monthly_cents,
        )
