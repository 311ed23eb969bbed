"""The register of cars: the local twin's plates. No provider of the French one is connected yet."""

import tomllib
from pathlib import Path

from store.config import Settings
from tradein import Entry, LocalRegister, Register


def open_register(settings: Settings) -> Register | None:
    """Return the register of this installation; None in production, where cars are typed in.

    The state's register (SIV) is read under a licence of its own: Code de la route, L330-5.
    """
    if settings.production:
        return None
    return local_register(Path(settings.data) / "tradein" / "register.toml")


def local_register(path: Path) -> LocalRegister:
    """Return the twin that knows the plates of a file, none where there is no file."""
    known = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return LocalRegister(
        {plate: tuple(Entry(**entry) for entry in entries) for plate, entries in known.items()}
    )
