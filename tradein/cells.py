"""Numbers and words of a sales file, as any country writes them."""

import re

from tradein.errors import TrainingError


FUEL_WORDS = {
    "essence": "petrol",
    "gasoline": "petrol",
    "benzin": "petrol",
    "benzyna": "petrol",
    "gazole": "diesel",
    "hybride": "hybrid",
    "electrique": "electric",
    "elektro": "electric",
    "gpl": "lpg",
    "plug-in-hybrid": "phev",
}
GEARBOX_WORDS = {
    "automatic": "auto",
    "automatique": "auto",
    "automatik": "auto",
    "automatyczna": "auto",
    "manuelle": "manual",
    "manuell": "manual",
    "schaltgetriebe": "manual",
    "manualna": "manual",
}
THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")


def number(cell: str, column: str) -> float:
    """A number as any country writes it: "9 900,50", "9.900", "12,345.6".

    Raises:
        TrainingError: When the cell is empty or no number.
    """
    typed = re.sub(r"[\s'€$£]|km$|zł$|ch$|hp$", "", cell.strip().lower())
    if THOUSANDS.fullmatch(typed) and column in ("km", "price"):
        typed = re.sub(r"[.,]", "", typed)
    decimal = max(typed.rfind(","), typed.rfind("."))
    whole, part = re.sub(r"[.,]", "", typed[: max(decimal, 0)]), typed[decimal + 1 :]
    try:
        return float(f"{whole}.{part}" if decimal >= 0 else typed)
    except ValueError:
        raise TrainingError(
            column, "not-a-number" if typed else "missing", f"{cell!r} is not a number"
        ) from None
