"""Fields of free text: what they hold can be kept, mailed, printed and signed."""

from typing import Any

from flask_babel import gettext as _
from typing_extensions import override
from wtforms import StringField
from wtforms.widgets import EmailInput, TextArea

from store import typed_text
from store.email import canonical_email
from store.typed_text import Unreadable


class TextField(StringField):
    """One line of text, kept as `typed_text.one_line` reads it."""

    data: str | None

    def read(self, typed: str) -> str:
        """Return what is kept of what was typed; raises Unreadable."""
        return typed_text.one_line(typed)

    @override
    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the text; ValueError shows beside the field, with what was typed."""
        if not valuelist:
            return
        self.data = str(valuelist[0])
        if not self.data.strip():
            self.data, self.raw_data = "", [""]  # spaces alone are no answer
            return
        try:
            self.data = self.read(self.data)
        except Unreadable as error:
            raise ValueError(refusal(error)) from error


class NameField(TextField):
    """A person's name."""

    @override
    def read(self, typed: str) -> str:
        return typed_text.person_name(typed)


class WordsField(TextField):
    """Several lines of text."""

    widget = TextArea()

    @override
    def read(self, typed: str) -> str:
        return typed_text.several_lines(typed)


class AddressField(TextField):
    """An e-mail address that letters can be addressed to, in its one spelling."""

    widget = EmailInput()

    @override
    def read(self, typed: str) -> str:
        return canonical_email(typed_text.email_address(typed))


def refusal(error: Unreadable) -> str:
    """Say why a text is refused."""
    return _(error.sentence, **error.values)
