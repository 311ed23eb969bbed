"""Law tables before the staff: what ends, and what was added."""

from datetime import UTC, datetime

from flask.testing import FlaskClient

from store import clock
from store.journeys.law_imports import import_law
from tests.conftest import MOMENT
from tests.people import CLAIRE, NORA, person, sign_in_as
from tests.store.markets.test_law_file import LAW


def test_staff_see_which_tables_end_and_what_was_added(client: FlaskClient):
    person(NORA, "staff")
    sign_in_as(client, NORA)
    import_law(LAW.encode(), "idf-2027.toml", MOMENT)
    text = client.get("/staff/tables?lang=en").get_data(as_text=True)
    assert "37 days left" in text
    assert "idf-2027.toml" in text
    assert "Claire Martin, legal" in text
    assert "regional:11" not in text
    assert "regional:84" in text
    assert "law tables have ended or end within 45 days" in client.get("/staff/orders").text
    with clock.stopped_at(datetime(2026, 11, 15, 9, tzinfo=UTC)):
        assert "45 days" not in client.get("/staff/orders").text


def test_a_stranger_and_a_customer_see_none_of_it(client: FlaskClient):
    assert client.get("/staff/tables").status_code in {302, 303, 403, 404}
    person(CLAIRE)
    sign_in_as(client, CLAIRE)
    assert client.get("/staff/tables").status_code in {403, 404}
