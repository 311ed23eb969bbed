"""Every template compiles, whether a test opens its page or not."""

from flask import Flask


def test_every_template_compiles(app: Flask) -> None:
    names = app.jinja_env.list_templates()
    assert names
    for found in names:
        app.jinja_env.get_template(found)
