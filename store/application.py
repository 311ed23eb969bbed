"""The application: every part of the store put together, from frozen settings."""

import os
import stat
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from store import (
    account,
    assets,
    cli,
    compression,
    dealer,
    employees_pages,
    errors,
    formats,
    headers,
    hooks,
    intake,
    locale,
    observe,
    post_redirect_get,
    retry_after,
    sandbox,
    security,
    shop,
    staff,
)
from store.config import Settings, read_settings
from store.extensions import babel, csrf, db, limiter, migrate, prepare_sqlite
from store.gateways.registry import build_gateways
from store.journeys.law_imports import newest
from store.markets.edition import known_by


ROOT = Path(__file__).parent.parent
AUDIENCES = (shop, account, employees_pages, dealer, staff, hooks, sandbox)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from frozen settings (the environment's by default)."""
    chosen = settings or read_settings()
    keep_private(chosen.instance)
    app = Flask("store", instance_path=str(chosen.instance), static_folder=ROOT / "static")
    app.config.from_mapping(chosen.flask())
    app.extensions["settings"] = chosen
    app.extensions["gateways"] = build_gateways(chosen)
    if chosen.mode != "test":
        retry_after.init_app(app)
    app.wsgi_app = ProxyFix(app.wsgi_app, *[chosen.proxies] * 3)  # type: ignore[method-assign]
    db.init_app(app)
    known_by(newest)
    with app.app_context():
        prepare_sqlite(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    compression.init_app(app)
    observe.init_app(app)
    intake.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    babel.init_app(app, locale_selector=locale.choose)
    headers.init_app(app, chosen)
    post_redirect_get.init_app(app)
    for part in (security, formats, locale, assets, errors, cli, *AUDIENCES):
        part.init_app(app)
    return app


def keep_private(folder: Path) -> None:
    """Make what the store writes, databases included, its own user's alone.

    Whatever an earlier release left open to others in the instance folder is closed once: a
    folder that is closed itself lets nobody in. A folder everybody writes to, such as /tmp, or
    one of another user, is left as it is.
    """
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    found = folder.stat()
    if found.st_uid != os.geteuid() or found.st_mode & stat.S_ISVTX:
        return
    if found.st_mode & 0o077:
        for path in folder.rglob("*"):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & 0o700)
        folder.chmod(found.st_mode & 0o700)
