"""The last look, and the link that opens a journey elsewhere."""

from wtforms import Field, StringField
from wtforms.validators import InputRequired, Length

from store.lazy import _l
from store.shop.forms.step import StepForm, address_of


MOST_SIGNS = 200_000


class ReviewForm(StepForm):
    """`seen` is the canonical JSON of the Deal that was on the page."""

    seen = StringField(validators=[InputRequired(), Length(max=MOST_SIGNS)])


class ElsewhereForm(StepForm):
    """Where the link for another device goes."""

    email = StringField(
        _l("E-mail"), [InputRequired(_l("Write your e-mail address.")), Length(max=254)]
    )

    def validate_email(self, field: Field) -> None:
        """Refuse what is no address."""
        field.data = address_of(field.data)
