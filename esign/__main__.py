"""Verify or show a signed purchase order: `python -m esign verify FILE.pdf`.

Intact and complete are two answers. The exit code is 0 for a file that is both, 3 for one that is
intact and waits for a signature, 1 for one that is not intact, 2 for one that cannot be judged.
"""

import argparse
import json
import logging
import sys
from pathlib import Path

from esign.document import open_document
from esign.errors import AuthorityError, EsignError, EvidenceError
from esign.evidence import EvidenceChain
from esign.report import Report
from esign.sealing import verify_sealed
from esign.seals import facts
from esign.verification import verify


LOCAL_TRUST = Path("instance/trust/root.pem")
INTACT, NOT_INTACT, REFUSED, WAITING = range(4)
VERDICTS = {
    "en": {INTACT: "INTACT, COMPLETE", NOT_INTACT: "NOT INTACT", WAITING: "INTACT, NOT COMPLETE"},
    "fr": {
        INTACT: "INTÈGRE, COMPLET",
        NOT_INTACT: "NON INTÈGRE",
        WAITING: "INTÈGRE, NON COMPLET",
    },
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    _quiet()
    try:
        return COMMANDS[options.command](options)
    except EsignError as error:
        print(f"{_at_fault(options, error)}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or options.file}: {error.strerror}", file=sys.stderr)
    return REFUSED


def _at_fault(options: argparse.Namespace, error: EsignError) -> Path:
    """The file an error speaks of: the PDF, unless it is what the PDF is compared with."""
    others = {EvidenceError: "evidence", AuthorityError: "trust"}
    named = getattr(options, others.get(type(error), "file"), None)
    return Path(named or options.file)


def _quiet() -> None:
    """Keep the libraries' tracebacks about a forged file out of the table that reports it."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m esign", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("verify", help="check a file, and say what was checked")
    check.add_argument("--evidence", type=Path, help="the order's evidence.json")
    sealed = commands.add_parser("sealed", help="check a document the store alone has sealed")
    for one in (check, sealed):
        one.add_argument("file", type=Path, metavar="FILE.pdf")
        one.add_argument("--trust", type=Path, default=LOCAL_TRUST, help="root certificates, PEM")
        one.add_argument("--language", choices=("en", "fr"), default="en")
        one.add_argument("--json", action="store_true", help="print the report as JSON")
    show = commands.add_parser("show", help="print what the signatures say, trusting nothing")
    show.add_argument("file", type=Path, metavar="FILE.pdf")
    return parser


def _verify(options: argparse.Namespace) -> int:
    evidence = EvidenceChain.load(options.evidence.read_bytes()) if options.evidence else None
    report = verify(options.file.read_bytes(), evidence, options.trust.read_bytes())
    return _print(report, options)


def _sealed(options: argparse.Namespace) -> int:
    report = verify_sealed(options.file.read_bytes(), options.trust.read_bytes())
    return _print(report, options)


def _print(report: Report, options: argparse.Namespace) -> int:
    verdict = _verdict(report)
    if options.json:
        print(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
        return verdict
    for outcome, sentence, detail in report.lines(options.language):
        print(f"{outcome:<12} {sentence}{f' ({detail})' if detail else ''}")
    print(f"\n{VERDICTS[options.language][verdict]}  SHA-256 {report.document_sha256}")
    return verdict


def _verdict(report: Report) -> int:
    if not report.intact:
        return NOT_INTACT
    return INTACT if report.complete else WAITING


def _show(options: argparse.Namespace) -> int:
    pdf = options.file.read_bytes()
    for seal in open_document(pdf).embedded_signatures:
        said = facts(pdf, seal)
        dated = said.dated or "no timestamp"
        print(f"{said.role}: {said.name}, {dated}, timestamp {said.timestamp_serial}")
        print(f"    {said.reason}")
        print(f"    certificate {said.certificate_sha256}")
        print(f"    file after this signature {said.document_sha256}")
    return 0


COMMANDS = {"verify": _verify, "sealed": _sealed, "show": _show}

if __name__ == "__main__":
    sys.exit(main())
