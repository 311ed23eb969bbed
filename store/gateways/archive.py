"""Where finished documents are kept: written whole or not at all, never overwritten."""

import contextlib
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Protocol


NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,80}(/[A-Za-z0-9][\w.-]{0,80}){0,4}", re.ASCII)


class ArchiveError(RuntimeError):
    """The archive cannot do what was asked. `name` says of which file, `reason` why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class ArchiveFullError(ArchiveError):
    """No space, no right or no disk; nothing was written and a later try may succeed."""


class ArchiveConflictError(ArchiveError):
    """Other content is kept under this name; an archived file is never changed."""


class ArchiveMissingError(ArchiveError):
    """There is no file of this name."""


class Archive(Protocol):
    """A store of immutable files."""

    def put(self, name: str, content: bytes) -> str:
        """Keep the content for good and return its SHA-256, hexadecimal."""

    def get(self, name: str) -> bytes:
        """Return the content."""

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def remove(self, name: str) -> None:
        """Forget a file that may be forgotten; none of this name is no error."""


class FolderArchive:
    """An archive in a folder of this machine.

    A file appears under its name only once all of its bytes are on the disk: temporary file,
    fsync, link to the name, fsync of the folder. A name once taken keeps its content.
    """

    def __init__(self, root: Path) -> None:
        """Keep files below `root`, which is made at the first `put`."""
        self.root = root

    def put(self, name: str, content: bytes) -> str:
        """Write the content under a new name; the same content again is welcome.

        Args:
            name: Parts of ASCII letters, digits, dots, dashes, underscores, separated by slashes.
            content: The whole file.

        Returns:
            SHA-256 of the content, 64 hexadecimal digits.

        Raises:
            ArchiveError: The name could leave the folder.
            ArchiveConflictError: The name is taken by other content.
            ArchiveFullError: The disk did not take it; nothing is left behind.
        """
        path = self._path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            taken = not self._published(path, content)
        except OSError as error:
            raise ArchiveFullError(name, error.strerror or str(error)) from error
        if taken and path.read_bytes() != content:
            raise ArchiveConflictError(name, "other content is kept there")
        return hashlib.sha256(content).hexdigest()

    def get(self, name: str) -> bytes:
        """Return the content kept under a name.

        Raises:
            ArchiveMissingError: There is none.
        """
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise ArchiveMissingError(name, "it is not in the archive") from error

    def exists(self, name: str) -> bool:
        """Whether content is kept under a name."""
        return self._path(name).is_file()

    def remove(self, name: str) -> None:
        """Take a file away; the name may be given again."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name) or ".." in name:
            raise ArchiveError(name[:80], "not a name of the archive")
        return self.root / name

    @staticmethod
    def _published(path: Path, content: bytes) -> bool:
        """Write the file and give it its name; False if the name is taken."""
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # A link fails where a rename would replace what another process just archived.
            os.link(temporary, path)
        except FileExistsError:
            return False
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
        _sync_folder(path.parent)
        return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
