"""Which language a visitor reads: their choice, else the market's first."""

from functools import cache

from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, current_app, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from store.security import safe_target


LANGUAGES = ("fr", "en")
SCHEMES = ("light", "dark", "auto")
pages = Blueprint("locale", __name__)


def choose() -> str:
    """Return the language of this request."""
    wanted = session.get("language")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def pick(words: dict[str, str]) -> str:
    """Return the words of a text kept in several languages, in the reader's."""
    return words.get(str(get_locale() or LANGUAGES[0])) or words[LANGUAGES[0]]


def translate(words: str) -> str:
    """Return a msgid's words in the reader's language, looked up without ceremony.

    flask_babel's own look-up walks its context anew for each of a page's hundred words.
    """
    return _words(_folder(), str(get_locale() or LANGUAGES[0])).ugettext(words)


def translate_count(one: str, many: str, count: int) -> str:
    """Return the words for a count."""
    return _words(_folder(), str(get_locale() or LANGUAGES[0])).ungettext(one, many, count)


def _folder() -> str:
    folder: str = current_app.config["BABEL_TRANSLATION_DIRECTORIES"]
    return folder


@cache
def _words(folder: str, language: str) -> NullTranslations:
    return Translations.load(folder, [language])


def init_app(app: Flask) -> None:
    """Serve the language and light switches and give the templates their words."""
    app.jinja_env.install_gettext_callables(translate, translate_count, newstyle=True)  # type: ignore[attr-defined]
    app.register_blueprint(pages)
    app.add_template_filter(pick, "words")
    app.add_template_global(lambda: str(get_locale() or LANGUAGES[0]), "language")
    app.add_template_global(lambda: session.get("scheme", "auto"), "scheme_choice")


@pages.before_app_request
def follow() -> None:
    """Remember the language that an address names: `?lang=en` in a link somebody shares."""
    if request.args.get("lang") in LANGUAGES:
        session["language"] = request.args["lang"]


@pages.post("/preferences")
def prefer() -> ResponseReturnValue:
    """Remember the language and the light a visitor prefers."""
    if request.form.get("language") in LANGUAGES:
        session["language"] = request.form["language"]
    if request.form.get("scheme") in SCHEMES:
        session["scheme"] = request.form["scheme"]
    return redirect(safe_target(request.form.get("next"), "/"), 303)
