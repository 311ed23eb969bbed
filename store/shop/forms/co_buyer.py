"""The second buyer, who signs by a link of their own."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import Length, Optional

from store.desk.fields import DayField
from store.desk.text_fields import AddressField, NameField, TextField
from store.email import same_mailbox
from store.markets import Invalid, market
from store.shop.forms.step import StepForm, _l, options
from store.shop.pages import MARKET


CIVILITIES = (("mme", _l("Ms")), ("m", _l("Mr")))
OLDEST = 120  # years
HOME = ("co_street", "co_town")


class CoBuyerForm(StepForm):
    """Fields that are asked only of two who buy together."""

    together = BooleanField(_l("Somebody buys with me, and signs too"))
    co_civility = RadioField(_l("Their title"), [Optional()], choices=options(CIVILITIES))
    co_first_name = NameField(_l("Their first name"), [Length(max=60)])
    co_last_name = NameField(_l("Their last name"), [Length(max=60)])
    co_birth_date = DayField(_l("Their date of birth"), [Optional()])
    co_birth_place = TextField(_l("Their place of birth"), [Length(max=80)])
    co_street = TextField(_l("Their number and street"), [Length(max=120)])
    co_town = TextField(_l("Their postcode and commune"), [Length(max=120)])
    co_email = AddressField(_l("Their e-mail"), [Length(max=254)])
    co_phone = StringField(_l("Their telephone"), [Length(max=30)])

    def check_co_buyer(self, own_email: str | None, least_age: int, today: date) -> None:
        """Ask two who buy together for all the contract says of the second one."""
        if self.together.data:
            self._check_names()
            self._check_birth(least_age, today)
            self._check_home()
            self._check_email(own_email or "")
            self._check_phone()

    def _check_names(self) -> None:
        for name in ("co_first_name", "co_last_name"):
            if not self[name].data and not self[name].errors:
                self.refuse(name, _("Write the name as on their identity card."))

    def _check_birth(self, least_age: int, today: date) -> None:
        if not self.co_civility.data:
            self.refuse("co_civility", _("Choose one."))
        if not (self.co_birth_place.data or "").strip():
            self.refuse("co_birth_place", _("Write their place of birth."))
        born = self.co_birth_date.data
        if born is None and not self.co_birth_date.errors:
            self.refuse("co_birth_date", _("Write their date of birth."))
        elif born is not None and (objection := age_objection(born, least_age, today)):
            self.refuse("co_birth_date", objection)

    def _check_home(self) -> None:
        """Ask for a whole address or none: then they live with the buyer."""
        typed = [name for name in HOME if (self[name].data or "").strip()]
        for name in HOME:
            if typed and name not in typed:
                self.refuse(name, _("Write the whole address, or leave both empty."))

    def _check_email(self, own_email: str) -> None:
        typed = self.co_email.data or ""
        if not typed and not self.co_email.errors:
            self.refuse("co_email", _("Check the address, for example name@example.fr."))
        elif same_mailbox(typed, own_email):
            self.refuse("co_email", _("Each of you needs an address of your own."))

    def _check_phone(self) -> None:
        try:
            self.co_phone.data = market(MARKET).phone(self.co_phone.data or "")
        except Invalid as error:
            self.refuse_invalid("co_phone", error)

    def co_buyer(self) -> dict[str, Any]:
        """Return what the journey keeps of the second buyer; nothing where there is none."""
        if not self.together.data:
            return {}
        born = self.co_birth_date.data
        who = {
            "civility": self.co_civility.data,
            "first_name": self.co_first_name.data,
            "last_name": self.co_last_name.data,
            "birth_date": born.isoformat() if born else "",
            "birth_place": self.co_birth_place.data or "",
            "street": self.co_street.data or "",
            "town": self.co_town.data or "",
            "email": self.co_email.data,
            "phone": self.co_phone.data,
        }
        return {"co_buyer": who}


def kept_co_buyer(buyer: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a kept second buyer."""
    who = dict(buyer.get("co_buyer") or {})
    if not who:
        return {}
    born = who.pop("birth_date", "")
    kept = {f"co_{key}": value for key, value in who.items()}
    return {"together": True, **kept, "co_birth_date": date.fromisoformat(born) if born else None}


def age_objection(born: date, least_age: int, today: date) -> str:
    """Return why nobody born on this day may buy, or nothing."""
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if age < least_age:
        return _("You must be %(years)s to order. Check the year.", years=least_age)
    return _("Check the year.") if age > OLDEST else ""
