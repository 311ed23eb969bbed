"""What the forms of the journey share: words, money and numbers as people type them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field

from store.desk.fields import EurosField, WholeField, options
from store.lazy import _l
from store.markets import Invalid


__all__ = ["EurosField", "StepForm", "WholeField", "_l", "options"]


class StepForm(FlaskForm):
    """A form of the journey: it shows what was typed, else what the journey holds."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        """Read the running request, or the kept answers.

        Args:
            kept: Field name -> kept value, for a page that is only looked at.
        """
        super().__init__(data=dict(kept or {}))

    def refuse(self, name: str, words: str) -> None:
        """Put an error beside a field."""
        field: Field = self[name]
        field.errors = [*field.errors, words]

    def refuse_invalid(self, name: str, error: Invalid) -> None:
        """Put what the market refuses beside a field."""
        self.refuse(name, _(error.sentence))
