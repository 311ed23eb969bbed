"""The words for papers that customers and dealers read alike."""

from collections.abc import Mapping

from store.lazy import _l


STATES: Mapping[str, tuple[str, str]] = {
    "missing": ("standard", _l("to send")),
    "received": ("warn", _l("with your dealer")),
    "accepted": ("ok", _l("in order")),
    "refused": ("bad", _l("to send again")),
}
"""State -> look of its badge and words, for the customer."""
REASONS: Mapping[str, str] = {
    "unreadable": _l("It cannot be read well enough."),
    "incomplete": _l("A side or a page is missing."),
    "expired": _l("It is no longer valid, or too old."),
    "wrong_paper": _l("It is another paper than the one asked for."),
    "wrong_name": _l("The name is not the buyer’s."),
}
PROBLEMS: Mapping[str, str] = {
    "empty": _l("Choose a photo or a file first."),
    "too_large": _l("This file is over 10 MB. Take the photo anew, or send a smaller file."),
    "unknown": _l("Send a photo (JPEG, HEIC, PNG, WebP) or a PDF."),
    "unreadable": _l("This file cannot be opened. Take a new photo of the paper."),
    "locked": _l("This PDF has a password. Send it without one, or a photo."),
    "too_many_pages": _l("This PDF has more than ten pages. Send only those that are asked for."),
    "too_many_pixels": _l("This picture is too large. Take a photo with a lower resolution."),
    "too_many_files": _l("Four files are enough. Delete them first, to send others."),
    "busy": _l("Many papers arrive at this moment. Try again in a minute."),
}
