"""Photos of the present car on a page: their names, and each of them small or whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Response, abort, send_file
from flask_babel import gettext as _
from PIL import Image

from store.desk.paper_files import POLICY
from store.desk.typeset import say
from store.gateways.registry import gateways
from store.journeys.trade_in_values import asked_pictures
from store.models import CarPicture
from store.orders.exchange_pictures import pictures_of
from store.papers.vault import unseal
from tradein import Rules


SMALL = (480, 360)  # pixels: twice what a page shows


@dataclass(frozen=True, kw_only=True)
class View:
    """A view that is asked for, its words, and its photo where one was sent."""

    code: str
    label: str
    hint: str
    picture: CarPicture | None


def views(journey_id: str, condition: Mapping[str, Any], rules: Rules) -> list[View]:
    """Return every view asked of a car in its declared state, photographed or not."""
    sent = pictures_of(journey_id)
    return [
        View(code=code, label=label, hint=hint, picture=sent.get(code))
        for code in asked_pictures(condition)
        for label, hint in [_words(code, rules)]
    ]


def send_picture(journey_id: str, view: str, *, small: bool) -> Response:
    """Answer with a photo, or 404 where there is none.

    Raises:
        ArchiveError: the archive does not give it.
    """
    found = pictures_of(journey_id).get(view)
    if found is None:
        abort(404)
    content = unseal(gateways().archive, found.name, found.key)
    answer = send_file(BytesIO(_small(content) if small else content), "image/jpeg")
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _small(content: bytes) -> bytes:
    """Make a small picture of one of ours; a stranger's file is never opened here."""
    made = BytesIO()
    with Image.open(BytesIO(content)) as whole:
        whole.thumbnail(SMALL)
        whole.save(made, "JPEG", quality=80)
    return made.getvalue()


def _words(code: str, rules: Rules) -> tuple[str, str]:
    known = {
        "front": (_("Front"), _("From a corner, the whole car with its plate.")),
        "rear": (_("Rear"), _("From the opposite corner, the whole car.")),
        "cabin": (_("Inside"), _("Through the open driver’s door: dashboard and seats.")),
        "odometer": (_("Odometer"), _("Ignition on, the kilometres readable.")),
    }
    if code in known:
        return known[code]
    _damage, zone, kind, _severity = code.split(".")
    place, what = say(rules.zones[zone].name), say(rules.kinds[kind].name)
    label = f"{place[:1].upper()}{place[1:]}, {what}"
    return label, _("Close enough to see it, with the part around it.")
