"""Where the customer lives and takes the car."""

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from store.lazy import _l
from store.shop.forms.step import StepForm, options


DELIVERIES = (("dealer", _l("At the dealer")), ("home", _l("At my door")))


class WhereForm(StepForm):
    """Postcode, then its commune, the dealer and the place of hand-over."""

    postcode = StringField(
        _l("Your postcode"), [InputRequired(_l("Write your postcode.")), Length(max=12)]
    )
    insee = SelectField(_l("Your commune"), choices=[], validate_choice=False)
    dealer = RadioField(_l("Your dealer"), choices=[], validate_choice=False)
    delivery = RadioField(
        _l("Where you take the car"), choices=options(DELIVERIES), default="dealer"
    )
