"""The code printed on a purchase order, for a telephone to read."""

from io import BytesIO

import segno


MODULE_PIXELS = 4
QUIET_MODULES = 4  # ISO/IEC 18004 asks for four
CORRECTION = "m"  # 15 % of it may be unreadable


def qr_code(address: str) -> bytes:
    """Draw an address as a QR code; PNG, the same bytes for the same address."""
    drawn = BytesIO()
    code = segno.make_qr(address, error=CORRECTION)
    code.save(drawn, kind="png", scale=MODULE_PIXELS, border=QUIET_MODULES)
    return drawn.getvalue()
