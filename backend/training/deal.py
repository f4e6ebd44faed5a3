"""What a document is about before anybody prints it: two companies, items, dates and the amounts that follow."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import stdnum.ean

from backend.training.companies import Company, company, digits
from backend.training.style import Style
from backend.training.words import countries, filled, lexicon

CENT = Decimal("0.01")
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_FIRST_DAY = date(2021, 1, 4)
_DAYS = 2000
_NUMBERS = (
    "F{yyyy}-{d4}",
    "FA{d6}",
    "{yyyy}{mm}{d3}",
    "{d8}",
    "{d6}",
    "INV-{d5}",
    "{yy}/{d4}",
    "{p}{yy}{d5}",
    "{yyyy}-{d4}",
    "{d4}/{yyyy}",
    "{p}-{yyyy}-{d3}",
    "{p}{d7}",
    "90{d8}",
    "45{d8}",
    "{yyyy}/{mm}/{d3}",
    "{d5}",
    "{p}/{yyyy}/{d5}",
    "{d3}.{d4}",
    "{yy}{mm}-{d3}",
    "{p}{p2}{d6}",
    "{d4}",
    "{p}-{d6}",
    "{yyyy}{d5}",
    "{d10}",
    "#{d4}",
    "{p} {d5}",
    "{d3} {d3} {d3}",
    "{p}{yyyy}.{d4}",
    "{yy}-{d5}-{p2}",
    "{d7}/{d2}",
)
_ITEM_IDS = (
    "{d5}",
    "{d6}",
    "{P}{d4}",
    "{P}-{d4}",
    "{P}{p}-{d3}",
    "{d3}.{d3}",
    "{d8}",
    "{P}{d3}-{d2}",
    "{d4}-{d2}-{P}",
    "{p}{p2}{d5}",
    "{P}.{d4}.{d2}",
    "{d2}/{d4}",
    "{d10}",
)
_FEWEST_BEFORE_RETURN = 3
_WITH_EXTRAS = frozenset({"pc", "m", "m2"})
_GOODS_KINDS = {
    "trade": ("pc", "pc", "pc", "box", "kg", "m", "m2", "l"),
    "services": ("hour", "day", "month", "month"),
    "works": ("pc", "m", "m2", "hour", "pc", "day"),
    "food": ("kg", "pc", "box", "l"),
}


@dataclass(frozen=True)
class Item:
    """One line of the deal; `price` is before the discount in percent, `amount` after it."""

    seller_id: str
    buyer_id: str
    gtin: str
    description: str
    unit: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    rate: Decimal
    pack: int

    @property
    def amount(self) -> Decimal:
        """Quantity times price less the discount, in cents."""
        return cents(self.quantity * self.price * (_HUNDRED - self.discount) / _HUNDRED)


@dataclass
class Deal:
    """The whole of it; amounts without sign, `tax_included` says that prices hold the tax."""

    kind: str
    language: str
    currency: str
    seller: Company
    buyer: Company
    number: str
    order_number: str
    preceding: str
    issued: date
    days: int
    due: date
    delivery: date
    items: list[Item]
    regime: str
    tax_included: bool
    discount_rate: Decimal
    freight: Decimal
    eco: Decimal
    prepaid_share: Decimal
    extras: dict[str, str] = field(default_factory=dict)

    @property
    def lines_total(self) -> Decimal:
        """The sum of the lines."""
        return sum((item.amount for item in self.items), _ZERO)

    @property
    def discount(self) -> Decimal:
        """The discount on the whole document."""
        return cents(self.lines_total * self.discount_rate / _HUNDRED)

    def bases(self) -> dict[Decimal, Decimal]:
        """The taxable amount by rate; with the tax inside when prices hold it."""
        bases: dict[Decimal, Decimal] = defaultdict(Decimal)
        for item in self.items:
            bases[item.rate] += item.amount
        main = max(bases, key=lambda rate: bases[rate])
        bases[main] += self.freight + self.eco - self.discount
        return dict(bases)

    def taxes(self) -> dict[Decimal, tuple[Decimal, Decimal]]:
        """By rate: the amount without tax and the tax."""
        if self.tax_included:
            return {rate: _split(base, rate) for rate, base in self.bases().items()}
        return {rate: (base, cents(base * rate / _HUNDRED)) for rate, base in self.bases().items()}

    @property
    def net(self) -> Decimal:
        """The total without tax."""
        return sum((base for base, _ in self.taxes().values()), _ZERO)

    @property
    def tax(self) -> Decimal:
        """The tax in all."""
        return sum((tax for _, tax in self.taxes().values()), _ZERO)

    @property
    def gross(self) -> Decimal:
        """The total with tax."""
        return self.net + self.tax

    @property
    def prepaid(self) -> Decimal:
        """What was paid before."""
        return cents(self.gross * self.prepaid_share)

    @property
    def payable(self) -> Decimal:
        """What is left to pay; Swiss francs end on 5 centimes."""
        left = self.gross - self.prepaid
        if self.currency == "CHF" and self.extras.get("rounding"):
            return (left * 20).quantize(Decimal(1), ROUND_HALF_UP) / 20
        return left


def cents(value: Decimal) -> Decimal:
    """VALUE rounded to cents, half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def _split(gross: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    net = cents(gross * _HUNDRED / (_HUNDRED + rate))
    return net, gross - net


def _spoiled(number: str) -> str:
    """NUMBER with its last digit another one, so that its check digits are wrong."""
    last = max((at for at, sign in enumerate(number) if sign.isdigit()), default=-1)
    return number if last < 0 else f"{number[:last]}{(int(number[last]) + 1) % 10}{number[last + 1 :]}"


def numbered(pattern: str, day: date, style: Style, rng: random.Random) -> str:
    """A document number or item id in PATTERN; its letters belong to the group."""
    letters = style.draw(f"letters {pattern}")
    prefix, second = letters.choice(("F", "FC", "RE", "VF", "A", "C", "S", "D", "FV", "N", "B", "K")), letters.choice("ABCDEKLMRSTVX")
    text = pattern.format(
        yyyy=day.year,
        yy=f"{day.year % 100:02d}",
        mm=f"{day.month:02d}",
        p=prefix,
        p2=second,
        P=rng.choice("ABCDEFGHKLMNPRSTVWX") + rng.choice(("", "B", "T", "XL")),
        **{f"d{count}": "#" * count for count in (2, 3, 4, 5, 6, 7, 8, 10)},
    )
    keep = text.startswith("#") and "{d4}" in pattern and pattern.startswith("#")
    drawn = "".join(str(rng.randint(1 if at == 0 else 0, 9)) if sign == "#" else sign for at, sign in enumerate(text[1:] if keep else text))
    return f"#{drawn}" if keep else drawn


def deal(style: Style, kind: str, country: str, language: str, rng: random.Random) -> Deal:
    """A deal for a group's KIND of document in COUNTRY."""
    issuer_rng = style.draw("issuer")
    issuer = company(country, issuer_rng)
    other_country = rng.choices((country, *countries()), [30.0] + [float(facts["share"]) / 40 for facts in countries().values()])[0]
    other = company(other_country, rng)
    if style.chance("wrong digits", 0.02):
        issuer = replace(issuer, vat_id=_spoiled(issuer.vat_id), iban=_spoiled(issuer.iban))
    seller, buyer = (other, issuer) if kind in {"order", "order_change"} else (issuer, other)
    issued = _FIRST_DAY + timedelta(days=rng.randint(0, _DAYS))
    days = style.one("days", (0, 10, 14, 15, 30, 30, 30, 45, 60, 60, 90))
    regime = style.weighted("regime", {"normal": 86, "exempt": 6, "reverse": 8})
    if country == "US":
        regime = "normal"
    due = issued + timedelta(days=days)
    if style.chance("month end", 0.25) and days:
        due = (due.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    items = _items(style, country, language, regime, rng)
    document_number = style.one("number pattern", _NUMBERS)
    return Deal(
        kind=kind,
        language=language,
        currency=style.weighted("currency", {str(countries()[country]["currency"]): 95, "EUR": 3, "USD": 1, "GBP": 1}),
        seller=seller,
        buyer=buyer,
        number=numbered(document_number, issued, style, rng),
        order_number=numbered(rng.choice(_NUMBERS), issued, Style(f"{rng.random()}"), rng),
        preceding=numbered(document_number, issued, style, rng),
        issued=issued,
        days=days,
        due=due,
        delivery=issued + timedelta(days=rng.randint(3, 60)),
        items=items,
        regime=regime,
        tax_included=style.chance("tax included", 0.06) and regime == "normal" and kind in {"invoice", "order_confirmation"},
        discount_rate=Decimal(rng.choice((2, 3, 5, 10))) if style.chance("discount", 0.1) else _ZERO,
        freight=cents(Decimal(str(rng.uniform(5, 60)))) if style.chance("freight", 0.2) else _ZERO,
        eco=cents(Decimal(str(rng.uniform(0.2, 9)))) if style.chance("eco", 0.07) else _ZERO,
        prepaid_share=Decimal(rng.choice((1, 2, 3, 5))) / 10 if kind == "invoice" and style.chance("prepaid", 0.12) else _ZERO,
        extras={"rounding": "yes"} if country == "CH" and style.chance("rounding", 0.6) else {},
    )


def _items(style: Style, country: str, language: str, regime: str, rng: random.Random) -> list[Item]:
    size = style.weighted("size", {"one": 14, "few": 48, "some": 26, "many": 12})
    count = rng.randint(*{"one": (1, 1), "few": (2, 6), "some": (6, 16), "many": (18, 70)}[size])
    goods = lexicon(language)["goods"]
    wanted = _GOODS_KINDS[style.weighted("goods", {"trade": 50, "works": 20, "services": 20, "food": 10})]
    kinds = [kind for kind in wanted if goods.get(kind)]
    rates = [Decimal(rate) for rate in countries()[country]["rates"]]
    rates = [_ZERO] if regime != "normal" else rates if style.chance("several rates", 0.25) else rates[:1]
    long_text = style.number("long text", 0, 0.9) if style.chance("long texts", 0.5) else 0.05
    pattern = style.one("item id", _ITEM_IDS)
    buyer_pattern = style.one("buyer item id", _ITEM_IDS)
    discounted = style.chance("line discounts", 0.2)
    out = []
    for _ in range(count):
        unit = rng.choice(kinds)
        text, low, high = (part.strip() for part in filled(rng.choice(goods[unit]), rng).split(" ; "))
        if unit in _WITH_EXTRAS and rng.random() < long_text:
            text += rng.choice((" - ", ", ", " ")) + ", ".join(
                filled(extra, rng) for extra in rng.sample(goods["extra"], rng.randint(1, 3))
            )
        price = _price(float(low), float(high), style, rng)
        out.append(
            Item(
                seller_id=numbered(pattern, _FIRST_DAY, style, rng),
                buyer_id=numbered(buyer_pattern, _FIRST_DAY, style, rng),
                gtin=_gtin(rng),
                description=text,
                unit=unit,
                quantity=_quantity(unit, price, rng),
                price=price,
                discount=Decimal(rng.choice((0, 5, 10, 15, 20, 25, 30))) if discounted else _ZERO,
                rate=rng.choice(rates),
                pack=rng.choice((6, 10, 12, 24, 50)),
            ),
        )
    return _with_return(out, style, rng)


def _with_return(items: list[Item], style: Style, rng: random.Random) -> list[Item]:
    """ITEMS, in some groups with one of them taken back: a negative line."""
    first = items[0]
    if len(items) < _FEWEST_BEFORE_RETURN or not style.chance("returns", 0.06) or sum(item.amount for item in items) <= first.amount:
        return items
    back = replace(first, quantity=-max(Decimal(1), first.quantity // rng.randint(2, 4)))
    return [*items, back]


def _gtin(rng: random.Random) -> str:
    number = digits("3###########", rng)
    return number + stdnum.ean.calc_check_digit(number)


def _price(low: float, high: float, style: Style, rng: random.Random) -> Decimal:
    price = Decimal(str(low)) + Decimal(str(round(rng.random() * (high - low), 4)))
    places = 4 if style.chance("fine prices", 0.08) else 2
    if style.chance("round prices", 0.15) and price > 1:
        return price.quantize(Decimal(1)) + Decimal("0.00")
    return max(price.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), CENT)


def _quantity(unit: str, price: Decimal, rng: random.Random) -> Decimal:
    if unit in {"hour", "day", "kg", "m", "m2"} and rng.random() < 0.5:  # noqa: PLR2004
        return Decimal(str(round(rng.uniform(0.5, 60), rng.choice((1, 1, 2)))))
    if unit == "month":
        return Decimal(1)
    if price > _HUNDRED and rng.random() < 0.85:  # noqa: PLR2004
        return Decimal(rng.choice((1, 1, 1, 2, 3, 4, 6, 10)))
    return Decimal(
        rng.choice((1, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 25, 50, 100, 150, 250, 500, 1000, 1200))
        if unit != "day"
        else rng.randint(1, 12)
    )


def reference(rng: random.Random) -> str:
    """Some other number that stands about in documents."""
    return digits(
        rng.choice(("######", "C#####", "41####", "########", "#####", "CLI-####", "0000####", "K-####", "#### / #", "DE###-##")), rng
    )
