"""What Tryton tells of a customer with a module that the Tryton of the tests does not have."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.connectors.tryton import live

PARTY = {
    "id": 7, "name": "Brasserie du Confluent", "code": "", "identifiers.": [], "contact_mechanisms.": [], "addresses.": [],
    "receivable": Decimal("1250.50"), "credit_limit_amount": Decimal(5000),
}  # fmt: skip


class Calls:
    """A Tryton that knows these fields and answers those that are asked for."""

    def __init__(self, known):
        self._known = known

    def __call__(self, model, method, names):
        assert (model, method) == ("party.party", "fields_get")
        return {name: {} for name in names if name in self._known}

    def records(self, model, domain, fields):
        assert (model, domain) == ("party.party", [["id", "in", [7]]])
        assert "credit_limit_amount" not in fields or "credit_limit_amount" in self._known
        return iter([{name: value for name, value in PARTY.items() if name in {"id", *fields} or name.endswith(".")}])


@pytest.mark.parametrize(("known", "limit"), [({"credit_limit_amount"}, Decimal(5000)), (set(), None)])
def test_a_credit_limit_is_told_where_its_module_is_active(known, limit):
    (customer,) = live.customers(Calls(known), ["7"])
    assert (customer.open_balance, customer.credit_limit) == (Decimal("1250.50"), limit)
