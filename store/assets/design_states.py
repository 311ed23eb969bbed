"""The states of each component that the check page shows, and its skins and lights."""

from types import SimpleNamespace as Item
from typing import Any


SCHEMES = {"light": "clair", "dark": "sombre"}
# a state is shown by an attribute that the style sheets treat as the real one
SHOWN: tuple[tuple[str, dict[str, str]], ...] = (
    ("repos", {}),
    ("survol", {"data-shown": "hover"}),
    ("focus", {"data-shown": "focus"}),
    ("attente", {"aria-busy": "true"}),
)


def state_sample() -> dict[str, Any]:
    """Return what the states show: words, marks, rows of bars, tabs."""
    tabs = (("À répondre", 3, True), ("En cours", 26, False), ("Terminées", 0, False))
    seasons = (("Temps doux", "WLTP, 23 °C", 388, 1), ("Hiver", "de 0 à −10 °C", 300, 3))
    return {
        "shown": [*SHOWN, ("inactif", {"disabled": True})],
        "tabs": [Item(label=w, url="#", count=n, current=now) for w, n, now in tabs],
        "bars": [
            (words, note, f"{km} km", km * 1000 // 388, series)
            for words, note, km, series in seasons
        ],
        "bar_heads": ("Saison", "Autonomie"),
        "bar_caption": "Autonomie d’une 208 électrique par saison.",
    }


def order_sample() -> dict[str, Any]:
    """Return an order's track and its timeline, with a date that moved."""
    late, first = "Créneau d’usine confirmé plus tôt", "Date annoncée à l’acceptation"
    moves = [
        Item(day="1er déc.", reason=late, old="29 janv.", new="26 janv."),
        Item(day="23 nov.", reason=first, old=None, new="29 janv."),
    ]
    track = (
        "Signée",
        "Acceptée",
        "En fabrication",
        "En route",
        "Chez le concessionnaire",
        "À vous",
    )
    states = ("done", "done", "now", "ahead", "ahead", "ahead")
    signed = Item(date="21 nov., 18:42", title="Commande signée", text="Copie envoyée.")
    made = Item(date="1er déc.", title="En fabrication", text="", moves=moves)
    given = Item(date="26 janv.", title="Remise des clés", text="")
    signed.state, made.state, given.state = "done", "now", "ahead"
    return {
        "track": [Item(label=w, state=s) for w, s in zip(track, states, strict=True)],
        "timeline": [signed, made, given],
    }
