"""The form under the purchase order, and the one of a withdrawal."""

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from store.desk.text_fields import TextField
from store.lazy import _l
from store.shop.forms.step import StepForm


class SignatureForm(StepForm):
    """Consent and code. The sentence is the law's, so the view writes the label."""

    consent = BooleanField(
        "", [InputRequired(_l("Tick the box: without your consent there is no order."))]
    )
    code = StringField(
        _l("The code of six digits"), [InputRequired(_l("Type the code.")), Length(max=20)]
    )


class WithdrawalForm(StepForm):
    """The statement of a withdrawal: who, from which contract. No reason is asked."""

    name = TextField(_l("Your name"), [DataRequired(_l("Write your name.")), Length(max=120)])


class ContractForm(StepForm):
    """Which contract, for somebody who comes from a link or a letter."""

    number = StringField(
        _l("Number of the order"),
        [DataRequired(_l("Write the number, for example V-2026-123456.")), Length(max=30)],
    )
