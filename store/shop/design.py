"""The check page of the components, for those who build the store."""

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from store.assets.design import design_form, design_sample, state_form
from store.assets.design_states import SCHEMES
from store.catalogue.brands import BRANDS
from store.journeys.look import CarLook
from store.shop.pages import shop
from store.shop.picture_addresses import picture_of


LOOK = CarLook(drawing="208", paint="#1d5fc4", finish="metallic", wheel="star5")


@shop.get("/design")
def design() -> ResponseReturnValue:
    """Show every component in its states, in a skin and a light; not in production."""
    if current_app.extensions["settings"].production:
        abort(404)
    asked = request.args
    dress = {"brand": BRANDS[asked["skin"]]} if asked.get("skin") in BRANDS else {}
    light = {"scheme": asked["light"]} if asked.get("light") in SCHEMES else {}
    return render_template(
        "components/design.html",
        demo=design_sample(),
        form=design_form(),
        states=state_form(),
        car=picture_of(LOOK),
        skins=BRANDS,
        lights=SCHEMES,
        **dress,
        **light,
    )
