"""The forms of the account."""

from typing import cast

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from store.desk.text_fields import refusal
from store.typed_text import Unreadable, carried


def _l(words: str) -> str:
    """Translate when shown: WTForms takes what looks like text, its types ask for text."""
    return cast("str", lazy_gettext(words))


EMAIL_SIGNS = 254
SHORTEST = 12
LONGEST = 200  # argon2 reads all of it; more is an attack on the processor, not a password
ADDRESS = r"\s*[^@\s]+@[^@\s]+\.[^@\s.]+\s*$"
WRITE_EMAIL = _l("Write your e-mail address, for example claire.morel@example.fr.")


class _Form(FlaskForm):
    def __init__(self) -> None:
        """Read the running request."""
        super().__init__()

    def refuse(self, name: str, words: str) -> None:
        """Put an error beside a field."""
        field = self[name]
        field.errors = [*field.errors, words]


def _carried(typed: str | None) -> str | None:
    """Return an address as it is kept; a ValueError shows beside the field."""
    try:
        return typed and carried(typed)
    except Unreadable as error:
        raise ValueError(refusal(error)) from error


class EmailForm(_Form):
    """Where to send a code."""

    email = EmailField(
        _l("Your e-mail address"),
        [InputRequired(WRITE_EMAIL), Length(max=EMAIL_SIGNS), Regexp(ADDRESS, message=WRITE_EMAIL)],
        filters=(_carried,),
    )
    next = HiddenField()


class PasswordForm(EmailForm):
    """Who signs in with a password."""

    password = PasswordField(
        _l("Your password"), [InputRequired(_l("Type your password.")), Length(max=LONGEST)]
    )


class CodeForm(_Form):
    """The code that was sent."""

    code = StringField(
        _l("The code of six digits"), [InputRequired(_l("Type the code.")), Length(max=20)]
    )
    next = HiddenField()


class NewPasswordForm(_Form):
    """A new password; the present one where there is one."""

    present = PasswordField(_l("Your present password"), [Length(max=LONGEST)])
    new = PasswordField(
        _l("Your new password"),
        [
            InputRequired(_l("Type a password.")),
            Length(
                min=SHORTEST,
                max=LONGEST,
                message=_l("At least 12 signs. A sentence is easy to keep in mind."),
            ),
        ],
    )


class ErasureForm(_Form):
    """The last word before an account is erased."""

    sure = BooleanField(
        _l("I want my account and my projects to be erased. This cannot be undone."),
        [InputRequired(_l("Tick the box to confirm."))],
    )
