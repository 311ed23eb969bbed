"""Every malformed file through every command that reads one, each in a process: `make prove`.

The exit code is 1 unless each ends with one line that names the file, exit code 2 and no traceback.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.public_cases.test_malformed_files import CHECKED, FILES, FLASK, fault, filled, write


ROOT = Path(__file__).parents[1]
STORE = [sys.executable, "-W", "ignore", "-m", "flask", "--app", "store"]


def main(part: str = "") -> int:
    """Try the commands whose name holds a part, or all; returns the exit code."""
    commands = {
        name: [sys.executable, "-W", "ignore", "-m", main.__module__, *words]
        for name, (main, words) in CHECKED.items()
    }
    commands |= {" ".join(words[:-1]): [*STORE, *words] for words in FLASK}
    faults = 0
    with TemporaryDirectory(prefix="volant-") as folder:
        paths = write(Path(folder))
        instance = Path(folder) / "instance"
        settings = os.environ | {"VOLANT_MODE": "demo", "VOLANT_INSTANCE": str(instance)}
        for name, words in commands.items():
            if part not in name:
                continue
            for file in FILES:
                done = subprocess.run(
                    filled(words, paths[file], paths),
                    cwd=ROOT,
                    env=settings,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                wrong = fault(done.returncode, done.stdout + done.stderr, paths[file])
                faults += bool(wrong)
                if wrong:
                    print(f"{name}: {file}: {wrong}", flush=True)
    print(f"{len(commands)} commands, {len(FILES)} files: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
