"""The blueprint of the shop window, and the brand that an address names."""

from flask import Blueprint

from store.catalogue.brands import BRANDS


MARKET = "FR"
BRAND = f"/<any({','.join(BRANDS)}):brand>"
shop = Blueprint("shop", __name__)
