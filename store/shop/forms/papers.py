"""The form of one paper: one file, and nothing about it is believed."""

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from store.lazy import _l


class PaperForm(FlaskForm):
    """One file of one paper. It is shown only; what is sent is read by `sent_bytes`."""

    file = FileField(_l("A photo or a PDF"))

    def __init__(self, kind: str) -> None:
        """Name the fields after the paper, so that many forms share a page."""
        super().__init__(formdata=None, prefix=kind)


def sent_bytes(kind: str, most: int) -> bytes:
    """Return what was sent for a paper, at most so many bytes; none where nothing was chosen."""
    found = request.files.get(f"{kind}-file")
    return found.read(most) if found else b""
