from configurator import Catalogue, Limits, compile_apart, compile_catalogue
from configurator.encoding import encode
from tests.configurator.examples import SMALL
from tests.configurator.random_models import random_rules


MODEL = encode(Catalogue.load(SMALL).parts)


def test_a_process_of_its_own_compiles_the_same_circuit():
    apart = compile_apart(MODEL, limits=Limits(seconds=30))
    assert (apart.backend, apart.note) == ("circuit", "")
    assert apart.dump() == compile_catalogue(Catalogue.load(SMALL)).dump()


def test_too_little_time_or_memory_leaves_a_solver_that_says_so():
    hard = random_rules(120, 400, "apart")
    late = compile_apart(hard, limits=Limits(seconds=1))
    assert (late.backend, late.nodes) == ("sat", 0)
    assert "seconds=1" in late.note
    cramped = compile_apart(MODEL, limits=Limits(megabytes=20))
    assert cramped.backend == "sat"
    assert "megabytes=20" in cramped.note
    assert cramped.view({}).price_cents == 2_000_000
