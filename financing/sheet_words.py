"""The words of the pre-contract information sheet, by language."""

Words = dict[str, str]


def _words(french: str, english: str) -> Words:
    return {"fr": french, "en": english}


TITLES: dict[str, Words] = {
    "parties": _words("Prêteur et intermédiaire", "Lender and intermediary"),
    "features": _words(
        "Principales caractéristiques du crédit", "Main features of the credit product"
    ),
    "costs": _words("Coût du crédit", "Costs of the credit"),
    "rights": _words("Autres aspects juridiques", "Other important legal aspects"),
}

KINDS: dict[str, Words] = {
    "loan": _words("Prêt amortissable affecté à l’achat du véhicule", "Loan tied to the vehicle"),
    "balloon": _words("Prêt affecté avec dernière échéance majorée", "Tied loan with a balloon"),
    "loa": _words("Location avec option d’achat", "Lease with purchase option"),
    "hp": _words("Location-vente", "Hire purchase"),
    "pcp": _words("Location-vente à valeur finale garantie", "Personal contract purchase"),
}

LABELS: dict[str, Words] = {
    "lender": _words("Prêteur", "Lender"),
    "intermediary": _words("Intermédiaire", "Intermediary"),
    "kind": _words("Type de crédit", "Type of credit"),
    "price": _words("Prix au comptant du véhicule", "Cash price of the vehicle"),
    "contribution": _words("Apport, reprise comprise", "Own money, trade-in included"),
    "credit": _words("Montant total du crédit", "Total amount of credit"),
    "drawdown": _words("Mise à disposition des fonds", "Drawdown"),
    "duration": _words("Durée du contrat", "Duration of the agreement"),
    "first": _words("À payer à la livraison", "Due at delivery"),
    "payments": _words("Échéances", "Instalments"),
    "final": _words("Dernière échéance ou option d’achat", "Final amount or purchase option"),
    "total": _words("Montant total dû", "Total amount you will have to pay"),
    "rate": _words("Taux débiteur", "Borrowing rate"),
    "apr": _words("Taux annuel effectif global (TAEG)", "Annual percentage rate of charge (APR)"),
    "cost": _words("Coût total du crédit", "Total cost of the credit"),
    "fees": _words("Frais compris dans ce coût", "Fees within this cost"),
    "insurance": _words("Assurance", "Insurance"),
    "late": _words("Retard de paiement", "Late payment"),
    "withdrawal": _words("Droit de rétractation", "Right of withdrawal"),
    "early": _words("Remboursement anticipé", "Early repayment"),
    "register": _words("Consultation d’une base de données", "Consultation of a database"),
    "draft": _words("Projet de contrat", "Draft credit agreement"),
    "valid": _words("Informations valables jusqu’au", "Information valid until"),
}

SENTENCES: dict[str, Words] = {
    "drawdown": _words(
        "Versés au vendeur à la livraison, prévue le {0}.",
        "Paid to the seller at delivery, expected on {0}.",
    ),
    "months": _words("{0} mois", "{0} months"),
    "payments": _words("{0} échéance(s) de {1}", "{0} instalment(s) of {1}"),
    "final": _words("{0}, le {1}", "{0} on {1}"),
    "percent": _words("{0} %, fixe", "{0}%, fixed"),
    "no_cover": _words(
        "Aucune assurance n’est exigée pour obtenir le crédit.",
        "No insurance is required to obtain the credit.",
    ),
    "optional": _words(
        "Facultative : {0} par mois, {1} au total, hors du coût ci-dessus.",
        "Optional: {0} a month, {1} in all, outside the cost above.",
    ),
    "compulsory": _words(
        "Exigée : {0} par mois, {1} au total, dans le coût ci-dessus.",
        "Required: {0} a month, {1} in all, within the cost above.",
    ),
    "late": _words(
        "Un impayé peut entraîner des intérêts de retard et l’indemnité prévue par la loi"
        " (L. 312-39).",
        "A missed payment may bring late interest and the compensation that the law provides for"
        " (L. 312-39).",
    ),
    "withdrawal": _words(
        "Oui : {0} jours à compter de l’acceptation.", "Yes: {0} days from acceptance."
    ),
    "early": _words(
        "À tout moment, en tout ou partie. Indemnité possible au-delà de {0} remboursés en douze"
        " mois : {1} % au plus, {2} % la dernière année, jamais plus que les intérêts restants"
        " (L. 312-34).",
        "At any time, in full or in part. Compensation is possible above {0} repaid in twelve"
        " months: at most {1}%, {2}% in the last year, never more than the interest left"
        " (L. 312-34).",
    ),
    "register": _words(
        "Si le prêteur refuse après avoir consulté un fichier, il vous en informe sans frais.",
        "If the lender refuses after consulting a register, you are told at once, free of charge.",
    ),
    "draft": _words(
        "Vous pouvez en demander un exemplaire gratuit, sauf si le prêteur ne veut pas conclure.",
        "You may ask for a copy free of charge, unless the lender is unwilling to conclude.",
    ),
}
