"""Who buys."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, RadioField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from store.desk.fields import DayField
from store.desk.text_fields import AddressField, NameField, TextField
from store.lazy import _l
from store.markets import Invalid, market
from store.shop.forms.co_buyer import CIVILITIES, CoBuyerForm, age_objection
from store.shop.forms.step import options
from store.shop.pages import MARKET


KINDS = (("private", _l("For myself")), ("business", _l("For a company")))


class YouForm(CoBuyerForm):
    """Few fields, each with the name browsers fill in by themselves."""

    kind = RadioField(_l("Who buys?"), choices=options(KINDS), default="private")
    company = TextField(_l("Company name"), [Length(max=120)])
    siren = StringField(_l("SIREN, nine digits"), [Length(max=20)])
    civility = RadioField(
        _l("Title"), [InputRequired(_l("Choose one."))], choices=options(CIVILITIES)
    )
    first_name = NameField(
        _l("First name"), [InputRequired(_l("Write your first name.")), Length(max=60)]
    )
    last_name = NameField(
        _l("Last name"), [InputRequired(_l("Write your last name.")), Length(max=60)]
    )
    birth_date = DayField(_l("Date of birth"), [InputRequired(_l("Write your date of birth."))])
    birth_place = TextField(
        _l("Place of birth"), [InputRequired(_l("Write your place of birth.")), Length(max=80)]
    )
    street = TextField(
        _l("Number and street"), [InputRequired(_l("Write your street.")), Length(max=120)]
    )
    email = AddressField(
        _l("E-mail"), [InputRequired(_l("Write your e-mail address.")), Length(max=254)]
    )
    phone = StringField(
        _l("Telephone"), [InputRequired(_l("Write your telephone number.")), Length(max=30)]
    )

    def validate_phone(self, field: Field) -> None:
        """Keep the international form."""
        try:
            field.data = market(MARKET).phone(field.data)
        except Invalid as error:
            raise ValidationError(_(error.sentence)) from error

    def check_age(self, least: int, today: date) -> None:
        """Refuse a buyer who may not buy, and a day that cannot be a birthday."""
        born = self.birth_date.data
        if born is None or self.birth_date.errors:
            return
        if objection := age_objection(born, least, today):
            self.refuse("birth_date", objection)

    def check_company(self) -> None:
        """Ask a company for its name and number."""
        if self.kind.data != "business":
            return
        if not self.company.data:
            self.refuse("company", _("Write the name of the company."))
        try:
            self.siren.data = market(MARKET).company(self.siren.data or "")
        except Invalid as error:
            self.refuse_invalid("siren", error)

    def check_all(self, least_age: int, today: date) -> None:
        """Look at what one field alone cannot tell."""
        self.check_age(least_age, today)
        self.check_company()
        if self.kind.data != "business":
            self.check_co_buyer(self.email.data, least_age, today)

    def answers(self, town: dict[str, str]) -> dict[str, Any]:
        """Return what the journey keeps: the answers, with the town chosen before."""
        business = self.kind.data == "business"
        return {
            "kind": self.kind.data,
            "civility": self.civility.data,
            "first_name": self.first_name.data,
            "last_name": self.last_name.data,
            "birth_date": self.birth_date.data.isoformat() if self.birth_date.data else "",
            "birth_place": self.birth_place.data,
            "street": self.street.data,
            "email": self.email.data,
            "phone": self.phone.data,
            "company": self.company.data if business else "",
            "siren": self.siren.data if business else "",
            **town,
            **({} if business else self.co_buyer()),
        }
