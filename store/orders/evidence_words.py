"""What each event of an order is called in its printed evidence, in the language of its contract.

They are not gettext messages: what is sealed keeps the words it was made with.
"""

from collections.abc import Mapping


TITLES: Mapping[str, Mapping[str, str]] = {
    "freeze": {"fr": "Bon de commande établi", "en": "Purchase order written"},
    "view": {
        "fr": "Document lu en entier, code demandé à son pied",
        "en": "Document read whole, code asked for at its foot",
    },
    "send_code": {"fr": "Code à usage unique envoyé", "en": "One-time code sent"},
    "sign": {"fr": "Signé par l’acheteur", "en": "Signed by the buyer"},
    "invite": {"fr": "Lien envoyé au coacquéreur", "en": "Link sent to the co-buyer"},
    "remind": {"fr": "Rappel envoyé", "en": "Reminder sent"},
    "co_sign": {"fr": "Signé par le coacquéreur", "en": "Signed by the co-buyer"},
    "decline": {"fr": "Refusé par le coacquéreur", "en": "Declined by the co-buyer"},
    "hold": {"fr": "Acompte bloqué sur la carte", "en": "Deposit held on the card"},
    "submit": {"fr": "Soumis à une seconde personne", "en": "Laid before a second person"},
    "approve": {"fr": "Conditions approuvées", "en": "Terms approved"},
    "reject": {"fr": "Conditions refusées", "en": "Terms refused"},
    "offer": {"fr": "Présenté au concessionnaire", "en": "Laid before the dealer"},
    "place": {"fr": "Placé par le personnel", "en": "Placed by the staff"},
    "accept": {"fr": "Accepté par le concessionnaire", "en": "Accepted by the dealer"},
    "refuse": {"fr": "Refusé par le concessionnaire", "en": "Refused by the dealer"},
    "lapse": {"fr": "Sans réponse dans le délai", "en": "No answer in time"},
    "countersign": {"fr": "Signé par le concessionnaire", "en": "Signed by the dealer"},
    "seal": {"fr": "Document scellé pour l’archive", "en": "Document sealed for the archive"},
    "evidence": {"fr": "Preuves scellées", "en": "Evidence sealed"},
    "open_card_page": {"fr": "Page de paiement ouverte", "en": "Card page opened"},
    "card_page_expired": {
        "fr": "Page de paiement fermée sans paiement",
        "en": "Card page closed unpaid",
    },
    "card_refused": {"fr": "Carte refusée", "en": "Card refused"},
    "renew_hold": {"fr": "Acompte de nouveau bloqué", "en": "Deposit held anew"},
    "renewal_refused": {
        "fr": "La banque demande le client pour bloquer de nouveau l’acompte",
        "en": "The bank asks for the customer to hold the deposit anew",
    },
    "lose_hold": {
        "fr": "Le blocage de l’acompte a pris fin",
        "en": "The hold of the deposit has ended",
    },
    "deposit_captured": {"fr": "Acompte encaissé", "en": "Deposit taken"},
    "deposit_released": {"fr": "Acompte libéré", "en": "Deposit released"},
    "deposit_refunded": {"fr": "Acompte remboursé", "en": "Deposit refunded"},
    "deposit_sent_back": {
        "fr": "Montant non demandé, renvoyé",
        "en": "An amount nobody asked for goes back",
    },
    "reschedule": {"fr": "Date de livraison déplacée", "en": "Day of delivery moved"},
    "deliver": {"fr": "Véhicule remis", "en": "Car handed over"},
    "withdraw": {"fr": "Rétractation de l’acheteur", "en": "Withdrawn by the buyer"},
    "cancel": {"fr": "Commande annulée", "en": "Order cancelled"},
    "expire": {"fr": "Commande expirée", "en": "Order expired"},
    "paper_received": {"fr": "Pièce reçue", "en": "Paper received"},
    "paper_accepted": {"fr": "Pièce acceptée", "en": "Paper accepted"},
    "paper_refused": {"fr": "Pièce refusée", "en": "Paper refused"},
    "paper_taken_back": {"fr": "Pièce reprise", "en": "Paper taken back"},
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "title": "Preuves de la commande {number}",
        "lead": (
            "Chaque événement porte l’empreinte du précédent : en changer, en retirer ou en "
            "déplacer un seul romprait toutes celles qui suivent. Les heures sont en UTC."
        ),
        "test": "Confiance de test : ce cachet est une démonstration et n’engage personne.",
        "order": "Empreinte SHA-256 de order.json",
        "file": "Empreinte SHA-256 du document signé",
        "head": "Empreinte du dernier événement",
        "count": "Nombre d’événements",
        "terms": "Conditions",
        "texts": "Textes légaux",
        "made": "Établi le",
        "hash": "Empreinte",
        "previous": "Empreinte précédente",
        "reason": "Preuves de la commande {number}, scellées par le vendeur",
    },
    "en": {
        "title": "Evidence of order {number}",
        "lead": (
            "Every event carries the hash of the one before: to change, remove or move a single "
            "one would break all that follow. Times are in UTC."
        ),
        "test": "Test trust: this seal is a demonstration and binds nobody.",
        "order": "SHA-256 of order.json",
        "file": "SHA-256 of the signed document",
        "head": "Hash of the last event",
        "count": "Number of events",
        "terms": "Terms",
        "texts": "Legal texts",
        "made": "Made on",
        "hash": "Hash",
        "previous": "Hash before",
        "reason": "Evidence of order {number}, sealed by the seller",
    },
}
