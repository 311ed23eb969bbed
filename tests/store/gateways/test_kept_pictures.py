"""Pictures are painted once, beside the store, and kept on disk within bounds."""

import os
from dataclasses import replace
from pathlib import Path
from threading import Semaphore, Thread

import pytest

from store.drawing import PictureSpec, painted
from store.drawing.raster import RasterError
from store.gateways.kept_pictures import PictureFolder
from store.gateways.press import EASEL, paint_picture
from store.gateways.turns import QueueFull, Turns


SPEC = PictureSpec(drawing="208", view="side", paint="#1d5fc4", finish="metallic", wheel="star5")
SMALL = replace(SPEC, form="png", width=40)
PATIENCE_SECONDS = 30


class Painter:
    """Paints nothing but what it was asked for, and counts."""

    def __init__(self, content: bytes = b"<svg></svg>") -> None:
        self.content = content
        self.asked: list[PictureSpec] = []

    def __call__(self, spec: PictureSpec) -> bytes:
        self.asked.append(spec)
        return self.content


def test_the_painting_process_paints_what_is_painted_without_it():
    for spec in (SPEC, SMALL):
        assert paint_picture(spec) == painted(spec)
    assert EASEL.pid != os.getpid()
    with pytest.raises(RasterError, match=r"(?s)nope"):
        paint_picture(replace(SPEC, drawing="nope"))
    assert paint_picture(SMALL).startswith(b"\x89PNG")


def test_the_same_picture_is_read_from_disk_by_whoever_asks_next(tmp_path: Path):
    painter = Painter()
    for _process in range(2):
        folder = PictureFolder(tmp_path / "pictures", paint=painter)
        assert folder.picture(SPEC) == folder.picture(SPEC) == painter.content
    assert painter.asked == [SPEC]
    folder.picture(replace(SPEC, wheel="y5"))
    assert len(painter.asked) == 2


def test_a_full_queue_refuses_what_must_be_painted_not_what_is_there(tmp_path: Path):
    folder, turns = PictureFolder(tmp_path, paint=Painter()), Turns(at_once=1, waiting=0)
    folder.picture(SPEC, turns)
    with turns.turn():
        assert folder.picture(SPEC, turns)
        with pytest.raises(QueueFull):
            folder.picture(SMALL, turns)
    assert folder.picture(SMALL, turns)


def test_a_file_left_half_written_is_painted_again(tmp_path: Path):
    painter = Painter()
    folder = PictureFolder(tmp_path, paint=painter)
    folder.picture(SPEC)
    (file,) = tmp_path.iterdir()
    for damage in (b"", b"<svg>"):
        file.write_bytes(damage)
        assert folder.picture(SPEC) == painter.content
    assert len(painter.asked) == 3


def test_the_folder_keeps_within_its_bounds_and_forgets_the_longest_unasked(tmp_path: Path):
    painter = Painter(b" " * 94 + b"</svg>")
    folder = PictureFolder(tmp_path, most_bytes=300, paint=painter)
    specs = [replace(SPEC, wheel=str(number)) for number in range(4)]
    for age, spec in enumerate(specs[:3]):
        there = set(tmp_path.iterdir())
        folder.picture(spec)
        (new,) = set(tmp_path.iterdir()) - there
        os.utime(new, (age, age))
    folder.picture(specs[0])
    folder.picture(specs[3])
    assert len(list(tmp_path.iterdir())) == 3
    painter.asked.clear()
    folder.picture(specs[0])
    folder.picture(specs[3])
    assert painter.asked == []


def test_a_crowd_that_wants_the_same_picture_waits_for_one_painter_and_takes_one_turn(
    tmp_path: Path,
):
    asking, painter, seen = Semaphore(0), Painter(), list[bytes]()

    def paint(spec: PictureSpec) -> bytes:
        for _other in range(7):
            asking.acquire(timeout=PATIENCE_SECONDS)
        return painter(spec)

    folder, turns = PictureFolder(tmp_path, paint=paint), Turns(at_once=1, waiting=0)

    def ask() -> None:
        asking.release()
        seen.append(folder.picture(SPEC, turns))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert painter.asked == [SPEC]
    assert seen == [painter.content] * 8
