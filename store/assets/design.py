"""What the check page of the components shows: one of everything, with plausible figures."""

from types import SimpleNamespace as Item
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, SelectField, StringField

from store.assets.design_states import order_sample, state_sample
from store.drawing import charts, columns


SENTENCE = "Le barème 2027 n’est pas publié. Nous vous dirons le montant avant l’immatriculation."
EXAMPLE = (
    "Location avec option d’achat, 48 mois, 40 000 km : 1er loyer de 2 970,48 €, puis 47 loyers de"
    " 362,70 €. Option d’achat finale 13 664,19 €. TAEG fixe 4,99 %."
    " Montant total dû : 33 681,57 €."
)


class DesignForm(FlaskForm):
    """Fields in each state; it is never sent."""

    postcode = StringField("Code postal", default="69003")
    birth = StringField("Date de naissance", default="14/06/2011")
    email = EmailField("Adresse électronique", default="claire.morel@example.fr")
    plate = StringField("Votre plaque", default="EK-482-VN")
    use = SelectField("Usage", choices={"Ville": "Ville", "Route": "Route"})
    agree = BooleanField("J’ai lu les conditions")


def design_form() -> DesignForm:
    """Return the form with one field in error."""
    form = DesignForm(formdata=None)
    form.birth.errors = ("Il faut avoir 18 ans pour commander. Vérifiez l’année.",)
    return form


class StateForm(FlaskForm):
    """One field in each state; it is never sent."""

    rest = EmailField("Repos")
    hover = EmailField("Survol")
    focus = EmailField("Focus", default="claire.morel@example.fr")
    wrong = EmailField("Erreur", default="claire.morel@example")
    fixed = EmailField("Inactif", default="claire.morel@example.fr")


def state_form() -> StateForm:
    """Return the form with one field in error."""
    form = StateForm(formdata=None, prefix="state")
    form.wrong.errors = ("Il manque la fin de l’adresse, par exemple .fr.",)
    return form


def _schedule(credit_cents: int, payment_cents: int, months: int) -> list[tuple[int, int]]:
    """Return capital and interest a month at a constant payment, for the picture only."""
    left, rows = credit_cents, []
    for _ in range(months):
        interest = left * 447 // 100_000
        rows.append((payment_cents - interest, interest))
        left -= payment_cents - interest
    return rows


def _charts() -> dict[str, Any]:
    factors = [
        charts.Step("Âge", -1_118_000, "8 ans et 8 mois"),
        charts.Step("Kilométrage", 42_000, "74 200 km ; la moyenne à cet âge est de 98 000 km"),
        charts.Step("Préparation", -31_000, "Révision, nettoyage"),
    ]
    start = charts.Step("Prix neuf, mars 2018", 2_090_000, "208 1.2 PureTech 110 Allure")
    end = charts.Step("Notre offre", 983_000)
    sales = range(750_000, 950_000, 7_300)
    schedule = _schedule(2_128_476, 49_362, 48)
    return {
        "ladder": charts.ladder(start, factors, end),
        "interval": charts.interval(795_000, 891_000, 842_000, tuple(sales)),
        "columns": columns.columns(
            schedule, "95,14 € d’intérêts le premier mois", "2,20 € le dernier"
        ),
    }


def _choices() -> dict[str, Any]:
    return {
        "paints": [
            ("Bleu Littoral", "#1d5fc4", None),
            ("Blanc Calcaire", "#eceef0", None),
            ("Gris Ardoise", "#4a4f56", None),
            ("Rouge Garance", "#8e1420", "#17181a"),
            ("Vert Maquis", "#4d6b5c", None),
        ],
        "swap": [
            Item(label="Toit panoramique vitré", cents=65_000, comes=True),
            Item(label="Pack Vision", cents=-55_000, comes=False),
        ],
        "cards": [
            ("208", "Hybrid 136 GT e-DCS6", 104, "B"),
            ("2008", "Hybrid 136 GT e-DCS6", 111, "B"),
            ("3008", "Hybrid 136 GT e-DCS6", 123, "C"),
        ],
        "camera": "Caméra 360°",
        "roof": "Toit panoramique vitré",
        "note": "Caméra 360°, angle mort, projecteurs directionnels.",
    }


def _price() -> dict[str, Any]:
    return {
        "lines": [
            Item(
                label="208 Hybrid 136 GT", note="Préparation comprise", cents=2_815_000, kind="car"
            ),
            Item(label="Voiture TTC", note="dont TVA 20 %", cents=2_939_000, kind="sum"),
            Item(label="Carte grise", note="7 CV × 43,00 € + 13,76 €", cents=31_476, kind="tax"),
            Item(label="Malus CO₂, 104 g/km", note="Seuil 108 g/km", cents=0, kind="tax"),
            Item(label="Prix sur la route", note="", cents=2_970_476, kind="total"),
        ],
        "kv": [("Modèle", "208"), ("Reste à la livraison", "29 204,76 €", "strong")],
    }


def design_sample() -> Item:
    """Return everything the page needs besides the layout's context, the car and the form."""
    steps = ("done", "current", "open", "blocked")
    labels = ("Configurer", "Reprise", "Financement", "Signature")
    return Item(
        name="208 Hybrid 136 GT e-DCS6",
        choices="Bleu Littoral, 17″, Pack Vision",
        steps=[Item(label=w, state=s, url="#") for w, s in zip(labels, steps, strict=True)],
        warning="Attention ! Un crédit coûte de l’argent et doit être remboursé !",
        example=EXAMPLE,
        notice=SENTENCE,
        hint="Pour les taxes et les concessionnaires proches.",
        empty="Aucune voiture à 180 € par mois",
        nearest="La plus proche est à 204 €, sans apport.",
        toast="Pack Vision retiré",
        **_charts(),
        **order_sample(),
        **state_sample(),
        **_choices(),
        **_price(),
    )
