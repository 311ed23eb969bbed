"""What is known of the customer's car: its facts and its declared condition."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args


Fuel = Literal["petrol", "diesel", "hybrid", "phev", "electric", "lpg", "cng", "hydrogen", "other"]
Gearbox = Literal["manual", "auto", "other"]
Tyres = Literal["good", "worn", "replace"]
ServiceHistory = Literal["full", "partial", "none"]
Accident = Literal["none", "repaired", "structural"]

FUELS: tuple[str, ...] = get_args(Fuel)
GEARBOXES: tuple[str, ...] = get_args(Gearbox)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The car, as the registration document and the odometer say.

    Attributes:
        brand: Any usual spelling ("Citroën", "VW").
        model: Any usual spelling ("208", "Classe A").
        version: The commercial version ("1.2 PureTech Allure"), empty when not known.
        first_registration: Field B of the French registration certificate.
        km: Odometer reading, whole kilometres.
        fuel: One of FUELS.
        gearbox: One of GEARBOXES.
        power_hp: Metric horsepower (DIN), not fiscal.
        body: A body style slug ("suv", "citadine"), empty when not known.
        country: ISO 3166-1 alpha-2 of the present registration.
        new_price_cents: Price when new incl. VAT and options, if known.
        plate: French plate, SIV or FNI, if known.
        vin: 17 characters, if known.
        earlier_km: The highest reading recorded before (roadworthiness test, invoice), if known.
    """

    brand: str
    model: str
    version: str = ""
    first_registration: date
    km: int
    fuel: str
    gearbox: str
    power_hp: int
    body: str = ""
    country: str = "FR"
    new_price_cents: int | None = None
    plate: str | None = None
    vin: str | None = None
    earlier_km: int | None = None


@dataclass(frozen=True, kw_only=True)
class Damage:
    """One visible damage: where (zone), what (kind), how bad (severity 1 light to 3 heavy)."""

    zone: str
    kind: str
    severity: int


@dataclass(frozen=True, kw_only=True)
class Condition:
    """The declared state of the car. The defaults describe a car without a fault."""

    damages: tuple[Damage, ...] = ()
    tyres: Tyres = "good"
    service_history: ServiceHistory = "full"
    keys: int = 2
    owners: int = 1
    accident: Accident = "none"
    ex_rental: bool = False
    inspection_valid: bool = True
    warning_lights: bool = False
    opposition: bool = False
    loan_outstanding_cents: int = 0
