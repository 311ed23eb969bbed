"""The application: every part of the store put together, from frozen settings."""

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
    locale,
    observe,
    sandbox,
    security,
    shop,
    staff,
)
from store.config import Settings, read_settings
from store.extensions import babel, csrf, db, limiter, migrate, prepare_sqlite
from store.gateways.registry import build_gateways


ROOT = Path(__file__).parent.parent
AUDIENCES = (shop, account, employees_pages, dealer, staff, hooks, sandbox)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from frozen settings (the environment's by default)."""
    chosen = settings or read_settings()
    app = Flask("store", instance_path=str(chosen.instance), static_folder=ROOT / "static")
    app.config.from_mapping(chosen.flask())
    app.extensions["settings"] = chosen
    app.extensions["gateways"] = build_gateways(chosen)
    app.wsgi_app = ProxyFix(app.wsgi_app, *[chosen.proxies] * 3)  # type: ignore[method-assign]
    db.init_app(app)
    with app.app_context():
        prepare_sqlite(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    compression.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    babel.init_app(app, locale_selector=locale.choose)
    observe.init_app(app)
    headers.init_app(app, chosen)
    for part in (security, formats, locale, assets, errors, cli, *AUDIENCES):
        part.init_app(app)
    return app
