"""What the dealer finds on the car given in exchange, the declared state filled in beforehand."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms.validators import InputRequired, Length

from store.desk.car_state import ACCIDENTS, BOOKS, COUNTS, TYRES, DamageForm
from store.desk.fields import EurosField, WholeField, given, options
from store.desk.text_fields import WordsField
from store.journeys.wishes import trade_in_condition
from store.lazy import _l
from store.part_exchange.judge import MOST_WORDS
from store.typed_numbers import read_choice
from tradein import Condition, Damage


MORE_ROWS = 3
DAMAGES = 18
STATE = (
    "tyres",
    "service_history",
    "keys",
    "owners",
    "accident",
    "inspection_valid",
    "warning_lights",
    "ex_rental",
    "opposition",
)
PICTURED = {
    "km": "km",
    "tyres": "tyres",
    "service": "service_history",
    "keys": "keys",
    "owners": "owners",
    "accident": "accident",
    "warning_lights": "warning_lights",
}
"""The line of an offer a picture belongs to, and the field it stands beside."""


class InspectionForm(FlaskForm):
    """The odometer, the state, the damages; a picture beside each."""

    km = WholeField(_l("Kilometres"), [InputRequired(_l("Write the odometer reading."))])
    tyres = SelectField(_l("Tyres"), choices=options(TYRES))
    service_history = SelectField(_l("Service book"), choices=options(BOOKS))
    keys = SelectField(_l("Keys"), choices=options(COUNTS), coerce=read_choice)
    owners = SelectField(_l("Owners so far"), choices=options(COUNTS), coerce=read_choice)
    accident = SelectField(_l("Accident"), choices=options(ACCIDENTS))
    inspection_valid = BooleanField(_l("The roadworthiness test is valid, or not needed yet"))
    warning_lights = BooleanField(_l("A warning light stays on"))
    ex_rental = BooleanField(_l("It was a hire car"))
    opposition = BooleanField(_l("Something forbids its sale (lien, unpaid fine)"))
    damages = FieldList(FormField(DamageForm), max_entries=DAMAGES)

    def __init__(self, declared: Mapping[str, Any] | None = None) -> None:
        """Read the running request, or the declared state with room for more damages."""
        kept = {}
        if declared is not None:
            state = asdict(trade_in_condition(declared))  # with what was left to default
            kept = {**state, "km": declared["facts"]["km"]}
            kept["damages"] = [*state.get("damages", ()), *[{}] * MORE_ROWS][:DAMAGES]
        super().__init__(data=kept)

    @property
    def reading(self) -> int:
        """The odometer."""
        return given(self.km.data)

    def found(self) -> Condition:
        """Return the state that was found; a row without a place is no damage."""
        damages = tuple(self.damage_of(row) for row in self.damages if row.form.zone.data)
        plain = {name: self[name].data for name in STATE}
        return Condition(damages=damages, **plain)

    def damage_of(self, row: "FormField[DamageForm]") -> Damage:
        """Return the damage of a row."""
        said = row.form
        return Damage(zone=said.zone.data, kind=said.kind.data, severity=said.severity.data)

    def pictures(self) -> dict[str, str]:
        """Return the line each picture of the page belongs to: name of its input -> code."""
        of_state = {f"picture-{field}": code for code, field in PICTURED.items()}
        rows = [row for row in self.damages if row.form.zone.data]
        damages = {one.name: self.damage_of(one) for one in rows}
        return of_state | {
            f"picture-{name}": f"damage.{one.zone}.{one.kind}.{one.severity}"
            for name, one in damages.items()
        }


class JudgementForm(FlaskForm):
    """What a person says of a car the rules leave to one."""

    amount = EurosField(_l("Amount for the car"), [InputRequired(_l("Write the amount."))])
    words = WordsField(
        _l("Why it is another amount"),
        [Length(max=MOST_WORDS, message=_l("At most 300 signs, please."))],
    )

    def __init__(self, promised_cents: int = 0) -> None:
        """Read the running request, or begin with the promised amount."""
        super().__init__(data={"amount": promised_cents})

    @property
    def cents(self) -> int:
        """The amount."""
        return given(self.amount.data)


def sent_picture(name: str, most: int) -> bytes:
    """Return what was sent under a name, at most so many bytes; none where nothing was chosen."""
    found = request.files.get(name)
    return found.read(most) if found else b""
