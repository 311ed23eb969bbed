"""The visible words: collect the msgids, keep the French catalogue, fail on a word without French.

`python -m tools.words` checks; `python -m tools.words update` takes new msgids into the catalogue.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po


ROOT = Path(__file__).resolve().parents[1]
FRENCH = ROOT / "store/translations/fr/LC_MESSAGES/messages.po"
TEMPLATE = ROOT / "build/messages.pot"
KEYWORDS = ("_l", "lazy_gettext", "Invalid:2", "DealError:2", "Unreadable:2")
"""What marks a msgid besides Babel's own names: a domain error's second argument is shown too."""
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Volant\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def extracted() -> Catalog:
    """Return the msgids of code and templates, with where they stand."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    command = ["pybabel", "-q", "extract", "-F", str(ROOT / "babel.cfg"), "-o", str(TEMPLATE)]
    keywords = (part for word in KEYWORDS for part in ("-k", word))
    reader = CommandLineInterface()
    reader.run([*command, *keywords, str(ROOT)])
    with TEMPLATE.open("rb") as written:
        catalog = read_po(written)
    for path in sorted((ROOT / "store").rglob("*.py")):
        for line, words in embedded(path.read_text("utf-8")):
            catalog.add(words, locations=[(str(path.relative_to(ROOT)), line)])
    return catalog


def embedded(code: str) -> Iterator[tuple[int, str]]:
    """Yield line and msgid of each `_("…")` inside an f-string, where Babel does not look."""
    for text in ast.walk(ast.parse(code)):
        for part in ast.walk(text) if isinstance(text, ast.JoinedStr) else ():
            match part:
                case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(words)), *_rest]):
                    yield part.lineno, words
                case _:
                    continue


def french() -> Catalog:
    """Return the French catalogue as it is kept."""
    with FRENCH.open("rb") as written:
        return read_po(written, locale="fr")


def messages(catalog: Catalog) -> Iterator[Message]:
    """Yield a catalogue's messages without its header."""
    return (message for message in catalog if message.id)


def translated(message: Message) -> bool:
    """Tell whether a message has all its forms, and none is a guess."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and not message.fuzzy


def lacking() -> list[str]:
    """Return the msgids of code and templates that the French catalogue lacks."""
    known = {message.id for message in messages(french()) if translated(message)}
    return sorted(str(message.id) for message in messages(extracted()) if message.id not in known)


def update() -> None:
    """Take new msgids into the French catalogue and drop those no longer used."""
    catalog = french()
    catalog.update(extracted(), no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(
        written, catalog, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    FRENCH.write_bytes(HEADER.encode() + written.getvalue())


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    without = lacking()
    for words in without:
        sys.stderr.write(f"no French for: {words}\n")
    sys.exit(1 if without else 0)
