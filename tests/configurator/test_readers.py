from pathlib import Path

import pytest

from configurator import ModelError, compile_model, read_model
from configurator.oracle import Oracle


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "configurator"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")

UVL = """\
namespace Car

features
    Car {abstract true}
        mandatory
            Gearbox
                alternative
                    Manual
                    Automatic
        optional
            "Tow bar"
        [1..2]
            A // a comment
            B
            C {note 'x',
               price 3}
constraints
    "Tow bar" => Manual
    !(A & B) | C <=> Gearbox
"""


def write(tmp_path: Path, name: str, text: str | bytes) -> Path:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@needs_shared
@pytest.mark.parametrize(
    ("name", "count"), [("renault_small.xml", 172_056), ("renault_medium.xml", 278_744)]
)
def test_the_renault_models_have_their_published_counts(name: str, count: int):
    engine = compile_model(read_model(SHARED / name))
    assert (engine.backend, engine.count({})) == ("circuit", count)


@needs_shared
def test_the_automotive_model_reads_alike_from_both_formats():
    dimacs = read_model(SHARED / "automotive01.dimacs")
    uvl = read_model(SHARED / "automotive01.uvl")
    assert set(dimacs.options) == set(uvl.options)
    one, other = Oracle(dimacs), Oracle(uvl)
    for name in dimacs.options[::25]:
        for sign in (1, -1):
            in_one = one.model_with([sign * dimacs.variable(name)])
            in_other = other.model_with([sign * uvl.variable(name)])
            assert (in_one is None) == (in_other is None)


def test_uvl_groups_and_constraints_mean_what_they_say(tmp_path: Path):
    engine = compile_model(read_model(write(tmp_path, "car.uvl", UVL)))
    # {A}, {B}, {C}, {A,C}, {B,C} satisfy the last constraint, {A,B} does not;
    # manual with or without the tow bar, or automatic
    assert engine.count({}) == 5 * 3
    view = engine.view({"Tow bar": True})
    assert view.options["Manual"].state == "forced"
    assert view.options["Automatic"].drops == 1


def test_a_large_cardinality_counts_exactly(tmp_path: Path):
    children = "\n".join(f"            f{i}" for i in range(30))
    text = f"features\n    R\n        [3..5]\n{children}\n"
    engine = compile_model(read_model(write(tmp_path, "c.uvl", text)))
    assert engine.count({}) == 4_060 + 27_405 + 142_506


def test_a_chain_of_thousands_of_names_is_read(tmp_path: Path):
    names = [f"f{i}" for i in range(3000)]
    children = "\n".join(f"            {name}" for name in names)
    text = f"features\n    R\n        optional\n{children}\nconstraints\n    {' | '.join(names)}\n"
    assert len(read_model(write(tmp_path, "c.uvl", text)).clauses[-1]) == 3000


def test_dimacs_takes_its_names_from_comments(tmp_path: Path):
    file = write(tmp_path, "m.dimacs", "c 1 Roof\np cnf 3 2\n-1 2 0\n1\n3 0\n")
    model = read_model(file)
    assert model.options == ("Roof", "x2", "x3")
    assert model.clauses == ((-1, 2), (1, 3))


def test_xcsp_reads_supports_conflicts_and_ranges(tmp_path: Path):
    text = """<instance>
    <domains><domain name="d">0..2</domain><domain name="e">0 1</domain></domains>
    <variables><variable name="a" domain="d"/><variable name="b" domain="e"/></variables>
    <relations><relation name="r" arity="2" semantics="supports" nbTuples="3">0 0|0 1|2 1</relation>
    <relation name="s" arity="2" semantics="conflicts">0 1</relation></relations>
    <constraints><constraint name="c" scope="a b" reference="r"/>
    <constraint name="k" scope="a b" reference="s"/></constraints></instance>"""
    engine = compile_model(read_model(write(tmp_path, "x.xml", text)))
    assert engine.count({}) == 2
    assert engine.view({"a=2": True}).options["b=1"].state == "forced"


def test_dimacs_names_may_be_written_in_several_ways(tmp_path: Path):
    text = 'c 1: Roof\nc 2$ Sun\n c 3 -> Tow bar\nc 4="Rack"\np cnf 5 1\n 1 -2 0\n%\n0\n'
    model = read_model(write(tmp_path, "m.cnf", text))
    assert model.options == ("Roof", "Sun", "Tow bar", "Rack", "x5")


def test_uvl_strings_comments_and_attribute_constraints(tmp_path: Path):
    text = """features
    "Car 1" {url 'http://a // b', abstract, constraint A => B} // it's the root
        [0..*]
            A /* one
            line */
            B
            C
constraints
    !A & B | A => C => !B
"""
    engine = compile_model(read_model(write(tmp_path, "c.uvl", text)))
    cars = [
        (a, b, c)
        for a in (False, True)
        for b in (False, True)
        for c in (False, True)
        if (not a or b) and (not (not ((not a and b) or a) or c) or not b)
    ]
    assert engine.count({}) == len(cars)


FEATURE_IDE = """<featureModel><properties/><struct>
    <and mandatory="true" name="Car"><description>a car</description>
        <feature mandatory="true" name="Body"/>
        <alt name="Roof"><feature name="Glass"/><feature name="Steel"/></alt>
        <or name="Sound"><feature name="Radio"/><feature name="Player"/></or>
    </and></struct><constraints>
        <rule><imp><var>Glass</var><conj><var>Radio</var><not><var>Player</var></not></conj></imp></rule>
        <rule><atmost1><var>Steel</var><var>Radio</var></atmost1></rule>
    </constraints></featureModel>"""


def test_feature_ide_groups_and_rules_mean_what_they_say(tmp_path: Path):
    model = read_model(write(tmp_path, "car.xml", FEATURE_IDE))
    engine = compile_model(model)
    # no roof: 4 ways of sound; glass: radio alone; steel: no sound, or the player alone
    assert engine.count({}) == 4 + 1 + 2
    assert engine.view({"Glass": True}).options["Radio"].state == "forced"
    told = engine.explain({"Glass": True}, "Player")
    assert [rule.sentence["en"] for rule in told.rules] == ["(Glass => (Radio & !Player))"]


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ("<var>Steel</var>", "<var>Stel</var>", "<rule 2>: unknown feature 'Stel'"),
        ("<imp>", "<imp><var>Car</var>", "<rule 1>: not a rule: <imp> with 3 parts"),
        ('<feature name="Glass"/>', "<feature/>", "not a feature with a name"),
        ('name="Steel"', 'name="Glass"', "duplicate option 'Glass'"),
    ],
)
def test_a_bad_feature_ide_model_names_its_element(
    tmp_path: Path, good: str, bad: str, reason: str
):
    with pytest.raises(ModelError, match=reason):
        read_model(write(tmp_path, "car.xml", FEATURE_IDE.replace(good, bad, 1)))


@needs_shared
def test_the_feature_ide_sample_is_read():
    engine = compile_model(read_model(SHARED / "car.xml"))
    assert engine.view({}).options["Car"].state == "forced"
    assert engine.count({}) > 0


BAD = [
    ("m.dimacs", "p cnf 2 1\n1 5 0\n", 2, "beyond variable 2"),
    ("m.dimacs", "p cnf 2 1\n1 x 0\n", 2, "not a literal"),
    ("m.dimacs", "p cnf 2 2\n1 0\n", 0, "1 clauses where 2"),
    ("m.dimacs", "p cnf 2 1\n1 2\n", 2, "the file is cut"),
    ("m.dimacs", "p cnf 2 1\n0\n", 2, "empty clause"),
    ("m.dimacs", "p cnf 99999999999 1\n1 0\n", 1, "variables"),
    ("m.dimacs", "hello", 0, "no line"),
    ("m.dimacs", b"c 1 \xff\np cnf 1 0\n", 1, "not UTF-8"),
    ("m.uvl", "features\n    A\n        sometimes\n            B\n", 3, "unknown group"),
    ("m.uvl", "features\n    A\n        optional\n            A\n", 4, "duplicate feature"),
    ("m.uvl", "features\n    A\nconstraints\n    A => Z\n", 4, "unknown feature"),
    ("m.uvl", "features\n    A\nconstraints\n    A => (A\n", 4, "not closed"),
    ("m.uvl", "features\n    A\nconstraints\n    " + "(" * 9000 + "\n", 4, "too deep"),
    ("m.uvl", "features\n    A\n        [2..3]\n            B\n", 3, "cannot be met"),
    ("m.uvl", "features\n    Integer A\n", 2, "not a boolean feature"),
    ("m.uvl", "constraints\n    A\n", 0, "no feature"),
    ("m.xml", "<instance>", 1, "not XML"),
    ("m.xml", "<!DOCTYPE x><instance/>", 0, "document types"),
    ("m.xml", "<featureModel/>", 0, "one root feature, not 0"),
    ("m.xml", "<html/>", 0, "neither an XCSP"),
    ("m.uvl", "features\n    A\nconstraints\n    sum(x) > 3\n", 4, "not a constraint"),
    ("m.uvl", "imports\n    b.uvl\nfeatures\n    A\n", 2, "imports are not read"),
    ("m.txt", "", 0, "no reader"),
]


@pytest.mark.parametrize(("name", "text", "line", "reason"), BAD)
def test_a_bad_model_file_names_its_line_and_reason(
    tmp_path: Path, name: str, text: str | bytes, line: int, reason: str
):
    with pytest.raises(ModelError, match=reason) as caught:
        read_model(write(tmp_path, name, text))
    assert caught.value.line == line
    assert caught.value.place.startswith(name)


def test_a_tuple_of_the_wrong_width_names_its_relation(tmp_path: Path):
    row = '<relation name="r" arity="2" semantics="supports">1</relation>'
    text = f"<instance><relations>{row}</relations></instance>"
    with pytest.raises(ModelError, match="<relation r>"):
        read_model(write(tmp_path, "m.xml", text))


def test_a_file_of_fifty_megabytes_is_refused(tmp_path: Path):
    file = tmp_path / "m.dimacs"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(ModelError, match="more than"):
        read_model(file)
