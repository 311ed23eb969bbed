"""``python -m configurator check FILE``: say what is wrong with a price list, line by line."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from configurator import Catalogue, CatalogueError
from configurator.document import decoded


def main(arguments: Sequence[str]) -> int:
    """Run the command line; returns 0, 1 for a wrong price list, 2 for none."""
    parser = argparse.ArgumentParser(prog="python -m configurator", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check authored price lists (TOML)")
    check.add_argument("files", nargs="+", metavar="FILE", type=Path)
    files: list[Path] = parser.parse_args(arguments).files
    return max(_check(file) for file in files)


def _check(file: Path) -> int:
    try:
        catalogue = Catalogue.load(decoded(file.read_bytes()))
    except CatalogueError as error:
        for problem in error.problems:
            print(f"{file}:{problem.line}: {problem.place}: {problem.reason}")
        return 2 if error.unreadable else 1
    except OSError as error:
        print(f"{file}:1: document: {error.strerror}")
        return 2
    print(f"{file}: {len(catalogue.option_ids)} options, hash {catalogue.hash[:12]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
