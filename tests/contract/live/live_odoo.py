"""A running Odoo, held to the contract of connectors; the seed's user is one who may make products, confirm purchases and delete."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.odoo import Config, OdooErp
from backend.connectors.odoo.posting import totals
from backend.errors import ConnectorError
from backend.model.trade import Party
from tests.contract.connectors import MappingContract
from tests.contract.kept import LATER, HttpChangeContract, change_of
from tests.contract.live.promises import MARK, LivePromises, Things

_OURS = [["name", "=like", f"{MARK} %"]]
#: Before this version an item that a stock is kept of was of another type.
_STORABLE_SINCE = 18
_ANALYTIC = "account.analytic.account"
_SHOPS = (f"{MARK} shop", f"{MARK} web shop")
#: The lines of each model: their own, and the fields that the promises about mapping fill.
_MAPPED = {
    "sale.order": ("order_line", "sale.order.line", ("reference", "warehouse_id"), ("customer_lead", "analytic_distribution")),
    "account.move": ("invoice_line_ids", "account.move.line", ("narration",), ("analytic_distribution",)),
}


class OdooSeed:
    """Implements Seed."""

    def __init__(self, config):
        self._calls = OdooErp(config, Surroundings(Claims(None)))._calls

    def _create(self, model, **values):
        return self._calls(model, "create", vals_list=[values])[0]

    def _ids(self, model, domain):
        return [row["id"] for row in self._calls.records(model, domain, ("display_name",))]

    def make(self):
        customer = self._create("res.partner", name=f"{MARK} customer", customer_rank=1)
        supplier = self._create("res.partner", name=f"{MARK} supplier", supplier_rank=1)
        in_stock = {"is_storable": True} if self._calls.version >= _STORABLE_SINCE else {"type": "product"}
        items = (("glass", in_stock), ("knife", {}))
        sold, bought = (self._create("product.product", name=f"{MARK} {what}", list_price=29.0, **kind) for what, kind in items)
        line = {"product_id": bought, "product_qty": 24, "price_unit": 14.20}
        order = self._create("purchase.order", partner_id=supplier, order_line=[[0, 0, line]])
        self._calls("purchase.order", "button_confirm", ids=[order])
        (read,) = self._calls("purchase.order", "read", ids=[order], fields=["name", "order_line"])
        return Things(
            Party(str(customer), f"{MARK} customer"), Party(str(supplier), f"{MARK} supplier"), str(sold), str(bought),
            read["name"], str(read["order_line"][0]),
        )  # fmt: skip

    def analytic_accounts(self):
        """Two of them, to share amounts between."""
        (plan, *_) = self._calls.records("account.analytic.plan", [], ())
        kept = {row["name"]: row["id"] for row in self._calls.records(_ANALYTIC, _OURS, ("name",))}
        return [kept.get(name) or self._create(_ANALYTIC, name=name, plan_id=plan["id"]) for name in _SHOPS]

    def remove(self):
        partners = self._ids("res.partner", _OURS)
        theirs = [["partner_id", "in", partners], ["state", "!=", "cancel"]]
        for model, domain, cancel in (
            ("sale.order", theirs, "action_cancel"),
            ("account.move", [*theirs, ["state", "=", "draft"]], "button_cancel"),
            ("purchase.order", theirs, "button_cancel"),
        ):
            if ids := self._ids(model, domain):
                # Without this an Odoo before 19 asks somebody first, about one order at a time.
                self._calls(model, cancel, ids=ids, context={"disable_cancel_warning": True})
            self._let_go(model, self._ids(model, [["partner_id", "in", partners]]))
        self._let_go(_ANALYTIC, self._ids(_ANALYTIC, _OURS))
        self._let_go("product.product", self._ids("product.product", _OURS))
        self._let_go("res.partner", partners)

    def _let_go(self, model, ids):
        try:
            if ids:
                self._calls(model, "unlink", ids=ids)
        except ConnectorError:
            # Something of it is still used: a stock move of the cancelled purchase.
            if model in {"product.product", "res.partner", _ANALYTIC}:
                self._calls(model, "write", ids=ids, vals={"active": False})

    def _of(self, model, of_model, of_id, receipt, field):
        record_model, record_id = receipt.id.split(",")
        return [row[field] for row in self._calls.records(model, [[of_model, "=", record_model], [of_id, "=", int(record_id)]], (field,))]

    def confirm(self, receipt):
        """Make a sales order of the quotation."""
        self._calls("sale.order", "action_confirm", ids=[_id(receipt)])

    def wanted(self, receipt):
        """The moment that is asked for, as Odoo keeps it: in UTC."""
        return self._calls("sale.order", "read", ids=[_id(receipt)], fields=["commitment_date"])[0]["commitment_date"]

    def mapped(self, receipt):
        model = receipt.id.partition(",")[0]
        lines, line_model, of_header, of_lines = _MAPPED[model]
        (record,) = self._calls(model, "read", ids=[_id(receipt)], fields=[lines, *of_header])
        return _written(record), [_written(row) for row in self._calls(line_model, "read", ids=record[lines], fields=list(of_lines))]

    def totals(self, receipt):
        model, record_id = receipt.id.split(",")
        return totals(self._calls(model, "read", ids=[int(record_id)], fields=["amount_untaxed", "amount_tax", "amount_total"])[0])

    def kept_files(self, receipt):
        return self._of("ir.attachment", "res_model", "res_id", receipt, "name")

    def history(self, receipt):
        bodies = self._of("mail.message", "model", "res_id", receipt, "body")
        return [str(body).removeprefix("<p>").removesuffix("</p>") for body in bodies]


class TestOdoo(MappingContract, HttpChangeContract, LivePromises):
    erp, config, make_seed = OdooErp, Config, OdooSeed
    wrong_values = (("warehouse_id", "999999"), ("customer_lead", "heavy"))

    @pytest.fixture(autouse=True)
    def values(self, things, seed):
        self.other_item = (things.bought_item, Decimal(29))
        shop, web = seed.analytic_accounts()
        shares = f'{{"{shop}": 60, "{web}": 40}}'
        self.order_values = ({"reference": "Quai 4"}, {"customer_lead": "2.5", "analytic_distribution": shares})
        self.invoice_values = ({}, {"analytic_distribution": shares})

    def mapped(self, connector, receipt):  # noqa: ARG002 -- the seed looks
        return self.seed_of_erp.mapped(receipt)

    def test_a_confirmed_order_is_changed_and_keeps_its_cancelled_line_without_a_quantity(self, connector, two_lines, seed):
        receipt = connector.post(two_lines, "key")
        seed.confirm(receipt)
        first, second = two_lines.lines
        change = change_of(two_lines, connector.read(receipt), {first.item_id: self.more_of(first, 7), second.item_id: None}, day=LATER)
        assert connector.change(change, "change") == receipt
        kept = connector.read(receipt)
        assert [(line.quantity, line.net_price) for line in kept.lines] == [(7, first.net_price), (0, second.net_price)]
        assert kept.requested_delivery_date == LATER

    def test_the_day_that_is_asked_for_is_that_day_in_every_zone_of_a_user(self, connector, order, seed):
        receipt = connector.post(order, "key")
        assert seed.wanted(receipt) == f"{order.requested_delivery_date} 12:00:00"
        connector.change(change_of(order, connector.read(receipt), {}, day=LATER), "change")
        assert seed.wanted(receipt) == f"{LATER} 12:00:00"


def _id(receipt):
    return int(receipt.id.partition(",")[2])


def _written(record):
    """The values as a mapping writes them."""
    return {name: _text(value) for name, value in record.items()}


def _text(value):
    if isinstance(value, dict):
        return json.dumps({name: int(share) for name, share in value.items()})
    return str(value[0]) if isinstance(value, list) and value else str(value)
