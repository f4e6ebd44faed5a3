"""A running Dolibarr, held to the contract of connectors; the seed's user is an administrator, or has every right to third parties,
products and purchase orders."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.dolibarr import Config, DolibarrErp
from backend.connectors.dolibarr.places import PLACES, VALIDATED, amount, status
from backend.errors import PostingRejected
from backend.model.trade import Party, Totals
from tests.contract.kept import BindingChangeContract, HttpChangeContract
from tests.contract.live.promises import MARK, LivePromises, Things

_OURS = f"(t.{{}}:like:'{MARK} %')"


class DolibarrSeed:
    """Implements Seed."""

    def __init__(self, config):
        self._calls = DolibarrErp(config, Surroundings(Claims(None)))._calls

    def _create(self, path, **values):
        return str(self._calls.write("POST", path, values))

    def make(self):
        customer = self._create("thirdparties", name=f"{MARK} customer", client=1, code_client="auto", country_id=1)
        supplier = self._create("thirdparties", name=f"{MARK} supplier", fournisseur=1, code_fournisseur="auto", country_id=1, tva_assuj=1)
        sold, bought = (
            self._create("products", ref=f"live-{time.time_ns()}", label=f"{MARK} {what}", price=29, tva_tx=20, status=1, status_buy=1)
            for what in ("glass", "knife")
        )
        line = {"fk_product": bought, "qty": 24, "subprice": 14.2, "tva_tx": 20, "desc": "knife"}
        order = self._create("supplierorders", socid=supplier, ref="auto", ref_supplier=MARK, date=int(time.time()), lines=[line])
        self._calls.write("POST", f"supplierorders/{order}/validate", {"idwarehouse": 0, "notrigger": 0})
        record = self._calls.read(f"supplierorders/{order}")
        return Things(
            Party(customer, f"{MARK} customer"), Party(supplier, f"{MARK} supplier"), sold, bought, record["ref"],
            str(record["lines"][0]["id"]),
        )  # fmt: skip

    def remove(self):
        partners = [str(row["id"]) for row in self._calls.records("thirdparties", _OURS.format("nom"), properties="name")]
        for path in ("orders", "supplierinvoices", "supplierorders"):
            for row in self._calls.records(path, f"(t.fk_soc:in:{','.join(partners)})", properties="ref") if partners else ():
                self._let_go(path, row["id"])
        for path, column in (("products", "label"), ("thirdparties", "nom")):
            for row in self._calls.records(path, _OURS.format(column), properties="ref"):
                self._let_go(path, row["id"])

    def _let_go(self, path, record_id):
        try:
            self._calls.write("DELETE", f"{path}/{record_id}")
        except PostingRejected:
            # Something of it is still used.
            self._calls.write("PUT", f"{path}/{record_id}", {"status": 0, "status_buy": 0})

    def _place(self, receipt):
        part, record_id = receipt.id.split(",")
        return next(place for place in PLACES if place.part == part), record_id

    def validate(self, receipt):
        self._calls.write("POST", f"orders/{self._place(receipt)[1]}/validate", {"idwarehouse": 0, "notrigger": 0})

    def is_validated(self, receipt):
        return status(self._calls.read(f"orders/{self._place(receipt)[1]}")) == VALIDATED

    def totals(self, receipt):
        place, record_id = self._place(receipt)
        record = self._calls.read(f"{place.path}/{record_id}")
        return Totals(*(abs(amount(record[name])) for name in ("total_ht", "total_tva", "total_ttc")))

    def kept_files(self, receipt):
        place, record_id = self._place(receipt)
        return sorted(file["relativename"] for file in self._calls.read("documents", modulepart=place.part, id=record_id) or [])

    def history(self, receipt):
        place, record_id = self._place(receipt)
        conditions = f"(t.fk_element:=:{record_id}) and (t.elementtype:=:'{place.element}')"
        return [event["label"] for event in self._calls.read("agendaevents", sortfield="t.id", sqlfilters=conditions) or []]


class TestDolibarr(BindingChangeContract, HttpChangeContract, LivePromises):
    erp, config, make_seed = DolibarrErp, Config, DolibarrSeed
    counts_drafts = False
    keeps_cancelled = False

    @pytest.fixture(autouse=True)
    def other(self, things):
        self.other_item = (things.bought_item, Decimal(29))

    def confirm(self, receipt):
        self.seed_of_erp.validate(receipt)

    def is_binding(self, receipt):
        return self.seed_of_erp.is_validated(receipt)
