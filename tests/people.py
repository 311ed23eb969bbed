"""Who visits the store in tests.

Claire buys, Grenelle and Versailles sell, Nora and Marc are staff, Charlie is a stranger with an
account of his own.
"""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from store.demo.load import PASSWORD


CLAIRE = "claire.morel@example.fr"
CHARLIE = "hugo.lambert@example.fr"
NORA = "nora.petit@staff.example"
MARC = "marc.dubois@staff.example"
GRENELLE = "peugeot-paris-grenelle@dealers.example"
VERSAILLES = "peugeot-versailles-clagny@dealers.example"


def sign_in_as(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    """Sign a person of the demonstration in, as the page does."""
    return client.post("/sign-in", data={"email": email, "password": password})
