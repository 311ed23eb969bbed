"""What the operators see: structured logs with a request id, health and metrics."""

import logging
import re
import secrets
import sys
import time
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from store import clock
from store.extensions import db, limiter
from store.journeys.endings import endings
from store.journeys.tables import tables


pages = Blueprint("observe", __name__)
log = structlog.get_logger("volant")
REQUESTS = Counter("volant_requests_total", "Requests answered", ["endpoint", "status"])
SECONDS = Histogram("volant_request_seconds", "Time to answer", ["endpoint"])
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
    """Say whether the database answers, so that a load balancer sends visitors here.

    It also tells which dated tables have ended or end soon; the store is ready without them.
    """
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return {"status": "database unreachable"}, 503, {"Retry-After": "5"}
    return {"status": "ready", "tables": _ending_tables()}


def _ending_tables() -> list[dict[str, Any]]:
    """Return the dated tables that have ended or end soon: the store answers without them."""
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
    """Give Prometheus its figures, how many days each ending table has left among them."""
    TABLE_DAYS.clear()
    for row in endings(clock.today(), tables()):
        TABLE_DAYS.labels(row.market, row.table).set(row.days)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
