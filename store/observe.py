"""What the operators see: structured logs with a request id, health and metrics."""

import hmac
import logging
import re
import secrets
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from store import clock
from store.config import Settings
from store.extensions import db, limiter
from store.gateways.press import PRESS
from store.gateways.registry import gateways
from store.journeys.endings import endings
from store.journeys.sale import closed_sales
from store.journeys.tables import tables
from store.orders.heartbeats import last_beats
from store.orders.outbox import Lane, dead_count, waiting_by_lane


pages = Blueprint("observe", __name__)
log = structlog.get_logger("volant")
REQUESTS = Counter("volant_requests_total", "Requests answered", ["endpoint", "status"])
SECONDS = Histogram("volant_request_seconds", "Time to answer", ["endpoint"])
OWED = Gauge("volant_owed", "Deliveries that wait", ["lane"])
FAILING = Gauge("volant_owed_failing", "Deliveries that failed and are tried again", ["lane"])
OLDEST = Gauge("volant_oldest_owed_seconds", "Age of the oldest delivery that waits", ["lane"])
DEAD = Gauge("volant_dead_letters", "Deliveries that were given up")
BEATS = Gauge("volant_heartbeat_age_seconds", "Since a kind of process showed itself", ["kind"])
SILENT = {"worker": 20, "tick": 180}  # seconds after which a process counts as missing
TABLE_DAYS = Gauge(
    "volant_table_days_left",
    "Days until a dated table of a market ends, -1 where it has; only those within 45 days",
    ["market", "table"],
)
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def init_app(app: Flask) -> None:
    """Log and count every request; serve /healthz, /readyz and /metrics."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    app.register_blueprint(pages)
    app.before_request(_begin)
    app.after_request(_end)


def route() -> str:
    """Return which page was asked for, never its address: that may hold the secret of a link."""
    return request.url_rule.rule if request.url_rule else "unknown"


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    endpoint = request.endpoint or "unknown"
    REQUESTS.labels(endpoint, str(response.status_code)).inc()
    SECONDS.labels(endpoint).observe(seconds)
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if endpoint != "static" and not current_app.testing:
        log.info(
            "request",
            method=request.method,
            endpoint=endpoint,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
    return response


@pages.get("/healthz")
@limiter.exempt
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"status": "ok"}


@pages.get("/readyz")
@limiter.exempt
def readyz() -> ResponseReturnValue:
    """Say what works and what is missing; only a missing database sends visitors elsewhere.

    `tables` are the dated tables that have ended or end soon, `closed` the sales that rest on
    something invented, with what: the store is ready without them.
    """
    at = clock.now()
    try:
        db.session.execute(text("SELECT 1"))
        checks = {name: check(at) for name, check in CHECKS}
    except SQLAlchemyError:
        return {"status": "database unreachable"}, 503, {"Retry-After": "5"}
    told = {"tables": _ending_tables(), "closed": closed_sales()}
    return {"status": "ready", "checks": checks, **told}


def _ending_tables() -> list[dict[str, Any]]:
    return [
        {
            "market": row.market,
            "table": row.table,
            "until": row.until.isoformat() if row.until else None,
            "days": row.days,
        }
        for row in endings(clock.today(), tables())
    ]


@pages.get("/metrics")
@limiter.exempt
def metrics() -> ResponseReturnValue:
    """Give Prometheus its figures: with the token where there is one, in production never without.

    RFC 6750, section 2.1: `Authorization: Bearer …`, in a scrape configuration `authorization`.
    Those of the database are left out where it does not answer.
    """
    settings: Settings = current_app.extensions["settings"]
    expected = f"Bearer {settings.metrics_token}" if settings.metrics_token else ""
    given = request.headers.get("Authorization", "") if expected else ""
    if settings.production and not expected:
        abort(404)
    if not hmac.compare_digest(given.encode(), expected.encode()):
        abort(404)
    try:
        _gauge(clock.now())
    except SQLAlchemyError as error:
        log.warning("unmeasured", reason=type(error).__name__)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _process(kind: str) -> Callable[[datetime], str]:
    def check(at: datetime) -> str:
        beat = last_beats().get(kind)
        if beat is None:
            return "missing: never seen"
        age = _seconds(at - beat)
        return f"ok, seen {age} s ago" if age <= SILENT[kind] else f"missing: seen {age} s ago"

    return check


def _owed(at: datetime) -> str:
    """Say how much is owed in each lane and how old the oldest of it is."""
    parts = [
        f"{lane}: {one.count}, the oldest {_seconds(at - one.oldest)} s, {one.failing} failing"
        for lane, one in sorted(waiting_by_lane().items())
    ]
    return "; ".join(parts) or "nothing"


def _redis(_at: datetime) -> str:
    settings: Settings = current_app.extensions["settings"]
    if not settings.redis_url:
        return "not used"
    if limiter.storage.check():
        return "ok"
    return "missing: each process counts limits by itself"


def _press(_at: datetime) -> str:
    return f"missing: {PRESS.trouble}" if PRESS.trouble else "ok"


def _seal(at: datetime) -> str:
    trust = gateways().trust
    if not trust.in_use:  # in a demonstration the keys are opened at the first signature
        return "not used yet"
    trouble = trust.trouble(at)
    return f"missing: {trouble}" if trouble else "ok"


def _gauge(at: datetime) -> None:
    waiting, beats = waiting_by_lane(), last_beats()
    for lane in Lane:
        one = waiting.get(lane)
        OWED.labels(lane).set(one.count if one else 0)
        FAILING.labels(lane).set(one.failing if one else 0)
        OLDEST.labels(lane).set(_seconds(at - one.oldest) if one else 0)
    for kind, beat in beats.items():
        BEATS.labels(kind).set(_seconds(at - beat))
    DEAD.set(dead_count())
    TABLE_DAYS.clear()
    for row in endings(at.date(), tables()):
        TABLE_DAYS.labels(row.market, row.table).set(row.days)


def _seconds(age: timedelta) -> int:
    return max(round(age.total_seconds()), 0)


# What /readyz says, in this order; each check returns a few words that show no customer's data.
CHECKS: list[tuple[str, Callable[[datetime], str]]] = [
    ("worker", _process("worker")),
    ("tick", _process("tick")),
    ("owed", _owed),
    ("dead_letters", lambda _at: str(dead_count())),
    ("redis", _redis),
    ("press", _press),
    ("seal", _seal),
]
