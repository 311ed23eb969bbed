"""The words of a language, compiled where the pages look for them."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from store.assets.wording import compile_words


PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "The range"
msgstr "La gamme"

#, fuzzy
msgid "A guess"
msgstr "Au hasard"
"""


def a_catalogue(folder: Path, text: str) -> Path:
    source = folder / "fr/LC_MESSAGES/messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(text, "utf-8")
    return folder


def test_a_catalogue_is_compiled_without_its_guesses(tmp_path: Path) -> None:
    said: list[str] = []
    (made,) = compile_words(a_catalogue(tmp_path, PO), said.append)
    with made.open("rb") as compiled:
        french = GNUTranslations(compiled)
    assert french.gettext("The range") == "La gamme"
    assert french.gettext("A guess") == "A guess"
    assert said[0].startswith("words, fr: ")


def test_an_unchanged_catalogue_is_not_written_again(tmp_path: Path) -> None:
    said: list[str] = []
    (made,) = compile_words(a_catalogue(tmp_path, PO), said.append)
    before = made.stat().st_mtime_ns
    compile_words(tmp_path, said.append)
    assert said[-1] == "words, fr: up to date"
    assert made.stat().st_mtime_ns == before


def test_a_broken_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PoFileError):
        compile_words(a_catalogue(tmp_path, PO + '\nmsgid "open\n'), lambda _line: None)
