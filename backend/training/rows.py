"""The table of lines: which columns a group prints, what it puts into each, and the rows that are no lines."""

from __future__ import annotations

import random
import textwrap
from datetime import timedelta
from decimal import Decimal

from backend.training.deal import Deal, Item, cents, reference
from backend.training.document import Column, Raw, Row, Truth, normal
from backend.training.parties import is_sale
from backend.training.printing import Printer
from backend.training.speech import Speech
from backend.training.style import Style
from backend.training.words import lexicon

_RIGHT = frozenset({"quantity", "price", "list_price", "net_price", "amount", "rate", "discount"})
_LONGEST_TABLE_PAGE = (14, 24)


class Table:
    """Builds the columns and rows of one document and notes the lines it prints."""

    def __init__(self, deal: Deal, style: Style, speech: Speech, printer: Printer, truth: Truth, rng: random.Random) -> None:
        self.deal, self.style, self.speech, self.printer, self.truth, self.rng = deal, style, speech, printer, truth, rng
        self.sign = -1 if deal.kind == "credit_note" and style.chance("negative credit", 0.35) else 1
        self.priced = not deal.kind.startswith("order") or style.chance("order prices", 0.82)
        self.keys = self._keys()
        self.codes = {
            rate: str(at)
            for at, rate in enumerate(
                sorted({item.rate for item in deal.items}, reverse=True), int(style.one("first code", (1, 1, 1, 2, 3)))
            )
        }
        self.id_place = self._id_place()

    def columns(self) -> list[Column]:
        """The columns in printed order."""
        return [
            Column(key, self._label(key), key in _RIGHT and not self.style.chance("all left", 0.06), key == "description")
            for key in self.keys
        ]

    def rows(self) -> list[Row]:
        """All rows, those without a line among them."""
        rows: list[Row] = []
        sections = self.style.chance("sections", 0.1) and len(self.deal.items) > 3  # noqa: PLR2004
        notes = self.style.chance("delivery references", 0.12) and is_sale(self.deal)
        size = max(1, len(self.deal.items) // self.rng.randint(2, 3)) if sections or notes else len(self.deal.items)
        paged = self.style.chance("carried forward", 0.45) and self.priced and "amount" in self.keys
        first, later = (int(self.style.number("page rows", *_LONGEST_TABLE_PAGE)) // (2 if self.id_place == "below" else 1), 28)
        running, section_sum, on_page = Decimal(0), Decimal(0), 0
        for at, item in enumerate(self.deal.items):
            if at % size == 0 and (sections or notes):
                if at and sections and "amount" in self.keys and self.style.chance("section totals", 0.6):
                    rows.append(self._sum_row("subtotal", self.speech.phrase("section_total"), section_sum))
                section_sum = Decimal(0)
                rows.append(
                    Row("section", {"description": self._delivery_reference() if notes else self.speech.phrase("section", self.rng)})
                )
            if paged and on_page >= first and len(self.deal.items) - at > 1:
                rows += self._turn(running)
                on_page, first = 0, later
            rows += self._item_rows(at, item)
            running += item.amount
            section_sum += item.amount
            on_page += 1 + len(item.description) // 60
        return rows

    def _keys(self) -> list[str]:
        style = self.style
        order = style.weighted("columns order", {"id first": 50, "description first": 28, "quantity first": 22})
        head = {
            "id first": ["item", "description", "quantity"],
            "description first": ["description", "item", "quantity"],
            "quantity first": ["quantity", "item", "description"],
        }[order]
        keys = ["position"] * style.chance("position", 0.28) + head
        if not style.chance("item column", 0.55):
            keys.remove("item")
        elif style.chance("two item ids", 0.12):
            keys.insert(keys.index("item") + 1, "other item")
        if style.chance("gtin column", 0.06):
            keys.insert(keys.index("description"), "gtin")
        if style.chance("unit column", 0.35):
            at = keys.index("quantity")
            keys.insert(at + (0 if style.chance("unit before", 0.25) else 1), "unit")
        if self.deal.kind.startswith("order") and style.chance("delivery column", 0.25):
            keys.append("delivery")
        return keys + (self._money_keys() if self.priced else [])

    def _money_keys(self) -> list[str]:
        style = self.style
        discounted = any(item.discount for item in self.deal.items)
        keys = ["list_price", "discount"] + ["net_price"] * style.chance("net price column", 0.4) if discounted else ["price"]
        if style.chance("no price", 0.03) and not discounted:
            keys = []
        if not self.deal.kind.startswith("order") and style.chance("rate column", 0.45):
            keys.insert(len(keys) if style.chance("rate late", 0.6) else 0, "code" if style.chance("rate as code", 0.25) else "rate")
        if style.chance("amount column", 0.95) or not keys:
            keys.append("amount")
            if (
                keys[-2:-1]
                and keys[-2] not in {"rate", "code"}
                and style.chance("rate last", 0.06)
                and not self.deal.kind.startswith("order")
                and not {"rate", "code"} & set(keys)
            ):
                keys.append("rate")
        return keys

    def _id_place(self) -> str:
        if "item" in self.keys:
            return "column"
        return self.style.weighted("item id place", {"none": 45, "below": 25, "front": 20, "brackets": 10})

    def _label(self, key: str) -> str:
        sale, included = is_sale(self.deal), self.deal.tax_included
        known = {
            "item": "seller_item" if sale or self.style.chance("generic item", 0.5) else "order_seller_item",
            "other item": "buyer_item" if sale else "order_buyer_item",
            "price": "gross_price_tax" if included else "price",
            "list_price": "gross_price_tax" if included else "list_price",
            "amount": "amount_tax" if included else "amount",
        }
        return self.speech.column(known.get(key, key))

    def _item_rows(self, at: int, item: Item) -> list[Row]:
        style, printer = self.style, self.printer
        quantity, unit = item.quantity * self.sign, style.one(f"unit {item.unit}", self._units(item.unit))
        quantity_text = printer.quantity(quantity)
        if "unit" not in self.keys and style.chance("unit glued", 0.25):
            quantity_text += style.one("unit space", (" ", " ", "")) + unit
        net = item.price * (1 - item.discount / 100)
        amount = item.amount * self.sign
        cells = {
            "position": str((at + 1) * int(style.one("step", (1, 1, 1, 10)))).zfill(int(style.one("position zeros", (1, 1, 2, 5)))),
            "item": item.seller_id,
            "other item": item.buyer_id,
            "gtin": item.gtin,
            "quantity": quantity_text,
            "unit": unit,
            "price": printer.price(item.price),
            "list_price": printer.price(item.price),
            "net_price": printer.price(cents(net)),
            "discount": printer.percent(item.discount) if item.discount else style.one("no discount", ("", "", "0", "-")),
            "rate": printer.rate(item.rate),
            "code": self.codes[item.rate],
            "amount": printer.amount(amount),
            "delivery": printer.date(self.deal.delivery),
        }
        raw: dict[str, Raw] = {
            "quantity": quantity,
            "price": item.price,
            "list_price": item.price,
            "net_price": cents(net),
            "amount": amount,
            "rate": item.rate,
            "delivery": self.deal.delivery,
        }
        cells = {key: text for key, text in cells.items() if key in self.keys}
        cells["description"], more = self._description(item)
        self._note(item, quantity, amount, net)
        return [Row("item", cells, raw), *(Row("text", {"description": text}) for text in more)]

    def _units(self, unit: str) -> list[str]:
        return lexicon(self.speech.language)["units"][unit]

    def _description(self, item: Item) -> tuple[str, list[str]]:
        style = self.style
        text = item.description
        if self.id_place == "front":
            text = f"{item.seller_id}{style.one('id gap', (' - ', ' ', ' : '))}{text}"
        if self.id_place == "brackets":
            text = f"[{item.seller_id}] {text}"
        if style.chance("packs", 0.06) and item.unit == "pc":
            text += f" ({self.speech.phrase('pack', n=str(item.pack))})"
        width = int(style.number("description width", 26, 60))
        lines = textwrap.wrap(text, width) if style.chance("hard wrapped", 0.35) else [text]
        if self.id_place == "below":
            label = self.speech.column("seller_item")
            lines.append(f"{style.one('id label', (f'{label}: ', f'{label} ', ''))}{item.seller_id}")
        if style.chance("line notes", 0.15) and self.rng.random() < 0.6:  # noqa: PLR2004
            values = {
                "lot": str(self.rng.randint(10000, 99999)),
                "hs": str(self.rng.randint(10000000, 99999999)),
                "kg": self.printer.number(Decimal(self.rng.randint(1, 900)) / 10, 1),
            }
            lines.append(self.speech.phrase("line_note", self.rng, **values))
        if style.chance("texts in own rows", 0.3):
            return lines[0], lines[1:]
        return "\n".join(lines), []

    def _note(self, item: Item, quantity: Decimal, amount: Decimal, net: Decimal) -> None:
        line: dict[str, str | Decimal] = {"description": item.description, "quantity": quantity}
        if self.id_place != "none":
            line["seller_item_id"] = item.seller_id
        if "other item" in self.keys:
            line["buyer_item_id"] = item.buyer_id
        if "gtin" in self.keys:
            line["gtin"] = item.gtin
        # Prices that hold the tax are no net prices, nor is a price before its discount.
        if not self.deal.tax_included:
            if "price" in self.keys or ("list_price" in self.keys and not item.discount):
                line["net_price"] = item.price
            elif "net_price" in self.keys and cents(net) == net:
                line["net_price"] = cents(net)
            if "amount" in self.keys:
                line["line_amount"] = amount
        if "rate" in self.keys:
            line["tax_rate"] = item.rate
        if "delivery" in self.keys:
            line["requested_delivery_date"] = normal(self.deal.delivery)
            self.truth.put("requested_delivery_date", self.deal.delivery)
        self.truth.lines.append({key: normal(value) for key, value in line.items()})

    def _delivery_reference(self) -> str:
        """The delivery that the lines below came with; it may name the buyer's order too."""
        day = self.deal.issued - timedelta(days=self.rng.randint(1, 20))
        text = self.speech.phrase(
            "delivery_ref", self.rng, number=reference(self.rng), date=self.printer.date(day), order=self.deal.order_number
        )
        if self.deal.order_number in text:
            self.truth.put("order_reference", self.deal.order_number)
        return text

    def _sum_row(self, kind: str, label: str, amount: Decimal) -> Row:
        return Row(kind, {"description": label, "amount": self.printer.amount(amount * self.sign)}, {"amount": amount * self.sign})

    def _turn(self, running: Decimal) -> list[Row]:
        carried, brought = self.speech.total("carried"), self.speech.total("brought")
        out = [self._sum_row("carried", carried, running), Row("break")]
        return [*out, self._sum_row("brought", brought, running)] if self.style.chance("brought", 0.7) else out
