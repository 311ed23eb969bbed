"""The steps of a journey, walked through as a browser without scripts would."""

from flask.testing import FlaskClient

from tests.store.shop.walking import Walker, a_journey, complete, hidden


def test_a_whole_journey_leads_to_the_signature(client: FlaskClient):
    walker = Walker(client, a_journey())
    assert walker.get().location.endswith("/where")
    complete(walker)
    review = walker.get("review")
    assert review.status_code == 200, review.get_data(as_text=True)[:2000]
    order = walker.post("orders", {"seen": hidden(review)["seen"]})
    assert order.status_code == 303, order.get_data(as_text=True)[:3000]
    assert order.location.endswith("/signature")
