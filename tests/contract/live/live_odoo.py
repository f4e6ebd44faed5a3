"""A running Odoo, held to the contract of connectors; the seed's user is one who may make products, confirm purchases and delete."""

from __future__ import annotations

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.odoo import Config, OdooErp
from backend.connectors.odoo.posting import totals
from backend.errors import ConnectorError
from backend.model.trade import Party
from tests.contract.live.promises import MARK, LivePromises, Things

_OURS = [["name", "=like", f"{MARK} %"]]


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
        sold, bought = (self._create("product.product", name=f"{MARK} {what}", list_price=29.0) for what in ("glass", "knife"))
        line = {"product_id": bought, "product_qty": 24, "price_unit": 14.20}
        order = self._create("purchase.order", partner_id=supplier, order_line=[[0, 0, line]])
        self._calls("purchase.order", "button_confirm", ids=[order])
        (read,) = self._calls("purchase.order", "read", ids=[order], fields=["name", "order_line"])
        return Things(
            Party(str(customer), f"{MARK} customer"), Party(str(supplier), f"{MARK} supplier"), str(sold), str(bought),
            read["name"], str(read["order_line"][0]),
        )  # fmt: skip

    def remove(self):
        partners = self._ids("res.partner", _OURS)
        theirs = [["partner_id", "in", partners], ["state", "!=", "cancel"]]
        for model, domain, cancel in (
            ("sale.order", theirs, "action_cancel"),
            ("account.move", [*theirs, ["state", "=", "draft"]], "button_cancel"),
            ("purchase.order", theirs, "button_cancel"),
        ):
            if ids := self._ids(model, domain):
                self._calls(model, cancel, ids=ids)
            self._let_go(model, self._ids(model, [["partner_id", "in", partners]]))
        self._let_go("product.product", self._ids("product.product", _OURS))
        self._let_go("res.partner", partners)

    def _let_go(self, model, ids):
        try:
            if ids:
                self._calls(model, "unlink", ids=ids)
        except ConnectorError:
            # Something of it is still used: a stock move of the cancelled purchase.
            if model in {"product.product", "res.partner"}:
                self._calls(model, "write", ids=ids, vals={"active": False})

    def _of(self, model, of_model, of_id, receipt, field):
        record_model, record_id = receipt.id.split(",")
        return [row[field] for row in self._calls.records(model, [[of_model, "=", record_model], [of_id, "=", int(record_id)]], (field,))]

    def totals(self, receipt):
        model, record_id = receipt.id.split(",")
        return totals(self._calls(model, "read", ids=[int(record_id)], fields=["amount_untaxed", "amount_tax", "amount_total"])[0])

    def kept_files(self, receipt):
        return self._of("ir.attachment", "res_model", "res_id", receipt, "name")

    def history(self, receipt):
        bodies = self._of("mail.message", "model", "res_id", receipt, "body")
        return [str(body).removeprefix("<p>").removesuffix("</p>") for body in bodies]


class TestOdoo(LivePromises):
    erp, config, make_seed = OdooErp, Config, OdooSeed
