"""The response headers that keep a page to itself: nothing outside is loaded, framed or told."""

import secrets

from flask import Flask, g, request
from werkzeug.wrappers import Response

from store.config import Settings


FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=()",
}
YEAR = 60 * 60 * 24 * 365


def csp_nonce() -> str:
    """Return this response's nonce for the few scripts a page carries itself."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _policy(pay_host: str) -> str:
    nonce = f" 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else ""
    return (
        f"default-src 'none'; script-src 'self'{nonce}; style-src 'self'{nonce}; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        f"base-uri 'none'; form-action 'self'{pay_host}; frame-ancestors 'none'"
    )


def init_app(app: Flask, settings: Settings) -> None:
    """Put the headers on every response; a deposit's form may lead to the provider's page."""
    app.add_template_global(csp_nonce)
    outside = " https://checkout.stripe.com" if settings.payments == "stripe" else ""

    @app.after_request
    def _protect(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _policy(outside))
        if settings.secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
