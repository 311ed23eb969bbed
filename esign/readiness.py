"""Whether it is the turn of a role to sign a document, at this moment."""

from datetime import datetime, timedelta

from pyhanko.pdf_utils.reader import PdfFileReader

from esign.document import refuse_changed
from esign.errors import ClockError, FieldError, SigningOrderError
from esign.fields import roles_of
from esign.roles import SIGNING_ORDER, Role
from esign.seals import stamped_at


CLOCKS_DIFFER = timedelta(minutes=5)


def refuse_unprepared(reader: PdfFileReader, role: Role) -> None:
    """Look whether a role may sign now.

    Raises:
        FieldError: There is no field for this role.
        SigningOrderError: The role has signed, or somebody before it has not.
        DocumentError: Changed since the last signature.
    """
    signed = roles_of(reader)
    if role not in signed:
        raise FieldError(f"field {role}", "the document has no place for this signature")
    if signed[role]:
        raise SigningOrderError(f"field {role}", "it is signed already")
    position = SIGNING_ORDER.index(role)
    for earlier in SIGNING_ORDER[:position]:
        if not signed.get(earlier, True):
            raise SigningOrderError(f"field {role}", f"{earlier} has to sign first")
    refuse_changed(reader)


def refuse_earlier(reader: PdfFileReader, at: datetime) -> None:
    """Look whether the clock stands after the last signature.

    The clocks of two machines may differ a little; one that was moved back differs more.

    Raises:
        ClockError: It was moved back.
    """
    if not reader.embedded_signatures:
        return
    last = stamped_at(reader.embedded_signatures[-1])
    if last is not None and at < last - CLOCKS_DIFFER:
        raise ClockError("clock", f"the last signature is of {last.isoformat()}")
