"""Drawings of cars, at addresses that say everything about them."""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from flask import Blueprint, Response, abort, request, url_for

from store import drawing
from store.drawing import PaintError, png, side_svg, staged
from store.extensions import limiter
from store.journeys.look import CarLook


SHARED_WIDTH = 1200
FOREVER = "public, max-age=31536000, immutable"
WORD = re.compile(r"[a-z0-9-]{1,40}")
COLOUR = re.compile(r"[0-9a-f]{6}")
pages = Blueprint("pictures", __name__)


@lru_cache(maxsize=1)
def hand() -> str:
    """Return a short name for the way cars are drawn: it changes when the drawing does."""
    sources = sorted(
        path
        for path in Path(drawing.__file__).parent.rglob("*.*")
        if "__pycache__" not in path.parts
    )
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:8]


def picture_of(look: CarLook) -> str:
    """Return the address of a car's picture."""
    return url_for(
        "pictures.car",
        name=look.drawing,
        paint=look.paint.removeprefix("#"),
        finish=look.finish,
        wheel=look.wheel,
        roof=look.roof.removeprefix("#") if look.roof else None,
        v=hand(),
    )


def shared_picture_of(look: CarLook) -> str:
    """Return the whole address of a car's picture for those who show a link to it."""
    where = picture_of(look).replace("/pictures/car/", "/pictures/shared/").replace(".svg", ".png")
    return urljoin(request.host_url, where)


@dataclass(frozen=True)
class Picture:
    """One drawing as it is sent, plain and compressed."""

    plain: bytes
    packed: bytes


@lru_cache(maxsize=512)
def _picture(look: CarLook) -> Picture:
    svg = side_svg(look.drawing, look.paint, look.finish, look.wheel, look.roof).encode()
    return Picture(svg, gzip.compress(svg, 6, mtime=0))


@pages.get("/pictures/car/<name>.svg")
@limiter.exempt
def car(name: str) -> Response:
    """Draw a car; 404 for words that no drawing knows."""
    try:
        picture = _picture(_asked(name))
    except (KeyError, PaintError):  # an unknown car, wheel or tone, or a colour that is none
        abort(404)
    packed = request.accept_encodings["gzip"] > 0
    response = Response(picture.packed if packed else picture.plain, mimetype="image/svg+xml")
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOREVER
    return response


@pages.get("/pictures/shared/<name>.png")
@limiter.exempt
def shared(name: str) -> Response:
    """Draw a car on its stage, in the size that shared links show; 404 as for `car`."""
    look = _asked(name)
    try:
        svg = side_svg(look.drawing, look.paint, look.finish, look.wheel, look.roof)
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
