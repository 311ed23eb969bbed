import os
import select
import signal
import subprocess
import sys

import pytest

from store.gateways import press
from store.gateways.pdf import PdfError, render_purchase_order
from store.gateways.press import Press
from tests.store.gateways.purchase_orders import a_purchase_order


ORDER = a_purchase_order()
PATIENCE_SECONDS = 30
PRINTS = """
import os, sys
from store.gateways.press import PRESS
PRESS.ask("typeface")
print(PRESS.pid, flush=True)
os.kill(os.getpid(), 9)
"""
FORKS = """
import os
from store.gateways.press import PRESS
PRESS.ask("typeface")
first = PRESS.pid
if os.fork() == 0:
    PRESS.ask("typeface")
    print(PRESS.pid != first, flush=True)
else:
    os.wait()
    PRESS.ask("typeface")
    print(PRESS.pid == first, flush=True)
"""


def test_the_press_prints_what_is_printed_without_it():
    assert press.print_order(ORDER) == render_purchase_order(ORDER)


def test_an_order_that_cannot_be_printed_says_why_and_the_next_one_is_printed():
    with pytest.raises(PdfError, match="no design for the brand 'fiat'"):
        press.print_order(a_purchase_order(brand="fiat"))
    assert press.print_order(ORDER).startswith(b"%PDF")


def test_a_page_that_breaks_says_where_in_the_code():
    with pytest.raises(PdfError, match=r"(?s)Traceback.*AttributeError"):
        press.PRESS.ask("order", "no order")


def test_in_the_place_of_a_press_that_was_killed_another_one_prints():
    one = Press()
    one.ask("typeface")
    first = one.pid
    os.kill(first or 0, signal.SIGKILL)
    assert one.ask("typeface")
    assert one.pid != first
    one.stop()


def test_a_press_is_renewed_before_its_memory_grows():
    one, pids = Press(renewed_after=2), []
    for _ in range(5):
        one.ask("typeface")
        pids.append(one.pid)
    one.stop()
    assert pids[1] is None
    assert pids[3] is None
    assert len({pids[0], pids[2], pids[4], None}) == len(pids) - 1


def test_the_press_of_a_killed_store_ends_by_itself():
    store = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, check=False)
    left = int(store.stdout)
    try:
        watched = os.pidfd_open(left)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([watched], [], [], PATIENCE_SECONDS)
    os.close(watched)
    assert ended


def test_a_forked_process_has_a_press_of_its_own():
    said = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, check=True)
    assert said.stdout.split() == [b"True", b"True"]
