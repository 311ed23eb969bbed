"""The valuation model: a dated, hashed JSON artefact that knows its brands, models and evidence."""

import hashlib
import json
from bisect import bisect_right
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, Self

from tradein.artefact import pack_card, pack_effects, unpack_parts
from tradein.columns import Extras
from tradein.errors import ModelError
from tradein.evidence import Bucket, Curve, ModelCard
from tradein.facts import Facts
from tradein.names import brand_slug, slug, words
from tradein.trees import Forest


FORMAT = "volant-tradein-2"
FULL_SUPPORT = 8
LEAST_AT_HOME = 3
LINES = (",", ":")
Level = Literal["version", "model", "curve", "brand", "unknown"]


@dataclass(frozen=True, kw_only=True)
class ValuationModel:
    """A fitted market. Build one with `train` or `load`; its id is the hash of its content.

    Attributes:
        market: The data set whose price level it predicts.
        trained_on: The day of training, as given, ISO 8601.
        effects: Coefficients of ln(price in euros) by name (see `tradein.features`).
        cards: ModelCard by "brand/model" slug.
        brand_names: Shown name by brand slug.
        buckets: By age, ascending.
        curve: For models never seen, from their new price; None when no list prices were given.
        index: ln(price level) relative to the data by month "YYYY-MM", or by month and age bucket
            "YYYY-MM/4"; the last month not after the day counts.
        extras: How the market's further columns are read.
        forest: The trees of the fine-tuning; None where they earn nothing.
        provenance: Where the rows came from and what was left out.
        metrics: Figures on rows the fit did not see.
    """

    market: str
    trained_on: str
    effects: dict[str, float]
    cards: dict[str, ModelCard]
    brand_names: dict[str, str]
    buckets: tuple[Bucket, ...]
    curve: Curve | None = None
    index: dict[str, float] = field(default_factory=dict)
    extras: Extras = field(default_factory=lambda: Extras({}, {}))
    forest: Forest | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def model_id(self) -> str:
        """The market and the first 16 hexadecimal digits of the content's SHA-256."""
        text = json.dumps(self._content(), sort_keys=True, ensure_ascii=False)
        return f"{self.market}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    def _content(self) -> dict[str, Any]:
        plain = asdict(replace(self, effects={}, cards={}, forest=None))
        return {
            **plain,
            "format": FORMAT,
            "effects": pack_effects(self.effects),
            "cards": {key: pack_card(card) for key, card in self.cards.items()},
            "forest": self.forest.pack() if self.forest else None,
        }

    def dump(self) -> str:
        """The artefact as JSON text, with its id."""
        content = {"id": self.model_id, **self._content()}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=LINES) + "\n"

    @classmethod
    def load(cls, text: str) -> Self:
        """Read an artefact and check its hash.

        Raises:
            ModelError: When it is not JSON, of another format, incomplete or altered.
        """
        try:
            content = json.loads(text)
            claimed, form = content.pop("id"), content.pop("format")
            model = cls(**unpack_parts(content))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ModelError("model", "malformed", f"is not a valuation model ({error})") from error
        if form != FORMAT:
            raise ModelError("model.format", "unknown", f"{form!r} is not {FORMAT!r}")
        if claimed != model.model_id:
            raise ModelError("model.id", "altered", f"{claimed} does not match the content")
        return model

    def brands(self) -> list[tuple[str, str]]:
        """Known brands as (slug, shown name), by name."""
        return sorted(self.brand_names.items(), key=lambda pair: pair[1].lower())

    def models(self, brand: str) -> list[tuple[str, ModelCard]]:
        """The models of a brand to choose from, as (slug, card); empty for an unknown brand."""
        prefix = f"{brand_slug(brand)}/"
        mine = [
            (key, card)
            for key, card in self.cards.items()
            if key.startswith(prefix) and card.listed
        ]
        found = [(key.removeprefix(prefix), card) for key, card in mine]
        return sorted(found, key=lambda pair: pair[1].name.lower())

    def card(self, facts: Facts) -> ModelCard | None:
        """What is known of the car's model, or None."""
        return self.cards.get(f"{brand_slug(facts.brand)}/{slug(facts.model)}")

    def level(self, facts: Facts) -> Level:
        """How near to the car the evidence is."""
        card = self.card(facts)
        if card is not None and card.count >= FULL_SUPPORT:
            known = {words(version) for version in card.versions}
            return "version" if words(facts.version) in known else "model"
        if brand_slug(facts.brand) not in self.brand_names:
            return "unknown"
        return "curve" if facts.new_price_cents is not None and self.curve else "brand"

    def bucket(self, age: float) -> Bucket:
        """The age bucket a car of that many years belongs to."""
        edges = [bucket.from_age for bucket in self.buckets]
        return self.buckets[max(0, bisect_right(edges, age) - 1)]

    def half_width(self, facts: Facts, age: float) -> float:
        """The calibrated half-width of ln(price) for a car of that many years."""
        level, card, bucket = self.level(facts), self.card(facts), self.bucket(age)
        if level == "curve" and self.curve is not None:
            return self.curve.half_width
        at_home = card is not None and card.local >= LEAST_AT_HOME
        return bucket.half_width if at_home else bucket.half_width_abroad

    def log_index(self, today: date, age: float = 0.0) -> float:
        """ln(price level) of the day's month relative to the data's, for cars of that age."""
        month, bucket = f"{today:%Y-%m}", f"{self.bucket(age).from_age:g}"
        known = {name.partition("/")[0] for name in self.index}
        last = max((name for name in known if name <= month), default="")
        return self.index.get(f"{last}/{bucket}", self.index.get(last, 0.0))
