"""What a dealer says of a paper that cannot be used."""

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import AnyOf, Length

from store.desk.fields import options
from store.desk.text_fields import WordsField
from store.lazy import _l
from store.papers.decide import MOST_WORDS
from store.papers.wording import REASONS


class ObjectionForm(FlaskForm):
    """Why a paper is refused: a reason of the list, and words."""

    reason = SelectField(
        _l("Why can it not be used?"),
        [AnyOf(REASONS, _l("Choose a reason."))],
        validate_choice=False,
        choices=options((("", _l("Choose")), *REASONS.items())),
    )
    words = WordsField(
        _l("In your words"),
        [Length(max=MOST_WORDS, message=_l("At most 300 signs, please."))],
    )

    def __init__(self, kind: str, *, sent: bool = True) -> None:
        """Read the running request, or none of it: many such forms share a page."""
        self.kind = kind
        super().__init__(**({} if sent else {"formdata": None}), prefix=kind)

    def said(self) -> str:
        """Return the words, without spaces around them."""
        return (self.words.data or "").strip()
