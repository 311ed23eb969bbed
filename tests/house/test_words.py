"""Every visible word has its French, whole, exact in its placeholders and well set."""

import re

import pytest
from babel.messages.catalog import Message

from tools.words import embedded, extracted, french, lacking, messages, translated


FRENCH = list(messages(french()))
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{\}")
FAULTS = {
    "a straight apostrophe": re.compile(r"\w'|'\w"),
    "a straight quotation mark": re.compile(r'"'),
    "no no-break space before : ; ! ?": re.compile(
        r"(?<![\u00a0\u202f/?!])[;!?]|[^\s\d/]:(?=\s|$)"
    ),
    "a breaking space before : ; ! ? »": re.compile(r" [:;!?»]"),
    "no no-break space inside « »": re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"),
    "three dots for an ellipsis": re.compile(r"\.\.\."),
    "a space at an end": re.compile(r"^\s|\s$"),
    "two spaces": re.compile(r"\s\s"),
    "a breaking space before a unit": re.compile(r"[\ds}] (?:€|%|km\b|mm\b|Mo\b|CV\b)"),
}
BUYING = re.compile(r"\bachet(?:er|ez)\b", re.IGNORECASE)


def forms(message: Message) -> list[tuple[str, str]]:
    """Pair each French form with the English it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string or (), strict=True))


def placeholders(text: str) -> list[str]:
    return sorted(found.group() for found in PLACEHOLDER.finditer(text))


def test_no_word_of_the_store_lacks_its_french() -> None:
    assert lacking() == []


def test_no_french_is_a_guess_or_a_part() -> None:
    assert [message.id for message in FRENCH if not translated(message)] == []


def test_no_french_is_kept_for_words_nobody_says() -> None:
    used = {message.id for message in messages(extracted())}
    assert [message.id for message in FRENCH if message.id not in used] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    pairs = [pair for message in FRENCH for pair in forms(message)]
    assert [pair for pair in pairs if placeholders(pair[0]) != placeholders(pair[1])] == []


def test_the_french_has_no_stray_percent_sign() -> None:
    formatted = [m for m in FRENCH if "python-format" in m.flags]
    pairs = [pair for message in formatted for pair in forms(message)]
    assert [pair for pair in pairs if re.search(r"(?<!%)%(?!\(\w+\)s|%)", pair[1])] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_french_is_well_set(fault: str) -> None:
    words = [words for message in FRENCH for _english, words in forms(message)]
    assert [text for text in words if FAULTS[fault].search(PLACEHOLDER.sub("x", text))] == []


def test_no_button_sounds_like_buying() -> None:
    short = [
        words for m in FRENCH for _english, words in forms(m) if not words.endswith((".", "?"))
    ]
    assert [words for words in short if BUYING.search(words)] == []


def test_words_inside_an_f_string_are_found() -> None:
    code = 'title = f"{reason} {_(\'Price and terms stay the same.\')}"\nplain = _("Elsewhere")\n'
    assert list(embedded(code)) == [(1, "Price and terms stay the same.")]
