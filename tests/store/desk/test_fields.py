"""Fields that read what people type: what is only blanks was not filled in."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired

from store.desk.fields import DayField, EurosField, PercentField, WholeField


pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # forms alone


class Required(Form):
    day = DayField(validators=[InputRequired()])
    whole = WholeField(validators=[InputRequired()])
    euros = EurosField(validators=[InputRequired()])
    percent = PercentField(validators=[InputRequired()])


@pytest.mark.parametrize("typed", ["", "  ", "\t", " \t\u00a0\u3000"])
def test_blanks_are_nothing_for_every_field_that_is_required(app: Flask, typed: str):
    with app.test_request_context():
        names = list(Required()._fields)
        form = Required(MultiDict(dict.fromkeys(names, typed)))
        assert not form.validate()
        assert set(form.errors) == set(names)
