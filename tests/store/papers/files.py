"""Files as honest and hostile people send them."""

import io
import struct
import zlib
from base64 import b64decode
from collections.abc import Sequence

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


A4 = (595, 842)
SECRET = "Lyon, 45.7578 N, 4.8320 E"


def photo(size: tuple[int, int] = (640, 400), colour: str = "navy") -> bytes:
    """A photograph as a phone takes it: turned by its EXIF, with a place, a comment, a camera."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010E] = SECRET
    exif[0x010F] = "Camera of Claire"
    return encoded(Image.new("RGB", size, colour), "JPEG", exif=exif, comment=SECRET.encode())


def encoded(image: Image.Image, kind: str, **how: object) -> bytes:
    """Write an image."""
    written = io.BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()


def picture_in(content: bytes) -> Image.Image:
    """Read an image whole."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def pdf(pages: int = 1, *, size: tuple[float, float] = A4, password: str | None = None) -> bytes:
    """A PDF with a title, an author, a script that runs on opening and an attachment."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*size)
    writer.add_metadata({"/Title": SECRET, "/Author": "Claire Morel"})
    writer.add_attachment("program.exe", b"MZ" + SECRET.encode())
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('in')")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = action
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def pixel_bomb(side: int = 40_000) -> bytes:
    """A PNG of a few kilobytes that unfolds into gigabytes."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def stream_bomb(megabytes: int = 500) -> bytes:
    """A PDF of one page whose instructions unfold to so many megabytes."""
    drawing = zlib.compress(b"0 0 m 1 1 l S\n" * (megabytes * 1_000_000 // 14), 9)
    return assembled(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(drawing), drawing),
        )
    )


def assembled(objects: Sequence[bytes]) -> bytes:
    """Put objects together to a PDF."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (count, table, count, len(written))
    )


# A picture of ours, 64 x 48, red with a blue right half, written by an iPhone's format: no library
# under a permissive licence encodes it.
HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAAEAAAgAAAAACIgABAAAAAAAAADwAAAA4aWlu"
    "ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA"
    "/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkA"
    "AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAA"
    "AAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAA"
    "AA5jZHNjAAIAAQABAAAAhG1kYXQAAAA8KAGvWOb06r//5cK//tr8h8pTP1//ML1X7pvz/rcFWlfbREKnSiakadXz"
    "J0fuMgNIm6r0aWOsSN0h8ihYAAAABkV4aWYAAE1NACoAAAAIAAIBDwACAAAADAAAACYBEgADAAAAAQABAAAAAAAA"
    "U2VjcmV0UGhvbmUA"
)
