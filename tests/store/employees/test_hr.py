"""Importing the HR file: what is kept, what changes, who has gone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from store.employees.entitlement import entitled
from store.employees.hr import import_hr_file
from store.employees.hr_file import HrFileError
from store.extensions import db
from store.models import Employee, HrImport
from tests.situations import MOMENT
from tests.store.employees.test_hr_file import ANNE, PAUL, a_file


pytestmark = pytest.mark.usefixtures("app")
LATER = MOMENT + timedelta(hours=1)
TODAY = date(2026, 11, 24)


def test_a_new_file_says_who_came_changed_and_went():
    first = import_hr_file(a_file(PAUL | ANNE), None, LATER)
    assert (first.added, first.changed, first.rows) == (2, 0, 2)
    assert first.gone == 19  # everyone of the demonstration
    again = import_hr_file(
        a_file(PAUL | {"last_name": "Delmas-Roy"}), None, LATER + timedelta(hours=1)
    )
    assert (again.added, again.changed, again.gone) == (0, 1, 1)


def test_a_wrong_file_changes_nothing():
    before = db.session.scalar(select(func.count(Employee.id)))
    with pytest.raises(HrFileError):
        import_hr_file(a_file(PAUL, PAUL), None, LATER)
    assert db.session.scalar(select(func.count(Employee.id))) == before
    assert db.session.scalar(select(func.count(HrImport.id))) == 1


def test_who_has_gone_is_entitled_no_more_but_stays_known():
    assert entitled("jacques.ferrand@employees.example", TODAY)
    import_hr_file(a_file(PAUL), None, LATER)
    assert entitled("jacques.ferrand@employees.example", TODAY) is None
    assert entitled("paul.delmas@employees.example", TODAY) is None
    kept = db.session.scalars(select(Employee).where(Employee.number == "E10001")).one()
    assert kept.left_on == TODAY


def test_who_comes_back_is_entitled_again():
    import_hr_file(a_file(PAUL), None, LATER)
    import_hr_file(a_file(PAUL | {"employee_number": "E2"}), None, LATER + timedelta(hours=1))
    import_hr_file(a_file(PAUL), None, LATER + timedelta(hours=2))
    found = entitled(PAUL["email"], TODAY)
    assert found is not None
    assert found.number == "E1"


def test_two_staff_members_may_import_at_the_same_instant(app: Flask):
    numbers = [{"employee_number": f"N{n}", "email": f"n{n}@e.example"} for n in range(40)]
    file = a_file(*(PAUL | one for one in numbers))
    db.session.remove()

    def take_over(_member: int) -> int:
        with app.app_context():
            return import_hr_file(file, None, LATER).added

    with ThreadPoolExecutor(4) as members:
        added = sorted(members.map(take_over, range(4)))
    assert added == [0, 0, 0, 40]
