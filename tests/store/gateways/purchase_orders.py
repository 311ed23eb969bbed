"""Purchase orders for the tests: plain values, invented people."""

import json
from datetime import UTC, date, datetime

from store.gateways.purchase_order import (
    AmountLine,
    BuyerBlock,
    Clause,
    DeliveryBlock,
    DepositBlock,
    FactLine,
    PurchaseOrder,
    SellerBlock,
    VehicleBlock,
    WithdrawalBlock,
)


ISSUED = datetime(2026, 11, 21, 17, 40, tzinfo=UTC)

SELLER = SellerBlock(
    name="Volant Démonstration DS",
    form="SAS",
    capital="1 000 000 €",
    rcs="RCS Paris 000 000 034",
    vat_number="FR00 000000034",
    address="3 avenue de la Démonstration, 75008 Paris",
    email="ds@volant.example",
    phone="+33 1 99 00 00 03",
    insurer="Assurance de démonstration, police n° DEMO-3",
    mediator="Médiateur de démonstration, 1 place de l’Exemple, 75001 Paris",
    mediator_url="https://mediateur.example",
)
BUYER = BuyerBlock(
    name="Claire Morel",
    address="8 rue des Lilas, 69003 Lyon",
    email="claire.morel@example.fr",
    phone="+33 6 12 34 56 78",
    details=("Née le 14 mars 1988 à Grenoble",),
)
CO_BUYER = BuyerBlock(
    name="Łukasz Žižek", address=BUYER.address, email="l@example.fr", phone="+33 6 00 00 00 01"
)
VEHICLE = VehicleBlock(
    make="DS",
    type="M10DS4",
    model="DS 4",
    version="E-Tense 225 Trocadero EAT8",
    variant="D34-B2",
    model_year=2027,
    power_kw=165,
    fiscal_cv=10,
    doors=5,
    energy="Hybride rechargeable",
    gearbox="Automatique, 8 rapports",
    colour="Onyx Profond",
    trim="Cuir nappa criollo",
    co2_g_km=27,
    mass_kg=1723,
    catalogue_reference="FR-2026-11-03",
    catalogue_date=date(2026, 11, 3),
)
LINES = (
    AmountLine(label="DS 4 E-Tense 225 Trocadero EAT8", cents=4600000, note="Préparation comprise"),
    AmountLine(label="Options", cents=145000),
    AmountLine(label="Voiture TTC", cents=4745000, note="dont TVA 20 % : 7 908,33 €", weight="sum"),
    AmountLine(
        label="Carte grise, Auvergne-Rhône-Alpes",
        cents=44376,
        note="10 CV × 43,00 € + 11,00 € + 2,76 €",
    ),
    AmountLine(
        label="Malus CO₂, immatriculation en décembre 2026", cents=0, note="27 g/km, seuil 108 g/km"
    ),
    AmountLine(label="Prix sur la route, TTC", cents=4789376, weight="total"),
    AmountLine(label="Reprise Peugeot 208 EK-482-VN", cents=-842000, note="Offre ferme"),
    AmountLine(label="Acompte, aujourd’hui par carte", cents=-50000),
    AmountLine(label="Reste à la livraison", cents=3897376, weight="sum"),
)
TRADE_IN = Clause(
    title="Peugeot 208 EK-482-VN",
    facts=(
        FactLine(label="Offre", value="8 420,00 €"),
        FactLine(label="Valable jusqu’au", value="28 novembre 2026 ou 1 000 km de plus"),
    ),
    paragraphs=("L’état déclaré est vérifié à la remise. Vous pouvez refuser un autre montant.",),
)
FINANCE = Clause(
    title="Crédit affecté sur 48 mois",
    facts=(
        FactLine(label="Prêteur", value="Banque de démonstration"),
        FactLine(label="Montant", value="20 000,00 €"),
        FactLine(label="TAEG fixe", value="5,49 %"),
    ),
    paragraphs=(
        "Attention ! Un crédit coûte de l’argent et doit être remboursé !",
        "La vente est résolue de plein droit si le prêteur n’informe pas de l’octroi du crédit.",
    ),
)
WITHDRAWAL = WithdrawalBlock(
    paragraphs=(
        "Vous pouvez vous rétracter pendant quatorze jours à compter de la livraison, sans motif.",
        "Une voiture configurée n’est pas exclue de ce droit.",
    ),
    online_label="renoncer au contrat ici",
    online_url="https://volant.example/retractation",
    form_intro="À remplir et à renvoyer seulement si vous souhaitez renoncer au contrat.",
    form_lines=("À l’attention de", "Commandé le / reçu le", "Nom, adresse", "Date, signature"),
)
CLAUSES = (
    Clause(
        title="Garanties légales",
        paragraphs=(
            "La garantie légale de conformité dure deux ans à compter de la délivrance.",
            "La garantie des vices cachés peut être invoquée pendant deux ans.",
        ),
    ),
    Clause(
        title="Données personnelles",
        paragraphs=("Vos données servent à exécuter cette commande ; elles ne sont pas vendues.",),
    ),
)


def a_purchase_order(**changes: object) -> PurchaseOrder:
    """A DS 4 ordered in Lyon with a loan and a trade-in."""
    values: dict[str, object] = {
        "number": "V-2026-000481",
        "language": "fr",
        "brand": "ds",
        "brand_name": "DS",
        "issued_at": ISSUED,
        "seller": SELLER,
        "buyers": (BUYER,),
        "dealer": "Lyon Confluence, 12 quai Perrache, 69002 Lyon",
        "vehicle": VEHICLE,
        "options": (
            AmountLine(label="Peinture Onyx Profond", cents=90000),
            AmountLine(label="Pack Vision", cents=55000, note="Projecteurs matriciels"),
        ),
        "determining_features": ("Hybride rechargeable", "Attelage possible"),
        "lines": LINES,
        "price_guaranteed_until": date(2027, 2, 21),
        "deposit": DepositBlock(
            cents=50000, conditions="Débité quand le concessionnaire accepte ; remboursable."
        ),
        "delivery": DeliveryBlock(
            place="Lyon Confluence, 12 quai Perrache, 69002 Lyon",
            latest_month=date(2027, 1, 31),
            accepted_from=date(2027, 1, 4),
        ),
        "withdrawal": WITHDRAWAL,
        "clauses": CLAUSES,
        "versions": (
            FactLine(label="Taxes", value="FR-taxes@2026-01-01"),
            FactLine(label="Textes", value="FR-texts@2026-11-20"),
        ),
        "order_json": json.dumps({"number": "V-2026-000481", "road_price_cents": 4789376}).encode(),
        "trade_in": TRADE_IN,
        "finance": FINANCE,
    }
    return PurchaseOrder(**{**values, **changes})
