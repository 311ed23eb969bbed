"""The lines of an offer: steps between running amounts, so they sum to the cent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tradein.facts import Condition, Facts
from tradein.rules import Rules


NARROW_SPACE = "\u202f"


@dataclass(frozen=True, kw_only=True)
class Factor:
    """One line of the offer.

    Attributes:
        code: Stable name ("age", "damage.front_bumper.scratch.2").
        label: By language.
        reason: A sentence by language.
        cents: What the line adds (or takes, negative).
    """

    code: str
    label: Mapping[str, str]
    reason: Mapping[str, str]
    cents: int


@dataclass
class Ledger:
    """Collects factors by the running amounts they lead to."""

    rules: Rules
    words: dict[str, str]
    factors: list[Factor] = field(default_factory=list)
    amount: int = 0

    def reach(self, code: str, amount: int, *, always: bool = False) -> None:
        """Add the line that leads to this running amount; a line of nothing is left out."""
        cents = amount - self.amount
        if cents or always:
            name = code.partition(".")[0]
            label, reason = self.rules.labels[name], self.rules.reasons[name]
            factor = Factor(
                code=code, label=self._say(label), reason=self._say(reason), cents=cents
            )
            self.factors.append(factor)
            self.amount = amount

    def take(self, code: str, cents: int) -> None:
        """Add a line that takes an amount off."""
        self.reach(code, self.amount - cents)

    def _say(self, text: Mapping[str, str]) -> dict[str, str]:
        return {language: sentence.format_map(self.words) for language, sentence in text.items()}


def wording(facts: Facts, condition: Condition, rules: Rules, years: float) -> dict[str, str]:
    """What the sentences of the rules may name, numbers written in each language's way."""
    named = {"fuel": facts.fuel, "gearbox": facts.gearbox}
    both = {
        f"{field}_{lang}": text
        for field, code in named.items()
        for lang, text in rules.words[code].items()
    }
    return {
        **both,
        "model": facts.model,
        "version": facts.version,
        "hp": str(facts.power_hp),
        "years_en": f"{years:.1f}",
        "years_fr": f"{years:.1f}".replace(".", ","),
        "km_en": f"{facts.km:,}",
        "km_fr": f"{facts.km:,}".replace(",", NARROW_SPACE),
        "owners": str(condition.owners),
        "keys": str(condition.keys),
    }
