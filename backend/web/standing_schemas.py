"""What the API answers about where documents stand in the ERP, as marshmallow schemas."""

from __future__ import annotations

from backend.pipeline.standing import About
from backend.web.fields import Strict, choice, listed, string


class StandingLineView(Strict):
    """One line of an order with what became of it; null for what the ERP does not tell."""

    item_id = string()
    description = string()
    quantity = string()
    delivered_quantity = string(allow_none=True)
    invoiced_quantity = string(allow_none=True)
    expected = string()


class StandingView(Strict):
    """A document of the ERP that the case is about, as it is now; `status` is in the ERP's words, "" when the ERP does not tell of it."""

    about = choice(About)
    number = string()
    status = string()
    expected = string()
    url = string()
    paid_on = string()
    open_amount = string(allow_none=True)
    currency = string()
    lines = listed(StandingLineView)
