"""Names and addresses as people have them, for whole purchases: each is signed or refused early."""

from collections.abc import Iterator
from unicodedata import normalize


# Language or kind -> first names, last names.
PEOPLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "French": (
        ("Adélaïde", "Gaëlle", "Loïc", "Maël", "François", "Zoé", "Anaïs", "Noël", "Jean-Yves"),
        ("Lœuillet", "L’Haÿ", "de la Tour d'Auvergne", "Ÿpres", "Le Goff", "Brûlé", "Saint-Cyr"),
    ),
    "Romanian": (
        ("Ștefan", "Ioniță", "Cătălin", "Mădălina", "Răzvan", "Ștefania", "Iuliţa"),
        ("Țepeș", "Brâncuși", "Niță", "Măgureanu", "Ştefănescu", "Ghițescu"),
    ),
    "Vietnamese": (
        ("Thị Ánh", "Văn Đức", "Phước", "Mỹ Duyên", "Quỳnh", "Hữu Nghĩa", "Bảo Ngọc"),
        ("Nguyễn", "Trần", "Phạm", "Đặng", "Huỳnh", "Võ", "Vũ", "Lý"),
    ),
    "Greek": (
        ("Ελένη", "Γιώργος", "Ἀλέξανδρος", "Μαρία", "Θεοδώρα", "Ηλίας", "Αϊτή"),
        ("Παπαδοπούλου", "Οικονόμου", "Ξενάκης", "Βαγγέλης", "Ψαρρός", "Ζαΐμης"),
    ),
    "Cyrillic": (
        ("Владимир", "Юлия", "Сергій", "Їва", "Ђорђе", "Љиљана", "Ганна"),
        ("Щербаков", "Шевченко", "Ґудзь", "Јовановић", "Ќосев", "Ёлкин", "Лукашэвіч"),
    ),
    "Baltic, Nordic, Icelandic": (
        ("Åsa", "Øyvind", "Þórunn", "Jānis", "Žygimantas", "Jüri", "Søren", "Guðrún"),
        ("Ångström", "Ærø", "Ķēniņš", "Šimkutė", "Õunapuu", "Ðorðevic", "Ęglė"),
    ),
    "Slavic in Latin": (
        ("Łukasz", "Zdeněk", "Ľubomír", "Žofie", "Đurđa", "Šárka", "Bogusława"),
        ("Žižek", "Dvořák", "Wójcik", "Čapek", "Ďurica", "Kovačević", "Źrebiec"),
    ),
    "Hungarian, Turkish, Maltese": (
        ("Győző", "Gülşen", "İbrahim", "Ömer", "Ġużeppi", "Ilgın", "Tünde"),
        ("Erdődy", "Yılmaz", "Çağlar", "Ħaż-Żabbar", "Öztürk", "Kőszegi"),
    ),
    "Apostrophes, dots, hyphens": (
        ("Kaʻiulani", "M’Baye", "N'Golo", "D.", "Marie·Claire", "Anne-Laure", "Jean‑Marc"),
        ("O’Neill", "O'Brien", "Ó Súilleabháin", "Hawaiʻi", "d’Ornano", "Mc. Kay", "ʼAlī"),
    ),
    "Short": (("Y", "Ö", "A"), ("E", "Ó", "Ng", "U")),
    "Long": (("Wolfeschlegelsteinhausenbergerdorff" * 2, "a" * 60), ("b" * 60, "c" * 120)),
    "Of scripts that are not drawn": (
        ("محمد", "小明", "תמר", "अनिल", "ნინო", "Արամ", "민준"),
        ("Benali", "王", "כהן", "Kumar", "ბერიძე"),
    ),
    "Hostile": (
        ("<script>alert(1)</script>", "Ada\u202eadA", "Ada\u200b", "😀", "Ada\x07", "{{7*7}}"),
        ("Martin", "\u200f", "Mar\u00adtin", "<b>M</b>", "'; DROP TABLE"),
    ),
}
STREETS = (
    "12 quai Perrache", "1 bis, rue de l’Église", "Lieu-dit « Kerc’hoat »", "N° 4 – Bât. B, 3ᵉ ét.",
    "221B avenue du 8-Mai-1945", "ZA Les Prés / lot 7", "Résidence Les Œillets", "Ⅳ rue du Roi",
    "14 rue <b>Haute</b>", "7 rue du Moulin 🏠", "9 rue de la Paix\u00a0\u00a0(fond de cour)",
    "Ker Anna\tRoute de l’Île", "3 Straße der Kanäle", "5 rue du 11 Novembre 1918 & suite",
)  # fmt: skip


def names() -> Iterator[tuple[str, str, str]]:
    """Yield kind, first and last name in a circle; every third is decomposed, as macOS types it."""
    count = 0
    while True:
        for kind, (firsts, lasts) in PEOPLE.items():
            lap = count // len(PEOPLE)
            first, last = firsts[lap % len(firsts)], lasts[lap % len(lasts)]
            form = "NFC" if count % 3 else "NFD"
            yield kind, normalize(form, first), normalize(form, last)
            count += 1
