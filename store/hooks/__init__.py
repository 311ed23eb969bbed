"""What outside systems post to the store."""

from flask import Flask

from store.extensions import csrf, limiter
from store.hooks.payments import hooks


def init_app(app: Flask) -> None:
    """Register the webhooks: they prove themselves by signature, not by cookie and token."""
    csrf.exempt(hooks)  # type: ignore[no-untyped-call]  # Flask-WTF publishes no types
    limiter.exempt(hooks)
    app.register_blueprint(hooks)
