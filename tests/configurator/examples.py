"""Small catalogues for the tests."""

SMALL = """\
[catalogue]
key = "acme-one"
market = "FR"
brand = "acme"
model = "One"
slug = "one"
edition = "2026-11-03"
model_year = 2026
currency = "EUR"
body = "hatchback"
doors = 5
seats = 5
tvv = "A1"
drawing = "208"
tagline = { fr = "Petite", en = "Small" }
source = "invented"

[[version]]
id = "p100-base"
label = "100 Base"
trim = "base"
trim_label = "Base"
energy = "petrol"
gearbox = "manual"
price_cents = 2000000
power_kw = 74
fiscal_cv = 5
co2_g = 105
mass_kg = 1100
lead_weeks = 6

[[version]]
id = "e150-gt"
label = "150 GT"
trim = "gt"
trim_label = "GT"
energy = "electric"
gearbox = "automatic"
price_cents = 3000000
power_kw = 110
fiscal_cv = 4
co2_g = 0
mass_kg = 1500
range_km = 400
lead_weeks = 9

[[group]]
id = "color"
kind = "one"
label = { fr = "Couleur", en = "Colour" }

[[group.option]]
id = "white"
label = { fr = "Blanc", en = "White" }
series = ["*"]

[[group.option]]
id = "red"
label = { fr = "Rouge", en = "Red" }
price_cents = 70000
prices = { "trim:gt" = 50000 }
lead_weeks = 2

[[group]]
id = "option"
kind = "any"
label = { fr = "Options", en = "Options" }

[[group.option]]
id = "camera"
label = { fr = "Caméra", en = "Camera" }
price_cents = 40000
series = ["trim:gt"]

[[group.option]]
id = "radar"
label = { fr = "Radar", en = "Radar" }
price_cents = 30000

[[group.option]]
id = "roof"
label = { fr = "Toit vitré", en = "Glass roof" }
price_cents = 90000
mass_kg = 20
co2_g = 1
lead_weeks = 3

[[group.option]]
id = "towbar"
label = { fr = "Attelage", en = "Towbar" }
price_cents = 60000
not = ["energy:electric"]

[[group]]
id = "pack"
kind = "any"
label = { fr = "Packs", en = "Packs" }

[[group.option]]
id = "vision"
label = { fr = "Vision", en = "Vision" }
price_cents = 50000
prices = { "trim:gt" = 20000 }
contains = ["option.camera", "option.radar"]

[[rule]]
id = "roof-needs-vision"
kind = "requires"
when = ["option.roof"]
then = ["pack.vision"]
sentence = { fr = "Le toit demande le pack Vision.", en = "The roof needs the Vision pack." }

[[rule]]
id = "no-roof-with-towbar"
kind = "excludes"
when = ["option.roof"]
then = ["option.towbar"]
sentence = { fr = "Pas de toit avec l’attelage.", en = "No roof with the towbar." }
"""
