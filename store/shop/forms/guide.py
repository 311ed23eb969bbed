"""The five questions of the guide."""

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired, NumberRange, ValidationError

from store.journeys.guide import Wish
from store.lazy import _l
from store.shop.budget import CENTS
from store.shop.forms.step import WholeField, options


MOST_EUROS = {"monthly": 5_000, "cash": 300_000}
USES = {"city": _l("Town driving"), "mixed": _l("A bit of everything"), "motorway": _l("Motorway")}
CHARGING = {"yes": _l("Yes"), "no": _l("No")}
KINDS = {"monthly": _l("Per month"), "cash": _l("In cash")}


def _one_of(label: str, words: dict[str, str], usual: str) -> RadioField:
    return RadioField(
        label,
        choices=options(words.items()),
        default=usual,
        validate_choice=False,
        validators=[AnyOf(words, _l("Choose one of these answers."))],
    )


class GuideForm(FlaskForm):
    """What the guide asks; it changes nothing, so its answers stand in the address."""

    class Meta:
        """Sent by GET, without a token."""

        csrf = False

    use = _one_of(_l("What will you mostly use it for?"), USES, "mixed")
    seats = WholeField(
        _l("How many seats do you need?"),
        default=5,
        validators=[
            InputRequired(_l("Say how many seats you need.")),
            NumberRange(1, 9, _l("A car has from 1 to 9 seats.")),
        ],
    )
    km_per_year = WholeField(
        _l("How many kilometres a year?"),
        default=12_000,
        validators=[
            InputRequired(_l("Say about how many kilometres you drive.")),
            NumberRange(1, 200_000, _l("Between 1 and 200,000 km a year.")),
        ],
    )
    charging = _one_of(_l("Can you charge a car at home?"), CHARGING, "no")
    kind = _one_of(_l("How do you think of your budget?"), KINDS, "monthly")
    budget = WholeField(
        _l("Your budget, in euros"),
        default=450,
        validators=[InputRequired(_l("Say how much you want to spend at most."))],
    )

    def validate_budget(self, field: WholeField) -> None:
        """Check the amount against what its kind can mean."""
        most = MOST_EUROS.get(str(self.kind.data), MOST_EUROS["cash"])
        if field.data is not None and not 0 < field.data <= most:
            raise ValidationError(_("Between 1 and %(most)s euros.", most=most))

    def wish(self) -> Wish:
        """Return the answers of a valid form."""
        return Wish(
            use=self.use.data,
            seats=self.seats.data or 0,
            km_per_year=self.km_per_year.data or 0,
            home_charging=self.charging.data == "yes",
            budget_kind=self.kind.data,
            budget_cents=(self.budget.data or 0) * CENTS,
        )
