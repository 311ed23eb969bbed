"""The labels of the printed purchase order, in the two languages of a document.

They are not gettext messages: a signed document is written in the language of its contract,
whatever the language of the request that renders it, and an order keeps the words it was made
with. The legal texts themselves come from the market's dated data.
"""

from collections.abc import Callable, Mapping

from esign import Role


FRENCH: Mapping[str, str] = {
    "Purchase order": "Bon de commande",
    "Order": "Commande",
    "Purchase order %s": "Bon de commande %s",
    "of %s": "du %s",
    "Illustration, not contractual": "Illustration non contractuelle",
    "Total including tax": "Total TTC",
    "Total without the unpublished taxes": "Total sans les taxes non publiées",
    "not published": "non publié",
    "Delivery by the end of": "Livraison au plus tard en",
    "Price guaranteed until": "Prix garanti jusqu’au",
    "Parties": "Parties",
    "Seller": "Vendeur",
    "Buyer": "Acheteur",
    "Co-buyer": "Coacquéreur",
    "Delivering dealer": "Concessionnaire livreur",
    "Share capital": "Capital social",
    "RCS": "RCS",
    "VAT number": "N° de TVA",
    "Professional insurer": "Assureur professionnel",
    "Consumer mediator": "Médiateur de la consommation",
    "Vehicle": "Véhicule",
    "Make": "Marque",
    "Type": "Type",
    "Model": "Modèle",
    "Version": "Version",
    "Variant": "Variante",
    "Model year": "Année-modèle",
    "Power": "Puissance",
    "Fiscal power": "Puissance fiscale",
    "Doors": "Portes",
    "Energy": "Énergie",
    "Gearbox": "Boîte de vitesses",
    "Colour": "Couleur",
    "Trim": "Garniture",
    "CO₂ emissions (WLTP)": "Émissions de CO₂ (WLTP)",
    "Mass in running order": "Masse en ordre de marche",
    "Catalogue": "Catalogue",
    "Identification number (VIN)": "N° d’identification (VIN)",
    "Options and equipment": "Options et équipements",
    "Prices including VAT": "Prix TTC",
    "No option": "Aucune option",
    "Determining features": "Caractéristiques déterminantes",
    "The buyer declared these features decisive for the purchase.": (
        "L’acheteur a déclaré ces caractéristiques déterminantes de son consentement."
    ),
    "None declared": "Aucune déclarée",
    "Price": "Prix",
    "Preparation of the vehicle is included; no other fee is due for it.": (
        "La préparation du véhicule est comprise ; aucun autre frais n’est dû à ce titre."
    ),
    "This price is guaranteed until %s, for delivery within the agreed time.": (
        "Ce prix est garanti jusqu’au %s, pour une livraison dans le délai convenu."
    ),
    "Deposit": "Acompte",
    "Deposit (acompte)": "Acompte",
    "Trade-in": "Reprise",
    "Payment": "Paiement",
    "Financing": "Financement",
    "Cash": "Comptant",
    "No credit is used.": "Sans crédit.",
    "Delivery": "Livraison",
    "Place": "Lieu",
    "At the latest in": "Au plus tard en",
    "The buyer accepts delivery from": "L’acheteur accepte la livraison à partir du",
    "Right of withdrawal": "Droit de rétractation",
    "Online": "En ligne",
    "Model withdrawal form": "Modèle de formulaire de rétractation",
    "Proof": "Preuve",
    "Order file order.json attached, SHA-256": "Fichier order.json joint, SHA-256",
    "Code of the verification page": "Code de la page de vérification",
    "Anybody who holds this document can check it here.": (
        "Quiconque tient ce document peut le vérifier ici."
    ),
    "Made under": "Établi sous",
    "Signatures": "Signatures",
    "Signature of the buyer": "Signature de l’acheteur",
    "Signature of the co-buyer": "Signature du coacquéreur",
    "Signature of the dealer": "Signature du concessionnaire",
    "Signed electronically in this document; every later change is visible.": (
        "Signé électroniquement dans ce document ; toute modification ultérieure est visible."
    ),
    "Test trust: this seal is a demonstration and binds nobody.": (
        "Confiance de test : ce cachet est une démonstration et n’engage personne."
    ),
    "page": "page",
}

ROLE_LABELS: Mapping[Role, str] = {
    Role.BUYER: "Signature of the buyer",
    Role.CO_BUYER: "Signature of the co-buyer",
    Role.DEALER: "Signature of the dealer",
}


def words(language: str) -> Callable[[str], str]:
    """Return the function that gives a label in "fr" or "en".

    Its KeyError names a label without French words; a test proves that there is none.
    """
    if language == "fr":
        return FRENCH.__getitem__
    return str


def role_labels(language: str) -> dict[Role, str]:
    """Name each signature for the reader and for assistive technology."""
    word = words(language)
    return {role: word(label) for role, label in ROLE_LABELS.items()}
