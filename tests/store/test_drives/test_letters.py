"""The letters of a test drive reach their readers, in their language."""

import pytest

from store import clock
from store.gateways.registry import gateways
from store.orders.queue import deliver_all
from store.test_drives.answer import Said, answer_drive, reply
from store.test_drives.lifecycle import Act
from tests.people import CHARLIE
from tests.situations import dealers
from tests.store.test_drives.drives import a_drive


def subjects_to(address: str) -> list[str]:
    deliver_all()
    return sorted(one.subject for one in gateways().mail.letters() if one.to == address)


@pytest.mark.usefixtures("app")
def test_request_answer_and_reply_are_all_delivered():
    drive = a_drive()
    answer_drive(drive.id, drive.dealer_id, Said(act=Act.ACCEPT), clock.now())
    reply(drive.id, Act.CANCEL, clock.now())
    assert len(subjects_to(CHARLIE)) == 2
    assert len(subjects_to(dealers()[0].email)) == 2
