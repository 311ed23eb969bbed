"""A test drive is asked for once, answered by its dealer alone, and forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store import clock
from store.accounts.erase import erase
from store.accounts.portrait import portrait
from store.extensions import db, transaction
from store.markets import market
from store.models import DriveRequest
from store.orders.queue import deliver_all
from store.orders.refusals import DealerUnfit, NotFound
from store.test_drives.answer import Said, answer_drive, reply
from store.test_drives.ask import ask
from store.test_drives.forget import purge_drives_due
from store.test_drives.letters import id_of, token_of
from store.test_drives.lifecycle import NEXT, Act, Stage
from store.test_drives.moments import days, parts
from store.test_drives.refusals import DriveClosed, NoSuchMoment
from tests.people import CHARLIE, person
from tests.situations import dealers
from tests.store.test_drives.drives import TUESDAY, a_drive, a_wish, letters


def drives() -> list[DriveRequest]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(DriveRequest)))


def test_the_table_reaches_every_stage_and_uses_every_act():
    reached = {Stage.ASKED}
    while more := {to for (at, _act), to in NEXT.items() if at in reached} - reached:
        reached |= more
    assert reached == set(Stage)
    assert {act for _at, act in NEXT} == set(Act)


def test_no_sunday_no_public_holiday_and_not_today():
    opening, today = market("FR").opening(), date(2026, 12, 20)
    offered = days(opening, today)
    assert today not in offered
    assert date(2026, 12, 25) not in offered
    assert date(2027, 1, 1) not in offered
    assert all(day.weekday() != 6 for day in offered)
    assert date(2026, 12, 24) in offered
    assert parts(opening, TUESDAY) == ("morning", "afternoon")
    assert parts(opening, date(2026, 12, 25)) == ()


@pytest.mark.usefixtures("app")
def test_one_request_writes_to_both_and_twice_is_once():
    first, second = a_drive(), a_drive()
    assert first.id == second.id
    assert letters() == [
        ("dealer_test_drive", dealers()[0].email),
        ("test_drive", CHARLIE),
    ]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 29), date(2027, 3, 1)])
def test_nobody_is_there_today_on_a_sunday_or_far_away(day: date):
    with pytest.raises(NoSuchMoment):
        ask(replace(a_wish(), day=day), clock.now())
    assert drives() == []


@pytest.mark.usefixtures("app")
def test_a_dealer_of_another_brand_or_closed_is_not_asked():
    with pytest.raises(DealerUnfit):
        ask(a_wish(dealers("ds")[0]), clock.now())
    closed = dealers()[0]
    with transaction():
        closed.closed_at = clock.now()
    with pytest.raises(DealerUnfit):
        ask(a_wish(closed), clock.now())


@pytest.mark.usefixtures("app")
def test_another_moment_is_proposed_agreed_to_and_cancelled():
    row, at = a_drive(), clock.now()
    later = Said(act=Act.PROPOSE, words="Voiture prise", day=date(2026, 12, 2), part="afternoon")
    with pytest.raises(NotFound):
        answer_drive(row.id, dealers()[1].id, later, at)
    with pytest.raises(NoSuchMoment):
        answer_drive(row.id, row.dealer_id, replace(later, day=date(2026, 12, 6)), at)
    for _ in range(2):
        answer_drive(row.id, row.dealer_id, later, at)
    with pytest.raises(DriveClosed):
        answer_drive(row.id, row.dealer_id, Said(act=Act.ACCEPT), at)
    for act, stage in ((Act.AGREE, "agreed"), (Act.CANCEL, "cancelled")):
        for _ in range(2):
            reply(row.id, act, clock.now() + timedelta(minutes=stage == "cancelled"))
        (found,) = drives()
        assert (found.stage, found.day, found.part) == (stage, date(2026, 12, 2), "afternoon")
    assert [name for name, _to in letters()].count("test_drive_answer") == 1
    assert [name for name, _to in letters()].count("dealer_test_drive_reply") == 2
    with pytest.raises(DriveClosed):
        answer_drive(row.id, row.dealer_id, later, at)
    deliver_all()


@pytest.mark.usefixtures("app")
def test_its_link_cannot_be_guessed():
    row = a_drive()
    token = token_of(row)
    assert id_of(token) == row.id
    assert id_of(row.id) is None
    said, _dot, seal = token.rpartition(".")
    assert id_of(f"{said}.{seal[1:]}{seal[0]}") is None


@pytest.mark.usefixtures("app")
def test_it_is_taken_away_and_forgotten_with_the_person_and_with_time():
    a_drive()
    kept = a_drive(email="ada@example.org")
    who = person(CHARLIE)
    said = portrait(who, clock.now())["test_drives"]
    assert [(one["model"], one["phone"]) for one in said] == [("Peugeot 408", "+33639100002")]
    erase(who.id, clock.now())
    assert [one.id for one in drives()] == [kept.id]
    assert purge_drives_due(TUESDAY + timedelta(days=90)) == 0
    assert purge_drives_due(TUESDAY + timedelta(days=91)) == 1
