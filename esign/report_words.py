"""The sentences of a verification, in French and English."""

SUBJECTS = {
    "en": {
        "buyer": "buyer",
        "co_buyer": "co-buyer",
        "dealer": "dealer",
        "document_timestamp": "document",
        "seal": "seal of the seller",
    },
    "fr": {
        "buyer": "acheteur",
        "co_buyer": "coacquéreur",
        "dealer": "concessionnaire",
        "document_timestamp": "document",
        "seal": "cachet du vendeur",
    },
}
# French puts a space that does not break before a colon.
JOINED = {"en": "{}: {}", "fr": "{}\N{NO-BREAK SPACE}: {}"}
OUTCOMES = {
    "en": {"passed": "ok", "failed": "FAILED", "not checked": "not checked", "waiting": "waiting"},
    "fr": {
        "passed": "ok",
        "failed": "ÉCHEC",
        "not checked": "non vérifié",
        "waiting": "en attente",
    },
}
TEXTS = {
    "en": {
        "readable": "the document can be read",
        "content": "no script, layer or outside action",
        "signed": "the buyer has signed",
        "complete": "everybody has signed",
        "order": "signed in the agreed order, with the agreed rights",
        "integrity": "nothing was changed after this signature",
        "container": "the signature fills its place exactly",
        "file": "the last signature covers the whole file",
        "chain": "the certificate leads to the trusted root and was not revoked",
        "timestamp": "a valid timestamp dates the signature",
        "timestamp_own": "a valid timestamp of the seller’s own authority dates the signature",
        "timestamp_outside": "an authority independent of the seller dated the signature",
        "archive": "a timestamp and fresh answers seal the whole document for years",
        "order_hash": "the hash the document carries is that of the attached order",
        "evidence": "the evidence chain is unbroken",
        "evidence_order": "the evidence speaks of this order",
        "evidence_file": "every revision of the file is the one in the evidence",
        "evidence_final": "the last signature of the evidence is this very file",
    },
    "fr": {
        "readable": "le document est lisible",
        "content": "ni script, ni calque, ni action extérieure",
        "signed": "l’acheteur a signé",
        "complete": "tout le monde a signé",
        "order": "signé dans l’ordre convenu, avec les droits convenus",
        "integrity": "rien n’a changé après cette signature",
        "container": "la signature remplit exactement sa place",
        "file": "la dernière signature couvre tout le fichier",
        "chain": "le certificat mène à la racine de confiance et n’était pas révoqué",
        "timestamp": "un horodatage valable date la signature",
        "timestamp_own": "un horodatage valable de l’autorité du vendeur date la signature",
        "timestamp_outside": "une autorité indépendante du vendeur a daté la signature",
        "archive": "un horodatage et des réponses fraîches scellent le document pour des années",
        "order_hash": "l’empreinte que porte le document est celle de la commande jointe",
        "evidence": "la chaîne de preuves est intacte",
        "evidence_order": "les preuves parlent de cette commande",
        "evidence_file": "chaque version du fichier est celle des preuves",
        "evidence_final": "la dernière signature des preuves est ce fichier même",
    },
}
