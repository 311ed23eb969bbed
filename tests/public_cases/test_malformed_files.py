"""Files that are not what a command takes: one line with the file, exit code 2, no traceback."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask import Flask

import configurator.__main__
import esign.__main__
import financing.__main__
import tradein.__main__
from store.employees.hr_file import HrFileError, read_hr_file
from store.employees.hr_line import COLUMNS
from tests.financing.examples import LAW_TEXT
from tests.tradein.conftest import DEMO


DIGITS = b"9" * 5_000
# name: content, what went wrong elsewhere; no content: a folder or nothing at all
FILES: Mapping[str, tuple[bytes | None, str]] = {
    "latin1.txt": (b'quarter = "ao\xfbt \xe9t\xe9"\n', "Excel saves CSV in the Windows code page"),
    "utf16.csv": ("\ufeffa;b\n1;2\n".encode("utf-16-le"), "Excel's 'Unicode text' is UTF-16"),
    "binary.pdf": (bytes(range(256)) * 4, "somebody picks the picture beside the file"),
    "nul.json": (b'{"flows": "\0"}', "a file of a crashed disk is full of NUL"),
    "deep.json": (b"[" * 100_000, "json.loads ends in RecursionError, which is no ValueError"),
    "deep.toml": (b"a = " + b"[" * 100_000, "so does tomllib"),
    "digits.json": (b'{"flows": [{"when": 0, "cents": %s}]}' % DIGITS, "int's limit of digits"),
    "digits.toml": (b"price_cents = %s\n" % DIGITS, "int's limit of digits, in tomllib"),
    "hex.toml": (b"price_cents = 0x%s\n" % (b"f" * 9_000), "hexadecimal escapes it until printed"),
    "exponent.json": (b'{"cases": [{"inputs": 1e999990}]}', "a Decimal that fills the memory"),
    "quotes.csv": (b'quarter,up_to_cents\n"a"b,1\n"', "csv.Error at a quote inside a cell"),
    "surrogate.json": (b'{"flows": "\\ud800"}', "half a pair: it cannot be printed again"),
    "empty.csv": (b"", "an upload that broke off"),
    "blank.toml": (b"\xef\xbb\xbf \n", "a byte order mark and nothing after it"),
    "a-folder": (None, "the shell completed a folder's name"),
    "missing.json": (None, "a name mistyped"),
}

VALUE = ["value", "--on", "2026-11-24"]
MODEL, RULES = str(DEMO / "model.json"), str(DEMO / "rules.toml")
CHECKED = {
    "financing apr": (financing.__main__.main, ["apr", "FILE"]),
    "financing quote": (financing.__main__.main, ["quote", "FILE"]),
    "financing check": (financing.__main__.main, ["check", "FILE"]),
    "financing check law": (financing.__main__.main, ["check", "GOOD", "--law", "FILE"]),
    "financing residuals": (financing.__main__.main, ["residuals", "FILE", "--terms", "LAW"]),
    "financing terms": (financing.__main__.main, ["residuals", "GOOD", "--terms", "FILE"]),
    "configurator check": (configurator.__main__.main, ["check", "FILE"]),
    "tradein value": (
        tradein.__main__.main,
        [*VALUE, "FILE", "--model", MODEL, "--rules", RULES],
    ),
    "tradein value model": (
        tradein.__main__.main,
        [*VALUE, "GOOD", "--model", "FILE", "--rules", RULES],
    ),
    "tradein value rules": (
        tradein.__main__.main,
        [*VALUE, "GOOD", "--model", MODEL, "--rules", "FILE"],
    ),
    "tradein train": (tradein.__main__.main, ["train", "FILE", "-o", "OUT"]),
    "tradein evaluate": (tradein.__main__.main, ["evaluate", MODEL, "FILE"]),
    "esign show": (esign.__main__.main, ["show", "FILE"]),
    "esign evidence": (esign.__main__.main, ["verify", "GOOD", "--evidence", "FILE"]),
    "esign trust": (esign.__main__.main, ["verify", "GOOD", "--trust", "FILE"]),
}
FLASK = (["catalogue", "import", "FILE"], ["market", "usury", "import", "FILE"])


def write(folder: Path) -> Mapping[str, Path]:
    """Write the files; returns their paths by name, a good file and a good law among them."""
    for name, (content, _source) in FILES.items():
        if content is not None:
            (folder / name).write_bytes(content)
    (folder / "a-folder").mkdir()
    (folder / "good.json").write_text('{"cases": []}', "utf-8")
    (folder / "law.toml").write_text(LAW_TEXT, "utf-8")
    others = {"GOOD": "good.json", "LAW": "law.toml", "OUT": "out.json"}
    return {name: folder / name for name in FILES} | {
        word: folder / name for word, name in others.items()
    }


def filled(words: list[str], file: Path, paths: Mapping[str, Path]) -> list[str]:
    """The arguments of a command for one file."""
    return [str(file if word == "FILE" else paths.get(word, word)) for word in words]


def fault(code: object, printed: str, file: Path) -> str:
    """What is wrong with the way a command refused a file; empty where it did well."""
    lines = [line for line in printed.splitlines() if line.strip()]
    if "Traceback" in printed:
        return "a traceback"
    if code != 2:
        return f"exit code {code}"
    return "" if len(lines) == 1 and file.name in lines[0] else f"{len(lines)} lines {lines[:2]}"


@pytest.mark.parametrize("command", CHECKED)
def test_a_command_names_the_file_and_the_reason(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    main: Callable[[list[str]], int]
    main, words = CHECKED[command]
    paths = write(tmp_path)
    for name in FILES:
        code = main(filled(words, paths[name], paths))
        printed = capsys.readouterr()
        assert not fault(code, printed.out + printed.err, paths[name]), name


def test_a_command_of_the_store_names_the_file_and_the_reason(app: Flask, tmp_path: Path):
    paths, runner = write(tmp_path), app.test_cli_runner()
    for words in FLASK:
        for name in FILES:
            done = runner.invoke(args=filled(words, paths[name], paths))
            assert not fault(done.exit_code, done.output, paths[name]), (words, name)


HEAD = ",".join(COLUMNS)
ROW = "00123,Martin,Léa,1980-04-03,lea@corp.example,employee,2010-01-04,,H1,,,,,"
# an HR file, what it is refused for, what went wrong elsewhere
HR_FILES = [
    (f"{HEAD},email\n{ROW},eve@evil.example\n", "email", "DictReader keeps the last of two"),
    (f"{HEAD}\n{ROW.replace('1980-04-03', '2099-04-03')}\n", "birth_date", "a typed century"),
    (f"{HEAD}\n{ROW.replace('1980-04-03', '0001-01-01')}\n", "birth_date", "an empty database day"),
    (f"{HEAD}\n{ROW.replace('1980-04-03', '19800403')}\n", "birth_date", "ISO's other form, 3.11"),
    (
        f"{HEAD}\n{ROW.replace('1980-04-03', '2099-04-03').replace('2010-01-04', '2100-01-04')}\n",
        "birth_date",
        "hired before the age of work",
    ),
]


@pytest.mark.parametrize(("text", "column", "source"), HR_FILES)
def test_an_hr_file_is_refused_in_the_column_at_fault(text: str, column: str, source: str):
    with pytest.raises(HrFileError) as refused:
        read_hr_file(text)
    assert column in {problem.column for problem in refused.value.problems}, source


def test_a_byte_order_mark_is_taken():
    [person] = read_hr_file(f"\ufeff{HEAD}\n{ROW}\n")
    assert person.number == "00123"
