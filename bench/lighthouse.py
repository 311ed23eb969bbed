"""Lighthouse on the pages of a purchase: `python -m bench.lighthouse PROGRAM [BRAND …]`.

PROGRAM is the `lighthouse` command of the npm package, which stays outside this repository. It
runs its usual profile, a phone on a slow line, against a store that is served for it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which

from flask import Flask

from bench.serving import free_port, serving
from bench.stores import SECRET, opened
from tests.browser.places import MODELS, complete_journey, cookie_of


LEAST = {"performance": 0.95, "accessibility": 1.0, "best-practices": 1.0, "seo": 1.0}
OPEN = ("/{brand}/", "/{brand}/models", "/{brand}/{model}")
OWN = ("/journeys/{journey}/configure", "/journeys/{journey}/review")
PRIVATE = "is-crawlable"  # the one audit that a page which is nobody else's must not pass
CHROME = (
    "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu "
    "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"
)


def main(program: str, brands: Sequence[str]) -> int:
    """Serve the demonstration and print each page's scores; return how many miss a target."""
    missed = 0
    with tempfile.TemporaryDirectory(prefix="volant-lighthouse-") as name:
        folder, port = Path(name), free_port()
        with opened(folder) as app:
            visits = [_visit(app, brand) for brand in brands]
        environ = {"VOLANT_MODE": "demo", "VOLANT_INSTANCE": name, "SECRET_KEY": SECRET}
        with serving("store:create_app()", environ, port):
            for path, cookie, private in (page for visit in visits for page in visit):
                found = _scores(program, f"http://127.0.0.1:{port}{path}", cookie, private=private)
                missed += any(found.get(name, 0) < least for name, least in LEAST.items())
                shown = "  ".join(f"{name} {score:.2f}" for name, score in found.items())
                shown = shown or "could not be traced: ask again"
                print(f"{path.replace('/journeys/', '')[-32:]:32} {shown}", flush=True)
    return missed


def _visit(app: Flask, brand: str) -> list[tuple[str, str, bool]]:
    """Return path and cookie of each page, and whether it is a visitor's own."""
    with app.test_request_context():
        journey = complete_journey(brand)
        cookie = f"{app.config['SESSION_COOKIE_NAME']}={cookie_of(brand, journey=journey)}"
    names = {"brand": brand, "model": MODELS[brand], "journey": journey}
    return [(path.format(**names), cookie, path in OWN) for path in (*OPEN, *OWN)]


def _scores(program: str, address: str, cookie: str, *, private: bool) -> Mapping[str, float]:
    """Return the score of each category for a page, none where the program saw no navigation."""
    command = [
        program, address, "--quiet", "--output=json", f"--chrome-flags={CHROME}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}", f"--only-categories={','.join(LEAST)}",
        *([f"--skip-audits={PRIVATE}"] if private else ()),
    ]  # fmt: skip
    environ = os.environ | {"CHROME_PATH": which("chromium") or ""}
    ran = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        return {}
    found = json.loads(ran.stdout)["categories"]
    return {name: found[name]["score"] for name in LEAST}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:] or list(MODELS)) > 0)
