"""Post, redirect, get for forms that are refused: Back and Reload never ask to send again.

A browser that sends a form as a navigation (Fetch Metadata, W3C) is led to an address of its own,
where the page with what was wrong is kept for ten minutes; whoever is no browser gets the page as
the answer. Pages that lead on redirect already.
"""

import hashlib
import secrets
import zlib
from datetime import timedelta
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, current_app, g, redirect, request, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import delete, func, select
from sqlalchemy.exc import OperationalError

from store import clock
from store.extensions import db, transaction
from store.headers import csp_nonce
from store.models import RefusedForm


KEPT = timedelta(minutes=10)
MOST = 2_000  # pages at once: whoever fills the table loses nothing but this comfort
MOST_BYTES = 200_000
OF_ONE = 4  # pages of one browser
ANSWERED = frozenset({200, 409, 410, 422})
PARAMETER = "refused"
CSRF, NONCE = b"\0csrf\0", b"\0nonce\0"  # in the place of what belongs to one response
log = structlog.get_logger("volant")


def init_app(app: Flask) -> None:
    """Keep refused forms and show them; to be bound after whatever masks or compresses a body."""
    app.before_request(show)
    app.after_request(keep)


def show() -> Response | None:
    """Answer with the page that was kept for this browser at this address, if it still is."""
    token = session.get("refused", {}).get(request.path)
    if request.method != "GET" or PARAMETER not in request.args or not token:
        return None
    found = db.session.get(RefusedForm, _hash(token))
    if found is None or found.expires_at < clock.now():
        return None
    body = zlib.decompress(found.body).replace(CSRF, generate_csrf().encode())
    return Response(body.replace(NONCE, csp_nonce().encode()), mimetype="text/html")


def keep(response: Response) -> Response:
    """Turn a page that answers a sent form into a redirect to it."""
    if request.method != "POST":
        return response
    path = _page_of_form()
    kept: dict[str, str] = {k: v for k, v in session.get("refused", {}).items() if k != path}
    if path and _is_page(response) and (token := _kept(response.get_data())):
        session["refused"] = dict([*kept.items(), (path, token)][-OF_ONE:])
        query = request.query_string.decode() if path == request.path else ""
        further = [part for part in query.split("&") if part and part != f"{PARAMETER}=1"]
        query = "&".join([*further, f"{PARAMETER}=1"])
        return current_app.make_response(redirect(f"{request.script_root}{path}?{query}", 303))
    if len(kept) < len(session.get("refused", {})):
        session["refused"] = kept  # the form was taken: Back shows what is kept now
    return response


def _is_page(response: Response) -> bool:
    return (
        request.headers.get("Sec-Fetch-Mode") == "navigate"
        and response.status_code in ANSWERED
        and response.mimetype == "text/html"
        and not response.is_streamed
        and not response.direct_passthrough
    )


def _page_of_form() -> str:
    """Return the path at which the form is read: the one it was sent to, or the one it was on."""
    root = request.script_root
    before = urlsplit(request.referrer or "")
    if before.netloc != request.host or not before.path.startswith(root):
        before = before._replace(path="")
    adapter = current_app.create_url_adapter(request)
    for path in (request.path, before.path.removeprefix(root)):
        if path and adapter is not None and adapter.test(path, "GET"):
            return path
    return ""


def _kept(body: bytes) -> str:
    """Keep a page and return its secret; empty where it cannot be kept."""
    if token := str(g.get("csrf_token", "")):
        body = body.replace(token.encode(), CSRF)
    if "csp_nonce" in g:
        body = body.replace(csp_nonce().encode(), NONCE)
    packed, at, token = zlib.compress(body), clock.now(), secrets.token_urlsafe(16)
    if len(packed) > MOST_BYTES:
        return ""
    row = RefusedForm(token_hash=_hash(token), body=packed, expires_at=at + KEPT)
    try:
        with transaction():
            db.session.execute(delete(RefusedForm).where(RefusedForm.expires_at < at))
            full = db.session.scalars(select(func.count()).select_from(RefusedForm)).one() >= MOST
            if not full:
                db.session.add(row)
    except OperationalError as error:  # the page itself is there: it is answered without redirect
        log.warning("refused_form_not_kept", reason=type(error).__name__)
        return ""
    return "" if full else token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
