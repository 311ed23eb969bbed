"""The form of a test drive."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from wtforms import Field, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from store.desk.drives import PARTS, DaySelect, day_choices
from store.desk.text_fields import AddressField, NameField
from store.email import canonical_email
from store.lazy import _l
from store.markets import Invalid, market
from store.shop.forms.step import StepForm, options
from store.shop.pages import MARKET


class DriveForm(StepForm):
    """Which car, near where, when, and who."""

    car = SelectField(_l("Car"), choices=[])
    postcode = StringField(
        _l("Your postcode"), [InputRequired(_l("Write your postcode.")), Length(max=12)]
    )
    dealer = RadioField(_l("Dealer"), choices=[], validate_choice=False)
    day = DaySelect(_l("Day"), choices=[])
    part = RadioField(_l("Part of the day"), choices=options(PARTS.items()), default="morning")
    name = NameField(
        _l("First and last name"), [InputRequired(_l("Write your name.")), Length(max=120)]
    )
    email = AddressField(
        _l("E-mail"), [InputRequired(_l("Write your e-mail address.")), Length(max=254)]
    )
    phone = StringField(
        _l("Telephone"), [InputRequired(_l("Write your telephone number.")), Length(max=30)]
    )

    def offer(self, cars: Iterable[tuple[str, str]], days: Iterable[date]) -> None:
        """Give the lists what they offer."""
        self.car.choices = options(cars)
        self.day.choices = options(day_choices(days))

    def validate_email(self, field: Field) -> None:
        """Keep one spelling."""
        field.data = canonical_email(field.data or "")

    def validate_phone(self, field: Field) -> None:
        """Keep the international form."""
        try:
            field.data = market(MARKET).phone(field.data)
        except Invalid as error:
            raise ValidationError(_(error.sentence)) from error
