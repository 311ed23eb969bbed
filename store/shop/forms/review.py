"""The last look, and the link that opens a journey elsewhere."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from store.desk.text_fields import AddressField
from store.lazy import _l
from store.shop.forms.step import StepForm


MOST_SIGNS = 200_000


class ReviewForm(StepForm):
    """`seen` is the canonical JSON of the Deal that was on the page."""

    seen = StringField(validators=[InputRequired(), Length(max=MOST_SIGNS)])


class ElsewhereForm(StepForm):
    """Where the link for another device goes."""

    email = AddressField(
        _l("E-mail"), [InputRequired(_l("Write your e-mail address.")), Length(max=254)]
    )
