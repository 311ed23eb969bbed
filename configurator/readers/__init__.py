"""Reading models that others wrote: DIMACS, UVL, XCSP 2.1, FeatureIDE."""

from pathlib import Path

from configurator.errors import ModelError
from configurator.model import Model
from configurator.readers.dimacs import read_dimacs
from configurator.readers.markup import read_xml
from configurator.readers.uvl import read_uvl


MAX_BYTES = 40_000_000
_READERS = {".dimacs": read_dimacs, ".cnf": read_dimacs, ".uvl": read_uvl, ".xml": read_xml}


def read_model(path: Path | str) -> Model:
    """Read a model file by its ending.

    ``.dimacs`` and ``.cnf``; ``.uvl`` (boolean level); ``.xml`` (XCSP 2.1 or FeatureIDE).

    Args:
        path: the file, at most forty million bytes of UTF-8.

    Raises:
        ModelError: another ending, too large, not UTF-8, or wrong at the line it names.
        OSError: the file cannot be read.
    """
    file = Path(path)
    if file.suffix.lower() not in _READERS:
        raise ModelError(file.name, 0, f"no reader for {file.suffix or 'a file without ending'}")
    if file.stat().st_size > MAX_BYTES:
        raise ModelError(file.name, 0, f"more than {MAX_BYTES} bytes")
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ModelError(file.name, line, "not UTF-8") from error
    return _READERS[file.suffix.lower()](text, file.name)


__all__ = ["read_model"]
