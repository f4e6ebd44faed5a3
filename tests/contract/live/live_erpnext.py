"""A running ERPNext, held to the contract of connectors; the seed's user makes partners and items, submits purchase orders and deletes."""

from __future__ import annotations

import time
from decimal import Decimal
from html import unescape

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.erpnext import Config, ErpNext
from backend.connectors.erpnext.places import SUBMITTED, parts
from backend.connectors.erpnext.posting import totals
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.trade import Party
from tests.contract.kept import BindingChangeContract, HttpChangeContract
from tests.contract.live.promises import MARK, LivePromises, Things

_OURS = f"{MARK} %"
#: What ERPNext deletes once nothing names it: documents before what they name.
_LEFT = (("Item", "item_name"), ("Customer", "customer_name"), ("Supplier", "supplier_name"))


class ErpNextSeed:
    """Implements Seed."""

    def __init__(self, config):
        self._calls = ErpNext(config, Surroundings(Claims(None)))._calls

    def _create(self, doctype, **values):
        return self._calls.create(doctype, values)["name"]

    def make(self):
        units = [row["name"] for row in self._calls.records("UOM", [["name", "in", ["Nos", "Unit"]]], ())]
        (group, *_) = self._calls.records("Item Group", [["is_group", "=", 0]], ())
        customer = self._create("Customer", customer_name=f"{MARK} customer", customer_type="Company")
        supplier = self._create("Supplier", supplier_name=f"{MARK} supplier", supplier_type="Company")
        sold, bought = (
            self._create(
                "Item", item_code=f"live-{time.time_ns()}", item_name=f"{MARK} {what}", item_group=group["name"], stock_uom=units[0],
                is_stock_item=1, standard_rate=29,
            )
            for what in ("glass", "knife")
        )  # fmt: skip
        row = {"item_code": bought, "qty": 24, "rate": 14.2, "schedule_date": "2030-01-01"}
        order = self._calls.create("Purchase Order", {"supplier": supplier, "items": [row]})
        self._calls.change("Purchase Order", order["name"], {"docstatus": 1})
        return Things(
            Party(customer, f"{MARK} customer"), Party(supplier, f"{MARK} supplier"), sold, bought, order["name"], order["items"][0]["name"]
        )

    def remove(self):
        for doctype, partner, named in (
            ("Sales Order", "Customer", "customer"),
            ("Purchase Invoice", "Supplier", "supplier"),
            ("Purchase Order", "Supplier", "supplier"),
        ):
            theirs = [row["name"] for row in self._calls.records(partner, [[f"{named}_name", "like", _OURS]], ())]
            for row in self._calls.named(doctype, theirs, ("docstatus",), by=named):
                if row["docstatus"] == 1:
                    self._calls.change(doctype, row["name"], {"docstatus": 2})
                self._calls.delete(doctype, row["name"])
        for doctype, column in _LEFT:
            for row in self._calls.records(doctype, [[column, "like", _OURS]], ()):
                self._let_go(doctype, row["name"])

    def _let_go(self, doctype, name):
        try:
            self._calls.delete(doctype, name)
        except (PostingRejected, ConnectorMisconfigured):
            # Something of it is still used.
            self._calls.change(doctype, name, {"disabled": 1})

    def submit(self, receipt):
        self._calls.change(*parts(receipt), {"docstatus": SUBMITTED})

    def is_submitted(self, receipt):
        return self._calls.document(*parts(receipt))["docstatus"] == SUBMITTED

    def totals(self, receipt):
        doctype, name = parts(receipt)
        (record,) = self._calls.named(doctype, [name], ("net_total", "total_taxes_and_charges", "grand_total"))
        return totals(record)

    def kept_files(self, receipt):
        doctype, name = parts(receipt)
        filters = [["attached_to_doctype", "=", doctype], ["attached_to_name", "=", name]]
        return sorted(row["file_name"] for row in self._calls.records("File", filters, ("file_name",)))

    def history(self, receipt):
        doctype, name = parts(receipt)
        filters = [["comment_type", "=", "Comment"], ["reference_doctype", "=", doctype], ["reference_name", "=", name]]
        return [unescape(row["content"]) for row in self._calls.records("Comment", filters, ("content",))]


class TestErpNext(BindingChangeContract, HttpChangeContract, LivePromises):
    erp, config, make_seed = ErpNext, Config, ErpNextSeed
    secret = "secret"
    counts_drafts = False
    keeps_cancelled = False

    @pytest.fixture(autouse=True)
    def other(self, things):
        self.other_item = (things.bought_item, Decimal(29))

    def confirm(self, receipt):
        self.seed_of_erp.submit(receipt)

    def is_binding(self, receipt):
        return self.seed_of_erp.is_submitted(receipt)
