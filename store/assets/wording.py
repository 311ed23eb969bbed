"""The catalogues of translated words, compiled from their text and never kept in the repository."""

import io
from collections.abc import Callable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_words(translations: Path, say: Callable[[str], None]) -> list[Path]:
    """Compile each language's words beside their text; return the files.

    Args:
        translations: folder with `<language>/LC_MESSAGES/messages.po`.
        say: takes a line for each language.
    """
    made = []
    for source in sorted(translations.glob("*/LC_MESSAGES/messages.po")):
        language, target = source.parts[-3], source.with_suffix(".mo")
        words = io.BytesIO()
        with source.open("rb") as written:
            write_mo(words, read_po(written, locale=language, abort_invalid=True))
        if target.is_file() and target.read_bytes() == words.getvalue():
            say(f"words, {language}: up to date")
        else:
            target.write_bytes(words.getvalue())
            say(f"words, {language}: {len(words.getvalue()) / 1024:.0f} kB")
        made.append(target)
    return made
