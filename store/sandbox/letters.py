"""The mailbox of the demonstration: every letter and SMS the store sent, to be read by anybody."""

from io import BytesIO

from flask import Blueprint, Response, abort, current_app, render_template, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from store.gateways.mailbox import Mailbox, UnknownLetter
from store.gateways.registry import gateways


LISTED = 200
SANDBOXED = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"

mailbox = Blueprint("sandbox_mailbox", __name__, url_prefix="/sandbox/mailbox")


def box() -> Mailbox:
    """Return the mailbox of this installation."""
    mail = gateways().mail
    if not isinstance(mail, Mailbox):
        abort(404)
    return mail


@mailbox.errorhandler(UnknownLetter)
def unknown(_error: UnknownLetter) -> ResponseReturnValue:
    """Say that there is no such letter."""
    return current_app.handle_user_exception(NotFound())


@mailbox.get("")
def letters() -> ResponseReturnValue:
    """List the letters, the newest first."""
    return render_template("sandbox/mailbox.html", letters=box().letters(LISTED))


@mailbox.get("/<letter_id>")
def letter(letter_id: str) -> ResponseReturnValue:
    """Show one letter as text."""
    return render_template("sandbox/letter.html", letter=box().letter(letter_id))


@mailbox.get("/<letter_id>/html")
def html(letter_id: str) -> ResponseReturnValue:
    """Show a letter as it was designed, with every right taken from it."""
    found = box().letter(letter_id)
    if not found.html:
        abort(404)
    return Response(found.html, headers={"Content-Security-Policy": SANDBOXED})


@mailbox.get("/<letter_id>/<int:number>")
def attachment(letter_id: str, number: int) -> ResponseReturnValue:
    """Download an attachment, counted from 1."""
    files = box().letter(letter_id).attachments
    if not 1 <= number <= len(files):
        abort(404)
    one = files[number - 1]
    return send_file(
        BytesIO(one.content), one.media_type, as_attachment=True, download_name=one.name
    )
