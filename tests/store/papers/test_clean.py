"""Whatever is sent, what is kept is made of its pixels alone; the rest is refused in words."""

import io

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PIL import Image
from pypdf import PdfReader

from store.papers.clean import MOST_BYTES, clean
from store.papers.refusals import CODES, PaperRefused
from store.papers.wording import PROBLEMS
from tests.store.papers.files import (
    HEIC,
    SECRET,
    encoded,
    pdf,
    photo,
    picture_in,
    pixel_bomb,
    stream_bomb,
)


NOISE = encoded(Image.effect_noise((900, 900), 60), "JPEG")
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def refused(content: bytes) -> str:
    with pytest.raises(PaperRefused) as raised:
        clean(content)
    assert raised.value.reason in CODES
    return raised.value.reason


def test_a_photo_stands_upright_and_says_nothing_of_its_origin():
    made = clean(photo((640, 400)))
    kept = picture_in(made.content)
    assert (made.media_type, made.pages, kept.size) == ("image/jpeg", 1, (400, 640))
    assert not kept.getexif()
    assert "comment" not in kept.info
    assert SECRET.encode() not in made.content
    assert kept.getpixel((200, 300)) == pytest.approx((0, 0, 128), abs=3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "MPO"])
def test_every_kind_of_picture_becomes_a_jpeg(kind: str):
    made = clean(encoded(Image.new("RGB", (90, 60), "red"), kind))
    assert picture_in(made.content).format == "JPEG"


def test_a_photo_in_the_format_of_an_iphone_becomes_a_jpeg_that_says_nothing_else():
    made = clean(HEIC)
    kept = picture_in(made.content)
    assert (made.media_type, kept.format, kept.size) == ("image/jpeg", "JPEG", (64, 48))
    assert kept.getpixel((10, 20)) == pytest.approx((200, 30, 20), abs=12)
    assert b"SecretPhone" in HEIC
    assert b"SecretPhone" not in made.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_colours_is_read(mode: str):
    made = clean(encoded(Image.new(mode, (40, 30)), "PNG"))
    assert picture_in(made.content).mode == "RGB"


def test_what_is_seen_through_is_white():
    made = clean(encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG"))
    assert picture_in(made.content).getpixel((20, 15)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller_and_keeps_its_shape():
    made = clean(encoded(Image.new("RGB", (6000, 3000)), "JPEG"))
    assert picture_in(made.content).size == (2400, 1200)


def test_the_same_file_is_made_anew_into_the_same_bytes():
    for content in (photo(), pdf(2)):
        assert clean(content).content == clean(content).content


def test_a_pdf_keeps_its_pages_and_loses_script_attachment_title_and_dates():
    made = clean(pdf(2))
    reader = PdfReader(io.BytesIO(made.content))
    assert (made.media_type, made.pages, len(reader.pages)) == ("application/pdf", 2, 2)
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert set(reader.root_object) == {"/Type", "/Pages"}
    assert not reader.metadata
    assert all(set(page) <= PAGE_KEYS for page in reader.pages)
    for trace in (SECRET.encode(), b"JavaScript", b"OpenAction", b"EmbeddedFile", b"Claire"):
        assert trace not in made.content


PAGE_KEYS = {"/Type", "/Parent", "/Resources", "/MediaBox", "/Contents"}


def test_a_pdf_that_only_forbids_changes_is_taken_without_its_encryption():
    made = clean(pdf(password=""))
    assert not PdfReader(io.BytesIO(made.content)).is_encrypted


HOSTILE = {
    "nothing": (b"", "empty"),
    "a byte too much": (b"\xff\xd8\xff" + bytes(MOST_BYTES - 2), "too_large"),
    "text": (b"hello", "unknown"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "unknown"),
    "GIF": (encoded(Image.new("P", (9, 9)), "GIF"), "unknown"),
    "TIFF": (encoded(Image.new("RGB", (9, 9)), "TIFF"), "unknown"),
    "a HEIC's beginning": (HEIC[:40], "unreadable"),
    "half a HEIC": (HEIC[:300], "unreadable"),
    "a zip": (b"PK\x03\x04" + bytes(40), "unknown"),
    "another RIFF": (b"RIFF\x10\0\0\0AVI LIST", "unreadable"),
    "half a photo": (NOISE[: len(NOISE) // 2], "unreadable"),
    "a PNG's beginning": (b"\x89PNG\r\n\x1a\n", "unreadable"),
    "a PDF's beginning": (b"%PDF-1.7\n", "unreadable"),
    "a PDF without a page": (pdf(0), "unreadable"),
    "eleven pages": (pdf(11), "too_many_pages"),
    "a password": (pdf(password="secret"), "locked"),
    "gigabytes of pixels": (pixel_bomb(), "too_many_pixels"),
    "a hundred million pixels": (pixel_bomb(10_000), "too_many_pixels"),
    "half a gigabyte of instructions": (stream_bomb(), "unreadable"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_words(what: str):
    content, reason = HOSTILE[what]
    assert refused(content) == reason


def test_every_reason_has_its_words():
    assert set(PROBLEMS) == CODES


def test_a_photo_that_is_also_a_page_is_only_a_photo():
    made = clean(photo() + b"<script>alert(1)</script>%PDF-1.7 PK\x03\x04")
    assert b"script" not in made.content
    assert b"PK\x03\x04" not in made.content
    assert b"%PDF" not in made.content


def test_huge_pages_are_printed_small():
    made = clean(pdf(10, size=(14_400, 14_400)))
    assert made.pages == 10
    assert len(made.content) < MOST_BYTES


def taken(content: bytes) -> tuple[str, bytes]:
    """Return why a file was refused, or what was made of it."""
    try:
        return "", clean(content).content
    except PaperRefused as error:
        return error.reason, b""


@SLOW
@given(st.binary(max_size=400), st.integers(0, len(NOISE)), st.binary(min_size=1, max_size=60))
def test_nothing_but_a_picture_ever_comes_out(junk: bytes, place: int, damage: bytes):
    for content in (junk, b"%PDF-1.4\n" + junk, NOISE[:place] + damage + NOISE[place:]):
        reason, kept = taken(content)
        assert reason in CODES or picture_in(kept).size == (900, 900)


@SLOW
@given(
    st.text(min_size=12, max_size=40, alphabet=st.characters(min_codepoint=33, max_codepoint=126)),
    st.sampled_from([0x010E, 0x010F, 0x0131, 0x013B, 0x8298]),
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
)
def test_no_word_beside_the_pixels_is_kept(word: str, tag: int, kind: str):
    exif = Image.Exif()
    exif[tag] = word
    sent = encoded(Image.new("RGB", (60, 40)), kind, exif=exif)
    assert word.encode() in sent
    made = clean(sent)
    assert word.encode() not in made.content
    assert set(picture_in(made.content).info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
    }
