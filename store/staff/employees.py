"""The HR file: imported whole or not at all, and the people in it."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from store import clock
from store.employees.entitlement import Standing, standings
from store.employees.hr import Imported, import_hr_file, last_import
from store.employees.hr_file import HrFileError
from store.employees.hr_line import COLUMNS
from store.extensions import db
from store.models import Employee
from store.security import staff_only
from store.staff.forms.uploads import UploadForm
from store.staff.pages import pages
from store.staff.who import own_account
from store.textfile import NotText
from store.typed_numbers import read_count


A_PAGE = 50
MOST_SIGNS = 60
MOST_BYTES = 10_000_000
Problems = list[tuple[int, str, str]]


@dataclass(frozen=True)
class Person:
    """Somebody of the HR file and what they may do today."""

    row: Employee
    standing: Standing


@pages.get("/employees")
@staff_only
def employees() -> ResponseReturnValue:
    """Show the people of the HR file with what is left of their quota."""
    return _page(UploadForm())


def _page(form: UploadForm, problems: Problems | None = None) -> str:
    words = request.args.get("words", "").strip()[:MOST_SIGNS]
    number = max(1, read_count(request.args.get("page"), 100_000, 1))
    people, count = _people(words, number)
    return render_template(
        "staff/employees.html",
        people=people,
        count=count,
        words=words,
        page=number,
        more=number * A_PAGE < count,
        page_address=lambda other: {"words": words, "page": other},
        batch=last_import(),
        columns=COLUMNS,
        form=form,
        problems=problems or [],
    )


def _people(words: str, page: int) -> tuple[list[Person], int]:
    looked = (Employee.number, Employee.last_name, Employee.first_name, Employee.email)
    found = [column.icontains(words, autoescape=True) for column in looked]
    wanted = or_(*found) if words else Employee.id.is_not(None)
    rows = db.session.scalars(
        select(Employee)
        .where(wanted)
        .order_by(Employee.number)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
    ).all()
    standing = standings(rows, clock.today())
    count = db.session.scalar(select(func.count(Employee.id)).where(wanted)) or 0
    return [Person(row, standing[row.id]) for row in rows], count


@pages.post("/employees/imports")
@staff_only
def import_people() -> ResponseReturnValue:
    """Take over an HR file, or say line by line why not."""
    form = UploadForm()
    if not form.validate():
        return _page(form), 422
    try:
        done = import_hr_file(form.text(MOST_BYTES), own_account().id, clock.now())
    except HrFileError as error:
        return _page(form, [(one.line, one.column, one.reason) for one in error.problems]), 422
    except NotText as error:
        return _page(form, [(error.line, "", error.reason)]), 422
    flash(_said(done), "ok")
    return redirect(url_for("staff.employees"), 303)


def _said(done: Imported) -> str:
    return _(
        "%(rows)s people: %(added)s new, %(changed)s changed, %(gone)s gone.",
        rows=done.rows,
        added=done.added,
        changed=done.changed,
        gone=done.gone,
    )
