"""Outside systems played on this machine: a hosted card page and a mailbox. Never in production."""

from flask import Flask

from store.config import Settings
from store.sandbox.letters import mailbox
from store.sandbox.pay import cards


def init_app(app: Flask) -> None:
    """Register the pages of those systems that this installation plays itself."""
    settings: Settings = app.extensions["settings"]
    if settings.production:
        return
    if settings.payments == "sandbox":
        app.register_blueprint(cards)
    if settings.mail == "mailbox":
        app.register_blueprint(mailbox)
