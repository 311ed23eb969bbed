"""Rules of addresses whose builders are compiled once a session, not once a test.

Each test makes an application, and nine tenths of that is compiling the same 170 functions. What
is compiled depends on the rule alone: the converters are asked when an address is built.
"""

from collections.abc import Callable

from flask import Flask
from typing_extensions import override
from werkzeug.routing import Rule


Builder = Callable[..., tuple[str, str]]
BUILDERS: dict[tuple[object, ...], Builder] = {}


class QuickRule(Rule):
    """A rule as any other, made quickly."""

    @override
    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        key = (self.rule, *self._trace, repr(self.defaults), append_unknown)
        if key not in BUILDERS:
            BUILDERS[key] = super()._compile_builder(append_unknown)
        return BUILDERS[key]


def use() -> None:
    """Let every application made from now on have such rules."""
    Flask.url_rule_class = QuickRule
