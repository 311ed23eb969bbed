"""What the store is compared with: bare Flask, one query, one Jinja page, on the same server."""

import sqlite3

from flask import Flask, render_template_string


PAGE = """<!doctype html><html lang="en"><head><title>Dealers</title></head><body><h1>Dealers</h1>
<ul>{% for name, town in rows %}<li>{{ name }}, {{ town }}</li>{% endfor %}</ul></body></html>"""


def create_bare(database: str) -> Flask:
    """Return an application with one page that lists twenty dealers."""
    app = Flask("bare")

    @app.get("/")
    def dealers() -> str:
        with sqlite3.connect(database) as connection:
            rows = connection.execute("SELECT name, commune FROM dealers LIMIT 20").fetchall()
        return render_template_string(PAGE, rows=rows)

    return app
