"""From a situation to the purchase order as it is printed: no amount is made here."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Literal

from store.catalogue.brands import BRANDS
from store.drawing import PictureSpec
from store.gateways.kept_pictures import kept_picture
from store.gateways.purchase_order import (
    AmountLine,
    BuyerBlock,
    DeliveryBlock,
    DepositBlock,
    PurchaseOrder,
    SellerBlock,
    VehicleBlock,
)
from store.journeys.look import car_look
from store.journeys.receipt import ReceiptLine, receipt
from store.journeys.situation import Situation
from store.markets import Seller, dialled
from store.models import Dealer
from store.orders.paper.clauses import clauses, finance, trade_in, versions, withdrawal
from store.orders.paper.context import Language, Paper


PICTURE_WIDTH = 600  # 70 mm in print: 217 dots an inch


def latest_delivery(now: Situation) -> date:
    """Return the last day of the month in which the car is delivered at the latest."""
    expected = now.plan.delivery_on
    return expected.replace(day=monthrange(expected.year, expected.month)[1])


def purchase_order(paper: Paper, number: str) -> PurchaseOrder:
    """Return everything the document says; `illustration` is what it shows."""
    brand, deal = BRANDS[paper.now.catalogue.brand], paper.deal
    return PurchaseOrder(
        number=number,
        language=paper.language,
        brand=brand.key,
        brand_name=brand.name,
        issued_at=paper.at,
        seller=_seller(paper.seller, paper.language),
        buyers=tuple(_buyers(paper)),
        dealer=f"{paper.dealer.name}, {paper.dealer.street}, {_town(paper.dealer)}",
        vehicle=_vehicle(paper),
        options=tuple(_equipment(paper)),
        determining_features=tuple(_determining(paper)),
        lines=tuple(_line(row, paper.language) for row in receipt(deal).lines),
        price_guaranteed_until=deal.guaranteed_until,
        deposit=DepositBlock(cents=deal.deposit_cents, conditions=paper.law("deposit")),
        delivery=DeliveryBlock(
            place=_place(paper),
            latest_month=latest_delivery(paper.now),
            accepted_from=paper.now.plan.delivery_on,
        ),
        withdrawal=withdrawal(paper),
        clauses=tuple(clauses(paper)),
        versions=tuple(versions(paper)),
        order_json=deal.canonical(),
        trade_in=trade_in(paper),
        finance=finance(paper),
        verification_url=paper.verification_url,
        co_signed=bool(paper.buyer.get("co_buyer")),
        test_trust=paper.test_trust,
        currency=deal.currency,
    )


def _town(dealer: Dealer) -> str:
    return f"{dealer.postcode} {dealer.commune}"


def _place(paper: Paper) -> str:
    if paper.deal.request.delivery.kind == "home":
        return f"{paper.buyer['street']}, {paper.buyer['postcode']} {paper.buyer['commune']}"
    return f"{paper.dealer.name}, {paper.dealer.street}, {_town(paper.dealer)}"


def _seller(sold_by: Seller, language: Language) -> SellerBlock:
    said = {name: getattr(sold_by, name) for name in SellerBlock.__dataclass_fields__}
    return SellerBlock(**said | {"phone": dialled(sold_by.phone, language)})


def _buyers(paper: Paper) -> Iterator[BuyerBlock]:
    yield _buyer(paper)
    if other := paper.buyer.get("co_buyer"):
        yield _co_buyer(paper, other)


def _buyer(paper: Paper) -> BuyerBlock:
    who = paper.buyer
    details = []
    if who.get("kind") == "business":
        details.append(paper.word("company", company=who["company"], siren=who["siren"]))
    details.extend(_born(paper, who))
    return BuyerBlock(
        name=_name(paper, who),
        address=f"{who['street']}, {who['postcode']} {who['commune']}",
        email=who["email"],
        phone=dialled(who["phone"], paper.language),
        details=tuple(details),
    )


def _co_buyer(paper: Paper, who: Mapping[str, str]) -> BuyerBlock:
    """Return the second buyer; without an address of their own they live with the first."""
    at_home = f"{paper.buyer['street']}, {paper.buyer['postcode']} {paper.buyer['commune']}"
    own = f"{who['street']}, {who['town']}" if who.get("street") else at_home
    return BuyerBlock(
        name=_name(paper, who),
        address=own,
        email=who["email"],
        phone=dialled(who["phone"], paper.language),
        details=tuple(_born(paper, who)),
    )


def _name(paper: Paper, who: Mapping[str, str]) -> str:
    title = paper.word(who["civility"]) if who.get("civility") else ""
    return " ".join(filter(None, (title, who["first_name"], who["last_name"])))


def _born(paper: Paper, who: Mapping[str, str]) -> Iterator[str]:
    if who.get("birth_date"):
        born = paper.day(date.fromisoformat(who["birth_date"]))
        yield paper.word("born", birth_date=born, birth_place=who["birth_place"])


def _chosen(paper: Paper, group: str) -> str:
    labels = (
        option.label[paper.language]
        for found in paper.now.catalogue.groups
        if found.id == group
        for option in found.options
        if option.id in paper.now.options
    )
    return next(labels, "")


def _vehicle(paper: Paper) -> VehicleBlock:
    catalogue, summary = paper.now.catalogue, paper.now.summary
    car = paper.now.journey.stock_vehicle
    return VehicleBlock(
        make=BRANDS[catalogue.brand].name,
        type=catalogue.tvv,
        model=catalogue.model,
        version=summary.version.label,
        variant=summary.version.id,
        model_year=catalogue.model_year,
        power_kw=summary.power_kw,
        fiscal_cv=summary.fiscal_cv,
        doors=catalogue.doors,
        energy=paper.word(summary.energy),
        gearbox=paper.word(summary.gearbox),
        colour=_chosen(paper, "color"),
        trim=_chosen(paper, "trim"),
        co2_g_km=summary.co2_g,
        mass_kg=summary.mass_kg,
        catalogue_reference=f"{catalogue.key} {catalogue.hash[:12]}",
        catalogue_date=catalogue.edition,
        vin=car.vin if car else "",
    )


def _equipment(paper: Paper) -> Iterator[AmountLine]:
    for row in paper.deal.price_lines:
        if row.kind in {"option", "accessory"}:
            note = row.note[paper.language] if row.cents == 0 else ""
            yield AmountLine(label=row.label[paper.language], cents=row.cents, note=note)


def _determining(paper: Paper) -> Iterator[str]:
    vehicle = _vehicle(paper)
    yield from (vehicle.title, vehicle.energy, vehicle.gearbox, vehicle.colour, vehicle.trim)
    yield paper.law("determining_features")


def _line(row: ReceiptLine, language: Language) -> AmountLine:
    weight: Literal["line", "sum", "total"] = "line" if row.kind == "gain" else row.kind
    return AmountLine(
        label=row.label[language],
        cents=row.cents,
        note=row.note.get(language, ""),
        weight=weight,
        unknown=row.unknown,
    )


def illustration(now: Situation) -> bytes:
    """Return the car's picture for the printed document, a PNG."""
    look = car_look(now.catalogue, now.options)
    spec = PictureSpec(**asdict(look), view="side", form="png", width=PICTURE_WIDTH)
    return kept_picture(spec)
