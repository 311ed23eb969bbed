from io import BytesIO

import pytest
from PIL import Image

from store.gateways.pictures import PictureError, on_white


def png(size: tuple[int, int], colour: tuple[int, int, int, int]) -> bytes:
    output = BytesIO()
    Image.new("RGBA", size, colour).save(output, "PNG")
    return output.getvalue()


def test_what_is_transparent_becomes_white_paper():
    with Image.open(BytesIO(on_white(png((16, 16), (200, 0, 0, 0))))) as picture:
        assert picture.format == "JPEG"
        assert picture.getpixel((8, 8)) == (255, 255, 255)


def test_equal_pictures_give_equal_bytes():
    assert on_white(png((40, 20), (9, 9, 9, 255))) == on_white(png((40, 20), (9, 9, 9, 255)))


@pytest.mark.parametrize("content", [b"", b"GIF89a", png((9, 9), (1, 1, 1, 255))[:30]])
def test_what_is_no_png_is_refused(content: bytes):
    with pytest.raises(PictureError, match="PNG"):
        on_white(content)


def test_a_picture_too_large_to_print_is_refused():
    with pytest.raises(PictureError, match="too many"):
        on_white(png((2001, 2000), (1, 1, 1, 255)))
