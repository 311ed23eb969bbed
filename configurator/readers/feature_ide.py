"""FeatureIDE's XML: a feature tree with ``and``, ``or``, ``alt`` groups and propositional rules.

Thuem et al., "FeatureIDE: An extensible framework for feature-oriented software development",
Science of Computer Programming 79, 2014.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from configurator.builder import Builder
from configurator.errors import ModelError
from configurator.model import Clause, Constraint, Model
from configurator.readers.cardinality import at_most_one
from configurator.readers.formulas import Formula, chain, clauses_of


_SKIPPED = {"description", "graphics", "attribute", "property"}
_GROUPS = {"and", "or", "alt", "feature"}
_CHAINS = {"conj": "&", "disj": "|"}
_MAX_DEPTH = 200
_SIGNS = {"conj": " & ", "disj": " | ", "imp": " => ", "eq": " <=> ", "atmost1": ", "}


def read_feature_ide(root: Element, place: str) -> Model:
    """Read a feature model.

    Args:
        root: the parsed ``<featureModel>`` (or ``<extendedFeatureModel>``).
        place: the file's name, for errors.

    Raises:
        ModelError: not such a model; names the element.
    """
    struct = root.find("struct")
    tops = [] if struct is None else list(_features(struct))
    if len(tops) != 1:
        raise ModelError(f"{place} <struct>", 0, f"one root feature, not {len(tops)}")
    nodes = list(_walk(tops[0], place))
    builder = Builder(tuple(node.get("name", "") for node in nodes), place)
    builder.rule(Constraint("root", "root"), (1,))
    for node in nodes:
        _group(node, builder)
    for number, rule in enumerate(root.iterfind("constraints/rule"), start=1):
        _rule(rule, number, builder, place)
    return builder.build()


def _features(parent: Element) -> Iterator[Element]:
    return (child for child in parent if child.tag not in _SKIPPED)


def _walk(top: Element, place: str) -> Iterator[Element]:
    """Yield every feature, parents first."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if node.tag not in _GROUPS or not node.get("name"):
            raise ModelError(f"{place} <{node.tag}>", 0, "not a feature with a name")
        yield node
        waiting.extend(reversed(list(_features(node))))


def _group(node: Element, builder: Builder) -> None:
    children = [builder.variables[child.get("name", "")] for child in _features(node)]
    if not children:
        return
    parent = builder.variables[node.get("name", "")]
    clauses: list[Clause] = [(-child, parent) for child in children]
    if node.tag == "or":
        clauses.append((-parent, *children))
    elif node.tag == "alt":
        clauses += [(-parent, *children), *at_most_one(children)]
        builder.groups.append(tuple(children))
    else:
        mandatory = [child.get("mandatory") == "true" for child in _features(node)]
        clauses += [(-parent, c) for c, must in zip(children, mandatory, strict=True) if must]
    builder.rule(Constraint(f"{node.tag}:{node.get('name')}", "group"), *clauses)


def _rule(rule: Element, number: int, builder: Builder, place: str) -> None:
    where = f"{place} <rule {number}>"
    parts = [child for child in rule if child.tag not in _SKIPPED]
    if len(parts) != 1:
        raise ModelError(where, 0, "a rule has one formula")
    try:
        clauses = _clauses(parts[0], builder)
    except KeyError as error:
        raise ModelError(where, 0, f"unknown feature {error}") from error
    except ValueError as error:
        raise ModelError(where, 0, f"not a rule: {error}") from error
    words = _words(parts[0])
    sentence = {"en": words, "fr": words}
    builder.rule(Constraint(f"constraint:{number}", "rule", sentence), *clauses)


def _clauses(element: Element, builder: Builder) -> list[Clause]:
    if element.tag == "atmost1":
        variables = [builder.variables[(child.text or "").strip()] for child in element]
        return at_most_one(variables)
    return clauses_of(_formula(element, 0), builder)


def _formula(element: Element, depth: int) -> Formula:
    if depth > _MAX_DEPTH:
        raise ValueError("nested too deep")
    if element.tag == "var":
        return ("name", (element.text or "").strip(), None)
    parts = [_formula(child, depth + 1) for child in element]
    if element.tag in _CHAINS and parts:
        return chain(_CHAINS[element.tag], parts)
    match element.tag, parts:
        case "not", [part]:
            return ("!", part, None)
        case (("imp" | "eq"), [left, right]):
            return ("=>" if element.tag == "imp" else "<=>", left, right)
        case _:
            raise ValueError(f"<{element.tag}> with {len(parts)} parts")


def _words(element: Element) -> str:
    """Write a formula on one line."""
    if element.tag == "var":
        return (element.text or "").strip()
    parts = [_words(child) for child in element]
    if element.tag == "not":
        return f"!{parts[0]}"
    return f"({_SIGNS[element.tag].join(parts)})"
