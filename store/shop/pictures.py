"""Drawings of cars, at addresses that say everything about them."""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response, abort, request

from store.drawing import (
    PaintError,
    UnknownFabric,
    png,
    quarter_svg,
    seats,
    side_svg,
    staged,
)
from store.extensions import limiter
from store.journeys.look import CabinLook, CarLook


SHARED_WIDTH = 1200
FOREVER = "public, max-age=31536000, immutable"
WORD = re.compile(r"[a-z0-9-]{1,40}")
COLOUR = re.compile(r"[0-9a-f]{6}")
pages = Blueprint("pictures", __name__)


@dataclass(frozen=True)
class Picture:
    """One drawing as it is sent, plain and compressed."""

    plain: bytes
    packed: bytes


@lru_cache(maxsize=512)
def _picture(look: CarLook, view: str) -> Picture:
    words = (look.paint, look.finish, look.wheel)
    if view == "side":
        svg = side_svg(look.drawing, *words, look.roof).encode()
    else:
        svg = quarter_svg(look.drawing, view, *words, roof=look.roof).encode()
    return Picture(svg, gzip.compress(svg, 9, mtime=0))


@lru_cache(maxsize=64)
def _seats(look: CabinLook) -> Picture:
    svg = seats(look.fabric, look.base, look.stitch).encode()
    return Picture(svg, gzip.compress(svg, 9, mtime=0))


@pages.get("/pictures/car/<name>.svg")
@limiter.exempt
def car(name: str) -> Response:
    """Draw a car; 404 for words that no drawing knows."""
    try:
        picture = _picture(_asked(name), request.args.get("view", "side"))
    except (KeyError, PaintError):  # an unknown car, view, wheel or tone, or a colour that is none
        abort(404)
    return _sent(picture)


@pages.get("/pictures/seats/<name>.svg")
@limiter.exempt
def cabin(name: str) -> Response:
    """Draw a car's seats; 404 for words that no drawing knows."""
    colours = [request.args.get(part, "") for part in ("base", "stitch")]
    if not all(map(COLOUR.fullmatch, colours)):
        abort(404)
    try:
        return _sent(_seats(CabinLook(name, *(f"#{colour}" for colour in colours))))
    except UnknownFabric:
        abort(404)


def _sent(picture: Picture) -> Response:
    packed = request.accept_encodings["gzip"] > 0
    response = Response(picture.packed if packed else picture.plain, mimetype="image/svg+xml")
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOREVER
    return response


@pages.get("/pictures/shared/<name>.png")
@limiter.limit("30/minute")  # to make one takes seconds
def shared(name: str) -> Response:
    """Draw a car on its stage, in the size that shared links show; 404 as for `car`."""
    look = _asked(name)
    try:
        svg = _picture(look, "front").plain.decode()
    except (KeyError, PaintError):
        abort(404)
    response = Response(png(staged(svg), SHARED_WIDTH))
    response.mimetype = "image/png"
    response.headers |= {"Cache-Control": FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    return response


def _asked(name: str) -> CarLook:
    asked = request.args
    words = (name, asked.get("finish", "solid"), asked.get("wheel", ""))
    paint, roof = asked.get("paint", ""), asked.get("roof")
    colours = (paint, roof) if roof else (paint,)
    if not all(map(WORD.fullmatch, words)) or not all(map(COLOUR.fullmatch, colours)):
        abort(404)
    return CarLook(
        drawing=name,
        paint=f"#{paint}",
        finish=words[1],
        wheel=words[2],
        roof=f"#{roof}" if roof else None,
    )
