"""One uploaded file, made anew from what it shows: bytes in, bytes out, in a process of its own.

Run by path, not imported by the store: a decoder that crashes, loops or eats memory on a hostile
file takes this short process with it and nothing else. It knows neither the store nor its secrets.

Reads the file from standard input; writes one line of JSON, {"media_type", "pages"} followed by
the new file, or {"reason"} alone. Nothing of the original is copied but its pixels.
"""

import io
import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from PIL import Image, ImageOps


LONGEST_SIDE = 2400  # pixels: an A4 page at 200 dots an inch
MOST_PIXELS = 60_000_000
MOST_PAGES = 10
DPI = 200
POINTS = 72
QUALITY = 85
MEMORY = 1_200_000_000  # bytes of address space
SECONDS = 20
FILES = 64
NICE = 10  # visitors' pages come first
MAGIC = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"RIFF": "WEBP", b"%PDF-": "PDF"}
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class Refused(ValueError):
    """The file cannot be taken; the message is the reason's code."""


def limit() -> None:
    """Give this process little memory, little time, a lower rank, and no file to write."""
    os.nice(NICE)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def kind_of(content: bytes) -> str:
    """Return what the first bytes say: JPEG, PNG, WEBP, HEIF or PDF; a name is never asked."""
    for magic, kind in MAGIC.items():
        if content.startswith(magic):
            return kind
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        return "HEIF"
    raise Refused("unknown")


def picture(content: bytes, kind: str) -> list[Image.Image]:
    """Return the pixels of a photograph, upright, without anything said beside them."""
    if kind == "HEIF":  # LGPL decoders, so only in this process
        import_module("pi_heif").register_heif_opener()
    with Image.open(io.BytesIO(content), formats=(kind,)) as found:
        if found.width * found.height > MOST_PIXELS:
            raise Refused("too_many_pixels")
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        return [plain(ImageOps.exif_transpose(found))]


def plain(image: Image.Image) -> Image.Image:
    """Return an image as bare RGB on white, at most `LONGEST_SIDE` long."""
    seen = image.convert("RGBA" if image.has_transparency_data else "RGB")
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", seen.size, "white")
    bare.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    return bare


def sheets(content: bytes) -> list[Image.Image]:
    """Return the pages of a PDF as they are printed: no script, action or attachment is run."""
    pdfium: Any = import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "unreadable") from error
    if not 0 < len(document) <= MOST_PAGES:
        raise Refused("too_many_pages" if len(document) else "unreadable")
    document.init_forms()  # what was typed into a form is printed too
    return [sheet(page) for page in document]


def sheet(page: Any) -> Image.Image:  # noqa: ANN401  pypdfium2 publishes no types
    """Return one page at `DPI`, or as much of it as `LONGEST_SIDE` allows."""
    longest = max(page.get_size())
    if longest <= 0:
        raise Refused("unreadable")
    return plain(page.render(scale=min(DPI / POINTS, LONGEST_SIDE / longest)).to_pil())


def anew(content: bytes) -> tuple[dict[str, object], bytes]:
    """Return what the new file is, and the new file."""
    kind, written = kind_of(content), io.BytesIO()
    if kind == "PDF":
        pages = sheets(content)
        undated: dict[str, Any] = {"title": None, "creationDate": None, "modDate": None}
        pages[0].save(
            written, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, **undated
        )
        return {"media_type": "application/pdf", "pages": len(pages)}, written.getvalue()
    picture(content, kind)[0].save(written, "JPEG", quality=QUALITY, optimize=True)
    return {"media_type": "image/jpeg", "pages": 1}, written.getvalue()


def main() -> None:
    """Read, make anew, write."""
    limit()
    try:
        said, made = anew(sys.stdin.buffer.read())
    except Refused as refused:
        said, made = {"reason": str(refused)}, b""
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        said, made = {"reason": "too_many_pixels"}, b""
    except (OSError, ValueError, MemoryError, SyntaxError):
        said, made = {"reason": "unreadable"}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
