"""The blueprint of the shop window, and the brand that an address names."""

from flask import Blueprint
from werkzeug.routing import BaseConverter, Map

from store.catalogue.brands import BRANDS


class BrandConverter(BaseConverter):
    """The key of a brand of this installation, as it is when the application is made."""

    def __init__(self, map: Map) -> None:  # noqa: A002  werkzeug's own name
        super().__init__(map)
        self.regex = f"(?:{'|'.join(BRANDS)})"


MARKET = "FR"
BRAND = "/<brand:brand>"
shop = Blueprint("shop", __name__)
