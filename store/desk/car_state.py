"""The state of a used car as customers declare it and dealers find it, in the same words."""

from collections.abc import Iterable

from flask import request
from flask_babel import gettext as _
from wtforms import FieldList, Form, FormField, SelectField

from store.desk.fields import options
from store.desk.typeset import say
from store.lazy import _l
from store.typed_numbers import read_choice
from tradein import Rules


TYRES = (
    ("good", _l("Good: more than 3 mm left")),
    ("worn", _l("Two under 3 mm")),
    ("replace", _l("All to be replaced")),
)
BOOKS = (("full", _l("Complete")), ("partial", _l("Incomplete")), ("none", _l("None")))
ACCIDENTS = (
    ("none", _l("Never")),
    ("repaired", _l("Yes, repaired by a professional")),
    ("structural", _l("Yes, the structure was touched")),
)
SEVERITIES = ((1, _l("Light")), (2, _l("Visible")), (3, _l("Heavy")))
COUNTS = tuple((number, str(number)) for number in range(1, 7))


class DamageForm(Form):
    """One damage: where, what, how bad. A row without a place is no damage."""

    zone = SelectField(_l("Where"), choices=[], validate_choice=False)
    kind = SelectField(_l("What"), choices=[], validate_choice=False)
    severity = SelectField(
        _l("How bad"), choices=options(SEVERITIES), coerce=read_choice, default=1
    )


def pointed_at(rules: Rules) -> list[str]:
    """Return the places of the running request that were pointed at on the drawing."""
    return [zone for zone in request.form.getlist("places") if zone in rules.zones]


def add_places(rows: "FieldList[FormField[DamageForm]]", places: Iterable[str], most: int) -> None:
    """Make a row for each place, the first empty one first, up to so many rows."""
    for place in dict.fromkeys(places):
        free = next((row for row in rows if not row.form.zone.data), None)
        if free is None and len(rows) < most:
            free = rows.append_entry()
        if free is not None:
            free.form.zone.data = place


def offer_damages(rows: "Iterable[FormField[DamageForm]]", rules: Rules) -> None:
    """Give the rows the places and kinds of damage the rules know."""
    for row in rows:
        zones = [(key, say(zone.name)) for key, zone in rules.zones.items()]
        row.form.zone.choices = options([("", _("No damage")), *zones])
        kinds = [(key, say(kind.name)) for key, kind in rules.kinds.items()]
        row.form.kind.choices = options(kinds)


def unfit(rows: "Iterable[FormField[DamageForm]]", rules: Rules) -> bool:
    """Say beside each damage that its place cannot have it; return whether there is one."""
    wrong = False
    for row in rows:
        zone, kind = rules.zones.get(row.form.zone.data), rules.kinds.get(row.form.kind.data)
        if row.form.zone.data and (zone is None or kind is None or zone.group not in kind.groups):
            row.form.kind.errors = [_("This damage does not exist there. Choose another.")]
            wrong = True
    return wrong
