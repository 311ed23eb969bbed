"""The customer's pages."""

from functools import partial

from flask import Flask

from store.catalogue.brands import BRANDS
from store.extensions import db
from store.journeys.pricing import STOCK_WEEKS
from store.locale import LANGUAGES
from store.shop import (
    compare,
    context,
    design,
    drives,
    found,
    guide,
    home,
    legal,
    model,
    range as range_page,
    shared,
    stock,
)
from store.shop.configure import pages as configure
from store.shop.journey import pages as journey
from store.shop.legal_example import legal_example
from store.shop.order import pages as order
from store.shop.pages import BrandConverter, shop
from store.shop.papers import pages as papers
from store.shop.picture_addresses import (
    cabin_picture_of,
    lost_picture,
    picture_of,
    shared_picture_of,
    views_of,
)
from store.shop.pictures import pages as pictures
from store.shop.sources import source_words
from store.shop.wording import (
    BODY_WORDS,
    ENERGY_WORDS,
    GEARBOX_WORDS,
    full_name,
    horsepower,
    instalments,
    product_words,
    town,
)


__all__ = [
    "compare",
    "context",
    "design",
    "drives",
    "found",
    "guide",
    "home",
    "init_app",
    "legal",
    "model",
    "range_page",
    "shared",
    "stock",
]
BLUEPRINTS = (shop, pictures, configure, journey, order, papers)
WORDS = {
    "energy_words": ENERGY_WORDS,
    "body_words": BODY_WORDS,
    "gearbox_words": GEARBOX_WORDS,
    "product_words": product_words,
    "full_name": full_name,
    "stock_weeks": STOCK_WEEKS,
}


def init_app(app: Flask) -> None:
    """Register the pages, what every page shows, and the address of a car's picture."""
    app.extensions["warm"] = partial(warm, app)
    app.url_map.converters["brand"] = BrandConverter
    app.context_processor(context.frame)
    app.add_template_global(picture_of)
    app.add_template_global(shared_picture_of)
    app.add_template_global(views_of)
    app.add_template_global(lost_picture)
    app.add_template_global(cabin_picture_of)
    app.add_template_global(compare.key_of, "car_key")
    app.add_template_global(found.here, "own_address")
    app.add_template_global(found.languages, "in_languages")
    app.jinja_env.globals.update(WORDS)
    app.add_template_filter(horsepower)
    app.add_template_filter(town)
    app.add_template_filter(source_words)
    app.add_template_filter(legal_example)
    app.add_template_filter(instalments)
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)


def warm(app: Flask) -> None:
    """Open the first pages in every language, and let the database go.

    The window is opened once before anybody comes: what is dear to make is in memory, for all.
    Done before the web processes are forked, which then share what was made. A page that answers
    with an error is its visitors' error too, and is logged; it does not keep the store closed.
    """
    pages = ("/", "/guide", *(f"/{brand}/" for brand in BRANDS))
    for language in LANGUAGES:
        client = app.test_client()
        for page in pages:
            client.get(page, query_string={"lang": language})
    with app.app_context():
        db.engine.dispose()
