"""The dated tables of every market: which end, and what was added without a release."""

from flask import render_template
from sqlalchemy import select

from store import clock
from store.extensions import db
from store.journeys.endings import endings
from store.journeys.tables import tables
from store.models import LawImport
from store.security import staff_only
from store.staff.pages import pages


@pages.get("/tables", endpoint="tables")
@staff_only
def show_tables() -> str:
    """Show which tables have ended or end soon, and the imports, the newest first."""
    newest_first = select(LawImport).order_by(LawImport.number.desc())
    return render_template(
        "staff/tables.html",
        rows=endings(clock.today(), tables()),
        imports=db.session.scalars(newest_first).all(),
    )
