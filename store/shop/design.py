"""The check page of the components, for those who build the store."""

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from store.assets.design import design_form, design_sample
from store.journeys.look import CarLook
from store.shop.pages import shop
from store.shop.picture_addresses import picture_of


LOOK = CarLook(drawing="208", paint="#1d5fc4", finish="metallic", wheel="star5")


@shop.get("/design")
def design() -> ResponseReturnValue:
    """Show every component in its states; not in production."""
    if current_app.extensions["settings"].production:
        abort(404)
    return render_template(
        "components/design.html", demo=design_sample(), form=design_form(), car=picture_of(LOOK)
    )
