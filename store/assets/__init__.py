"""Style sheets, scripts, fonts and icons as the pages ask for them.

Templates use `asset_url(name)`, `skin_fonts(skin)` and `icon(name)`. `store.css` and `store.js`
are bundles of `static/css/*.css` and `static/js/*.js`; every other name is a file of `static/`.
`flask assets build` makes the fonts and brings htmx from their packages.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from flask import Flask, Response, current_app, request
from flask.cli import AppGroup
from lucide.jinja import lucide

from store.assets.bundles import AssetMissing, Assets
from store.assets.vendor import copy_htmx
from store.assets.wording import compile_words


__all__ = ["AssetMissing", "Assets", "build", "copy_htmx", "icon", "init_app"]

SKIN_FONTS = {
    "peugeot": ("archivo",),
    "citroen": ("outfit", "figtree"),
    "ds": ("cormorant", "jost"),
}
FOREVER = "public, max-age=31536000, immutable"

TRANSLATIONS = Path(__file__).parents[1] / "translations"
commands = AppGroup("assets", help="Fonts, scripts and words of the pages.")


def _assets() -> Assets:
    assets: Assets = current_app.extensions["assets"]
    return assets


def asset_url(name: str) -> str:
    """Return the address of an asset, with its content's hash.

    Raises:
        AssetMissing: when the file is not there (fonts and htmx come with `flask assets build`).
    """
    return request.script_root + _assets().path(name)


def skin_fonts(skin: str) -> list[str]:
    """Return the addresses of the fonts that a skin's first screen needs; none for a bare skin."""
    return [asset_url(f"fonts/{name}.woff2") for name in SKIN_FONTS.get(skin, ())]


@cache
def icon(name: str, *, small: bool = False) -> str:
    """Return a Lucide icon as SVG markup, hidden from readers: the words stand beside it."""
    size = 16 if small else 20
    look: dict[str, Any] = {"class": "icon icon--small" if small else "icon"}
    return lucide(name, size=size, aria_hidden="true", focusable="false", **look)


def serve(name: str) -> Response:
    """Answer with a bundle, compressed as the browser accepts; 404 for an unknown name."""
    return _respond(_assets(), name)


def _respond(assets: Assets, name: str) -> Response:
    bundle = assets.bundle(name)
    if bundle is None:
        return Response(status=404)
    coding = request.accept_encodings.best_match(["br", "gzip"]) or "identity"
    response = Response(bundle.body(coding), mimetype=bundle.mimetype)
    if coding != "identity":
        response.content_encoding = coding
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOREVER if bundle.name == name else "no-cache"
    return response


def build(static: Path) -> None:
    """Make everything that is not kept in the repository, telling what is done.

    The font recipes are loaded only here: see docs/decisions/2026-11-21-press.md.
    """
    import_module("store.assets.fonts").build_fonts(static / "fonts", click.echo)
    copy_htmx(static / "vendor", click.echo)
    compile_words(TRANSLATIONS, click.echo)


@commands.command("build")
def build_command() -> None:
    """Make the fonts, bring htmx, compile the words; quick when nothing changed."""
    build(Path(str(current_app.static_folder)))


def init_app(app: Flask) -> None:
    """Give the application its bundles, template functions and the `assets` commands."""
    static, prefix = Path(str(app.static_folder)), str(app.static_url_path)
    app.extensions["assets"] = Assets(static, prefix, fresh=app.debug)
    app.add_url_rule("/assets/<name>", "assets", serve)
    app.jinja_env.globals.update(asset_url=asset_url, skin_fonts=skin_fonts, icon=icon)
    app.cli.add_command(commands)
