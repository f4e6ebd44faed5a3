"""An ERP in memory that fails when it is told to, for tests of what the pipeline makes of it."""

from __future__ import annotations

import threading

from backend.connectors.connector import StatusReport
from backend.model.case import Receipt
from backend.model.kept import Kept, KeptLine
from tests.examples import CATALOG


def _kept(line):
    return KeptLine("", line.item_id, line.description, line.quantity, line.net_price)


class Erp:
    """Implements Connector. `fails` maps a method to the errors it raises next, one a call; `calls` says what was asked."""

    def __init__(self, catalog=CATALOG):
        self.catalog = catalog
        self.posted = {}
        self.cancelled = []
        self.files = {}
        self.notes = []
        self.calls = []
        self.fails = {}
        self.offers = ()
        #: What a document is kept as, by its id; what was posted is kept as it was sent.
        self.kept = {}
        self.changed = []
        self._lock = threading.Lock()

    def _asked(self, method):
        self.calls.append(method)
        if self.fails.get(method):
            raise self.fails[method].pop(0)

    def check(self):
        return ()

    def fetch_catalog(self, since=None):  # noqa: ARG002 — the contract's name
        self._asked("fetch_catalog")
        yield self.catalog

    def find_purchase_orders(self, numbers, supplier_id=""):
        return [p for p in self.catalog.purchase_orders if p.number in numbers and supplier_id in {"", p.supplier_id}]

    def fetch_items(self, ids):
        self._asked("fetch_items")
        return [item for item in self.catalog.items if item.id in ids]

    def fetch_customers(self, ids):
        self._asked("fetch_customers")
        return [customer for customer in self.catalog.customers if customer.id in ids]

    def fetch_suppliers(self, ids):
        self._asked("fetch_suppliers")
        return [supplier for supplier in self.catalog.suppliers if supplier.id in ids]

    def fields(self):
        return self.offers

    def find(self, key):
        self._asked("find")
        found = self.posted.get(key)
        return found[0] if found else None

    def post(self, document, key):
        self._asked("post")
        with self._lock:
            number = f"FA-{len(self.posted) + 1}"
            receipt, _ = self.posted.setdefault(key, (Receipt(number, number, f"/erp/{number}"), document))
        self._asked("answer to post")
        return receipt

    def read(self, receipt):
        self._asked("read")
        if receipt.id in self.kept:
            return self.kept[receipt.id]
        sent = next((document for found, document in self.posted.values() if found == receipt), None)
        return sent and Kept(receipt.id, receipt.number, receipt.url, sent.totals, tuple(_kept(line) for line in sent.lines))

    def change(self, change, key):  # noqa: ARG002 — the contract's name
        self._asked("change")
        self.changed.append(change)
        self._asked("answer to change")
        return Receipt(change.kept.id, change.kept.number, change.kept.url)

    def attach(self, receipt, mail, files):  # noqa: ARG002 — the contract's name
        self._asked("attach")
        self.files.setdefault(receipt.id, set()).update(file.name for file in files)

    def note(self, receipt, text):
        self._asked("note")
        self.notes.append((receipt.id, text))

    def cancel(self, receipt):
        self._asked("cancel")
        self.cancelled.append(receipt.id)

    def status(self, reference):
        self._asked("status")
        return StatusReport(reference, "livrée") if reference == "CDE-7" else None
