"""The second buyer, who signs by a link of their own."""

from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from store.desk.text_fields import AddressField, NameField
from store.email import same_mailbox
from store.markets import Invalid, market
from store.shop.forms.step import StepForm, _l
from store.shop.pages import MARKET


class CoBuyerForm(StepForm):
    """Fields that are asked only of two who buy together."""

    together = BooleanField(_l("Somebody buys with me, and signs too"))
    co_first_name = NameField(_l("Their first name"), [Length(max=60)])
    co_last_name = NameField(_l("Their last name"), [Length(max=60)])
    co_email = AddressField(_l("Their e-mail"), [Length(max=254)])
    co_phone = StringField(_l("Their telephone"), [Length(max=30)])

    def check_co_buyer(self, own_email: str | None) -> None:
        """Ask two who buy together for the second one's name, address and telephone."""
        if self.together.data:
            self._check_names()
            self._check_email(own_email or "")
            self._check_phone()

    def _check_names(self) -> None:
        for name in ("co_first_name", "co_last_name"):
            if not self[name].data and not self[name].errors:
                self.refuse(name, _("Write the name as on their identity card."))

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
        who = {
            "first_name": self.co_first_name.data,
            "last_name": self.co_last_name.data,
            "email": self.co_email.data,
            "phone": self.co_phone.data,
        }
        return {"co_buyer": who}


def kept_co_buyer(buyer: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a kept second buyer."""
    who = buyer.get("co_buyer")
    return {"together": True, **{f"co_{key}": value for key, value in who.items()}} if who else {}
