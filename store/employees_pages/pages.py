"""The blueprint of the employees' pages."""

from flask import Blueprint


pages = Blueprint("employees", __name__)
