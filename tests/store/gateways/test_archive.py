import errno
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.gateways.archive import (
    ArchiveConflictError,
    ArchiveError,
    ArchiveFullError,
    ArchiveMissingError,
    FolderArchive,
)


def test_a_file_comes_back_as_it_was_put(tmp_path: Path):
    archive = FolderArchive(tmp_path / "archive")
    digest = archive.put("orders/v-26-0001/signed.pdf", b"content")
    assert digest == hashlib.sha256(b"content").hexdigest()
    assert archive.get("orders/v-26-0001/signed.pdf") == b"content"
    assert archive.exists("orders/v-26-0001/signed.pdf")


def test_the_same_content_may_be_put_again(tmp_path: Path):
    archive = FolderArchive(tmp_path)
    assert archive.put("a.pdf", b"one") == archive.put("a.pdf", b"one")


def test_other_content_never_replaces_what_is_kept(tmp_path: Path):
    archive = FolderArchive(tmp_path)
    archive.put("a.pdf", b"one")
    with pytest.raises(ArchiveConflictError, match=r"a\.pdf"):
        archive.put("a.pdf", b"two")
    assert archive.get("a.pdf") == b"one"


def test_of_many_writers_of_one_name_exactly_one_wins(tmp_path: Path):
    archive = FolderArchive(tmp_path)

    def write(number: int) -> bool:
        try:
            archive.put("a.pdf", bytes([number]))
        except ArchiveConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(write, range(24)))
    assert sum(won) == 1
    assert archive.get("a.pdf") == bytes([won.index(True)])


@pytest.mark.parametrize(
    "name", ["../a", "/etc/passwd", "a//b", "", "é.pdf", "a/../b", "a\n", ".a"]
)
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str):
    with pytest.raises(ArchiveError, match="not a name"):
        FolderArchive(tmp_path).put(name, b"x")


def test_a_missing_file_is_named(tmp_path: Path):
    archive = FolderArchive(tmp_path)
    assert not archive.exists("b.pdf")
    with pytest.raises(ArchiveMissingError, match=r"b\.pdf"):
        archive.get("b.pdf")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveFullError, match="No space left"):
        FolderArchive(tmp_path).put("a.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_root_that_is_a_file_is_a_typed_error(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ArchiveFullError):
        FolderArchive(tmp_path / "file").put("a.pdf", b"x")
