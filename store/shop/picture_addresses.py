"""Where the drawings of cars are: addresses that say everything about them."""

from urllib.parse import urljoin

from flask import request, url_for

from store.drawing import views
from store.gateways.kept_pictures import hand
from store.journeys.look import CabinLook, CarLook


GONE = {
    "peugeot": CarLook("408", "#a5172a", "pearl", "y5", "#16181b"),
    "citroen": CarLook("c3", "#eceef0", "solid", "aero", "#a5172a"),
    "ds": CarLook("ds4", "#1f3f70", "pearl", "turbine"),
}


def picture_of(look: CarLook, view: str = "side") -> str:
    """Return the address of a car's picture from the side, or from a view of `views_of`."""
    return url_for(
        "pictures.car",
        name=look.drawing,
        paint=look.paint.removeprefix("#"),
        finish=look.finish,
        wheel=look.wheel,
        roof=look.roof.removeprefix("#") if look.roof else None,
        view=None if view == "side" else view,
        v=hand(),
    )


def cabin_picture_of(look: CabinLook) -> str:
    """Return the address of a picture of a car's seats."""
    base, stitch = look.base.removeprefix("#"), look.stitch.removeprefix("#")
    return url_for("pictures.cabin", name=look.fabric, base=base, stitch=stitch, v=hand())


def lost_picture(brand: str) -> str:
    """Return the address of a brand's car seen from behind, for pages that lead nowhere."""
    return picture_of(GONE.get(brand, GONE["peugeot"]), "rear")


def views_of(look: CarLook) -> tuple[str, ...]:
    """Return the views that a car is drawn in, the side first."""
    return views(look.drawing)


def shared_picture_of(look: CarLook) -> str:
    """Return the whole address of a car's picture for those who show a link to it."""
    where = picture_of(look).replace("/pictures/car/", "/pictures/shared/").replace(".svg", ".png")
    return urljoin(request.host_url, where)
