"""Names that other people's forms refused, cut or could not print."""

from collections.abc import Mapping

import pytest

from store.typed_text import Unreadable, person_name


# typed: what is kept, None where it is refused at once; and what it did elsewhere
NAMES: Mapping[str, tuple[str | None, str]] = {
    "Ștefan": ("Ștefan", "a comma below is not the cedilla of code page 1250: a box in the PDF"),
    "Şerban": ("Şerban", "the cedilla of older Romanian and of Turkish keyboards"),
    "Nguyễn Thị Ánh": ("Nguyễn Thị Ánh", "two marks on one letter: no glyph in Latin-1 faces"),
    "E\u0301lodie": ("Élodie", "macOS sends accents decomposed (NFD)"),
    "Žižek": ("Žižek", "ISO 8859-1 has no carons"),
    "Ołów": ("Ołów", "a stroke does not decompose: accents cannot be stripped from it"),
    "Åse Ørsted": ("Åse Ørsted", "upper() and sorting by English rules"),
    "\u212bse": ("Åse", "the sign of the unit ångström, one letter with another code"),
    "İpek": ("İpek", "lower() makes two signs of it"),
    "Strauß": ("Strauß", "upper() makes it longer"),
    "Þórður": ("Þórður", "thorn and eth are no letters to [A-Za-zÀ-ÿ]+ engines of old"),
    "Ελένη": ("Ελένη", "written as in the passport of the Union"),
    "Щербаков": ("Щербаков", "Bulgarian passports are of the Union too"),
    "O'Neill": ("O'Neill", "SQL by concatenation"),
    "O’Neill": ("O’Neill", "the typographic sign phones put in by themselves"),
    "Kaʻiulani": ("Kaʻiulani", "the ʻokina is a letter and no apostrophe"),
    "Null": ("Null", "a name taken for no name"),
    "D’Arc de La Tour-d’Auvergne": ("D’Arc de La Tour-d’Auvergne", "words, hyphen, apostrophes"),
    "Y": ("Y", "a commune and surnames of one letter"),
    "X Æ A-Xii": ("X Æ A-Xii", "a ligature that is a letter"),
    "a" * 120: ("a" * 120, "the longest that is kept"),
    "  Anne\u00a0Marie ": ("Anne Marie", "a hard space pasted from a document"),
    "Ada\u200b": (None, "a zero-width space: two equal names that differ"),
    "Ada\u202e": (None, "the rest is read from right to left"),
    "Ada 😀": (None, "no signature's typeface draws it"),
    "<script>": (None, "markup where a name is shown unescaped"),
    "محمد": (None, "a right-to-left letter in a left-to-right contract, its glyphs unjoined"),
    "林": (None, "tofu in the contract"),
    "Ada\nBcc: eve@evil.example": ("Ada Bcc: eve@evil.example", "a header of a letter"),
    "a" * 5_001: (None, "a page of one name"),
}
REFUSED_FORM = {"Ada\nBcc: eve@evil.example"}  # one line, and then no name: "@" and ":"


@pytest.mark.parametrize("typed", NAMES)
def test_a_name_is_kept_as_written_or_refused_at_once(typed: str):
    kept, _elsewhere = NAMES[typed]
    if kept is None or typed in REFUSED_FORM:
        with pytest.raises(Unreadable):
            person_name(typed)
    else:
        assert person_name(typed) == kept
