"""Keeping a process: it is started again when it ends, and ended with the store."""

import socket
import sys
from pathlib import Path

from store.serve import Kept


PATIENCE = 30  # seconds that no test waits but one that fails
LIVES = """
import os, socket, sys
door = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
door.sendall(f"{os.getpid()}\\n".encode())
door.recv(1)
os.kill(os.getpid(), 9)
"""


def test_a_process_that_is_killed_is_started_again_until_the_store_ends(tmp_path: Path):
    program = tmp_path / "lives.py"
    program.write_text(LIVES)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(PATIENCE)
        kept = Kept((sys.executable, str(program), str(listening.getsockname()[1])))
        kept.start()
        pids = []
        for _ in range(2):
            door, _address = listening.accept()
            with door, door.makefile() as said:
                pids.append(int(said.readline()))
                door.sendall(b"x")
        door, _address = listening.accept()
        kept.stop()
        door.close()
    assert len(set(pids)) == 2
    assert kept.process is not None
    assert kept.process.returncode is not None, "the third ended with the store"
