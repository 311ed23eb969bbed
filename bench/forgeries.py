"""Who finds which forgery of a signed order: `python -m bench.forgeries`."""

import asyncio
import logging
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from esign import Authority, Role, prepare, sign, verify
from esign.asn1 import certificate_asn1
from store.gateways.press import signature_typeface
from store.gateways.purchase_order_words import role_labels
from tests.esign.forger import Scene, whole
from tests.esign.small_order import AT, CONSENT, RAISED_AT, draft
from tests.esign.tampering import RECIPES
from tests.store.gateways.purchase_orders import BUYER, CO_BUYER, a_purchase_order


def main() -> None:
    """Print how many of the forgeries each program lets pass."""
    logging.getLogger("pyhanko").addHandler(logging.NullHandler())
    logging.getLogger("pyhanko").propagate = False
    authority = Authority.create(AT)
    scene = _scene(authority)
    forged = [recipe(scene) for recipe in RECIPES]
    accepted = {
        "esign": sum(verify(pdf, None, scene.trust).ok for pdf in forged),
        "pyHanko": sum(_library_accepts(pdf, authority) for pdf in forged),
        "pdfsig": sum(_poppler_accepts(pdf) for pdf in forged),
    }
    for name, count in accepted.items():
        alone = " without the evidence, 0 with it" if name == "esign" else ""
        print(f"forgeries accepted by {name:14} {count:8d} of {len(forged)}{alone}")


def _scene(authority: Authority) -> Scene:
    order = a_purchase_order(buyers=(BUYER, CO_BUYER), co_signed=True)
    fields = order.signature_fields(role_labels("fr"))
    signer, prepared = authority.signer(signature_typeface()), prepare(draft(), fields)
    return Scene(
        prepared=prepared,
        buyer=sign(prepared, Role.BUYER, signer, CONSENT, AT),
        raised=whole(prepared, signer),
        other=prepare(draft(b'{"total":2}'), fields),
        authority=authority,
        signer=signer,
        trust=authority.trust,
    )


def _library_accepts(pdf: bytes, authority: Authority) -> bool:
    """Whether pyHanko, asked for every signature of a file, finds each of them sound."""
    root = certificate_asn1(authority.root.certificate)
    try:
        seals = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        context = ValidationContext(trust_roots=[root], moment=RAISED_AT)
        statuses = [asyncio.run(async_validate_pdf_signature(one, context)) for one in seals]
    except Exception:  # noqa: BLE001 a parser that stops accepts nothing
        return False
    return bool(statuses) and all(status.bottom_line for status in statuses)


def _poppler_accepts(pdf: bytes) -> bool:
    """Whether pdfsig says of every signature that it is valid."""
    tool = shutil.which("pdfsig")
    if tool is None:
        raise RuntimeError("pdfsig is not installed: tools/system.sh test")
    with tempfile.TemporaryDirectory(prefix="volant-pdfsig-") as folder:
        path = Path(folder) / "order.pdf"
        path.write_bytes(pdf)
        command = [tool, "-nocert", path]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = said.count("Signature Validation:") - said.count("has not yet been verified")
    return found > 0 and said.count("Signature is Valid.") == found


if __name__ == "__main__":
    main()
