"""Drawings of cars, at addresses that say everything about them."""

import gzip
import re
from dataclasses import asdict, dataclass
from functools import lru_cache

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from store.catalogue.shelf import catalogue_of, every_hash
from store.drawing import PictureSpec, seats, side_svg, views
from store.errors import LOST, show
from store.extensions import limiter
from store.gateways.kept_pictures import kept_picture
from store.gateways.turns import SHARED, VIEWS
from store.journeys.look import CabinLook, CarLook, Palette, palette
from store.memory import remembered
from store.shop.design import LOOK
from store.shop.picture_addresses import GONE


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


class NotSold(LookupError):
    """No price list has a car or seats of this look."""


@remembered(size=1024, depends="a price list, which its hash stands for")
def _palette(hash_: str) -> Palette:
    return palette(catalogue_of(hash_))


def _refuse_unsold(look: CarLook | CabinLook) -> None:
    """Refuse what no price list, in force or before, has: pictures of any colour have no end."""
    known = (_palette(hash_) for hash_ in every_hash())
    if isinstance(look, CabinLook):
        sold = any(look in words.cabins for words in known)
    else:
        sold = look in {*GONE.values(), LOOK} or any(words.has(look) for words in known)
    if not sold:
        raise NotSold(look)


@lru_cache(maxsize=512)
def _picture(look: CarLook, view: str) -> Picture:
    _refuse_unsold(look)
    if view == "side":
        svg = side_svg(look.drawing, look.paint, look.finish, look.wheel, look.roof).encode()
    else:
        svg = kept_picture(PictureSpec(**asdict(look), view=view), VIEWS)
    return Picture(svg, gzip.compress(svg, 9, mtime=0))


@lru_cache(maxsize=64)
def _seats(look: CabinLook) -> Picture:
    _refuse_unsold(look)
    svg = seats(look.fabric, look.base, look.stitch).encode()
    return Picture(svg, gzip.compress(svg, 9, mtime=0))


@pages.errorhandler(NotSold)
def _not_sold(_error: NotSold) -> ResponseReturnValue:
    return show(LOST)


@pages.get("/pictures/car/<name>.svg")
@limiter.exempt
def car(name: str) -> Response:
    """Draw a car; 404 for words that no price list has."""
    look, view = _asked(name), request.args.get("view", "side")
    if view not in views(name):
        abort(404)
    return _sent(_picture(look, view))


@pages.get("/pictures/seats/<name>.svg")
@limiter.exempt
def cabin(name: str) -> Response:
    """Draw a car's seats; 404 for words that no price list has."""
    colours = [request.args.get(part, "") for part in ("base", "stitch")]
    if not all(map(COLOUR.fullmatch, colours)):
        abort(404)
    return _sent(_seats(CabinLook(name, *(f"#{colour}" for colour in colours))))


def _sent(picture: Picture) -> Response:
    packed = request.accept_encodings["gzip"] > 0
    response = Response(picture.packed if packed else picture.plain, mimetype="image/svg+xml")
    if packed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOREVER
    return response


@pages.get("/pictures/shared/<name>.png")
@limiter.limit("30/minute")  # to make one takes seconds, of another process
def shared(name: str) -> Response:
    """Draw a car on its stage, in the size that shared links show; 404 as for `car`."""
    look = _asked(name)
    _refuse_unsold(look)
    spec = PictureSpec(**asdict(look), view="front", form="stage", width=SHARED_WIDTH)
    response = Response(kept_picture(spec, SHARED))
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
