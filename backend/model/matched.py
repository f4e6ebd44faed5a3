"""A trade document with its Matches, followed into the Catalog: what the ERP has of the party, the purchase order and each line."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from backend.model.catalog import Catalog, Customer, Item, Matches, PurchaseOrder, PurchaseOrderLine, SalesOrder, Supplier, best_id
from backend.model.field import Fields
from backend.model.sentence import Sentence
from backend.model.trade import TradeDocument
from backend.model.unit import differ, standard
from backend.model.value import text
from backend.model.words import is_piece_named

#: A printed description longer than this is cut in a sentence.
_IN_WORDS = 60


class Matched:
    """The base of whatever has a document, its matches and the Catalog, and asks what they are in the ERP."""

    document: TradeDocument | None
    matches: Matches
    catalog: Catalog

    @property
    def fields(self) -> Fields:
        """The header fields, none without a document."""
        return self.document.fields if self.document else {}

    @property
    def lines(self) -> tuple[Fields, ...]:
        """The lines, none without a document."""
        return self.document.lines if self.document else ()

    @property
    def rates(self) -> tuple[Fields, ...]:
        """The VAT breakdown, none without a document."""
        return self.document.tax_breakdown if self.document else ()

    @property
    def currency(self) -> str:
        """The document's currency, or else its party's."""
        party = self.supplier or self.customer
        return text(self.fields, "currency") or (party.currency if party else "")

    @cached_property
    def supplier(self) -> Supplier | None:
        """The matched supplier."""
        return next((s for s in self.catalog.suppliers if s.id == self.best("supplier")), None)

    @cached_property
    def customer(self) -> Customer | None:
        """The matched customer."""
        return next((c for c in self.catalog.customers if c.id == self.best("customer")), None)

    @cached_property
    def purchase_order(self) -> PurchaseOrder | None:
        """The matched purchase order."""
        return next((p for p in self.catalog.purchase_orders if p.id == self.best("purchase_order")), None)

    @cached_property
    def sales_order(self) -> SalesOrder | None:
        """The matched sales order."""
        return next((s for s in self.catalog.sales_orders if s.id == self.best("sales_order")), None)

    def ordered(self, place: int) -> PurchaseOrderLine | None:
        """The line of the purchase order that a line answers."""
        wanted = self.best(f"lines.{place}.purchase_order_line")
        return next((line for line in self.purchase_order.lines if line.id == wanted), None) if self.purchase_order else None

    def item(self, place: int) -> Item | None:
        """The matched item of a line."""
        return self._items.get(self.best(f"lines.{place}.item"))

    def agreed_price(self, place: int) -> Decimal | None:
        """What we sell a line's item for: the price agreed with this customer, or else the general one."""
        item = self.item(place)
        return item.customer_prices.get(self.best("customer"), item.net_price) if item else None

    def units_differ(self, place: int, code: str, description: str) -> bool:
        """Whether a line is in another unit than this of the ERP; a package that the ERP counts as a piece and calls so is not."""
        printed = text(self.lines[place], "unit_code")
        a_piece = standard(code) == "C62" or standard(printed) == "C62"
        named = is_piece_named(printed, description) or is_piece_named(code, text(self.lines[place], "description"))
        return differ(printed, code) and not (a_piece and named)

    def best(self, path: str) -> str:
        """The ERP id of the match at a path, "" when there is none."""
        return best_id(self.matches, path)

    def line_in_words(self, place: int) -> Sentence:
        """Which line it is, as a sentence begins: `Ligne 2, « Ruban adhésif »`."""
        printed = text(self.lines[place], "description") or getattr(self.item(place), "description", "")
        short = printed if len(printed) <= _IN_WORDS else f"{printed[: _IN_WORDS - 1].rstrip()}…"
        if not short:
            return Sentence(f"Ligne {place + 1}", f"Line {place + 1}")
        return Sentence(f"Ligne {place + 1}, « {short} »", f"Line {place + 1}, “{short}”")

    @cached_property
    def _items(self) -> dict[str, Item]:
        wanted = {found.best.id for path, found in self.matches.items() if path.endswith(".item") and found.best}
        return {i.id: i for i in self.catalog.items if i.id in wanted}
