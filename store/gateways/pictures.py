"""Pictures for printed documents: on white, without transparency, as small as they may be."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError


MAX_PIXELS = 4_000_000
QUALITY = 75  # with colour at half the dots: 217 an inch stay in print, and 5 kB are saved


class PictureError(ValueError):
    """The bytes are not a PNG of a size that can be printed; the message says which."""


def on_white(png: bytes) -> bytes:
    """Turn a PNG, transparent or not, into a JPEG on white paper; equal input, equal bytes.

    Raises:
        PictureError: Not a PNG, damaged, or of more than four million pixels.
    """
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureError(f"{picture.width} x {picture.height} pixels are too many")
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise PictureError("it is not a PNG, or a damaged one") from error
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    output = BytesIO()
    paper.save(output, "JPEG", quality=QUALITY, optimize=True, subsampling=2)
    return output.getvalue()
