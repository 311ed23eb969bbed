import zlib

import pytest

from configurator import Catalogue, Engine, EngineFormatError, compile_catalogue
from tests.configurator.examples import SMALL


DUMP = compile_catalogue(Catalogue.load(SMALL)).dump()
MAGIC = b"VOLANT-ENGINE-2\n"
WRONG_GATE = (
    b'{"options":["a"],"hidden":0,"clauses":[],"owners":[],"constraints":[],"prices":[],'
    b'"ranks":[],"first":[],"groups":[],"levels":[[false,[[0,7]]]]}'
)


def test_a_compiled_catalogue_is_the_same_bytes_each_time():
    assert compile_catalogue(Catalogue.load(SMALL)).dump() == DUMP
    assert Engine.load(DUMP).dump() == DUMP


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x04pickle",
        DUMP[:-9],
        MAGIC + b"junk",
        MAGIC + zlib.compress(b"[]"),
        MAGIC + zlib.compress(b'{"options": 3}'),
        MAGIC + zlib.compress(b"\xff"),
        MAGIC + zlib.compress(WRONG_GATE),
        MAGIC + zlib.compress(WRONG_GATE.replace(b'"clauses":[]', b'"clauses":[[9]]')),
    ],
)
def test_damaged_bytes_are_refused(data: bytes):
    with pytest.raises(EngineFormatError):
        Engine.load(data)
