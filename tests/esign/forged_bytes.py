"""Ways to forge a signed order by changing its bytes where they stand."""

from tests.esign.forger import Recipe, Scene


def body_byte(scene: Scene) -> bytes:
    return _flipped(scene.raised, scene.raised.index(b"stream") + 20)


def byte_inside_the_cms(scene: Scene) -> bytes:
    place = scene.raised.index(b"/Contents <") + 900
    digit = b"0" if scene.raised[place : place + 1] != b"0" else b"1"
    return scene.raised[:place] + digit + scene.raised[place + 1 :]


def padding(scene: Scene) -> bytes:
    place = scene.raised.index(b">", scene.raised.index(b"/Contents <")) - 2
    return scene.raised[:place] + b"7" + scene.raised[place + 1 :]


def roll_back_to_the_buyer(scene: Scene) -> bytes:
    return scene.buyer


def trailing_bytes(scene: Scene) -> bytes:
    return scene.raised + b"\n% more\n"


def widened_range(scene: Scene) -> bytes:
    start = scene.raised.index(b"/ByteRange [0 ") + len(b"/ByteRange [0 ")
    end = scene.raised.index(b" ", start)
    narrower = str(int(scene.raised[start:end]) - 40).encode().rjust(end - start, b"0")
    return scene.raised[:start] + narrower + scene.raised[end:]


RECIPES: tuple[Recipe, ...] = (
    body_byte,
    byte_inside_the_cms,
    padding,
    roll_back_to_the_buyer,
    trailing_bytes,
    widened_range,
)


def _flipped(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
