"""What the API answers about a case that changes an order, and about its trial in the test company, as marshmallow schemas."""

from __future__ import annotations

from backend.review import LineFate
from backend.web.fields import Strict, choice, listed, nested, string, strings, truth, whole


class RehearsalView(Strict):
    """How the document is tried in the test company; not yet while `number` is "". `differences` is what it kept otherwise."""

    number = string()
    url = string()
    is_compared = truth()
    differences = strings()


class WasNowView(Strict):
    """A value as it stands in the ERP and as it is to be, "" where there is none."""

    was = string()
    now = string()


class ChangedLineView(Strict):
    """One line of the change, `place` being its place in the document."""

    place = whole()
    fate = choice(LineFate)
    item = string()
    description = string()
    quantity = nested(WasNowView)
    net_price = nested(WasNowView)
    requested_delivery_date = nested(WasNowView)


class OrderChangeView(Strict):
    """The order in the ERP that is changed; `is_shown` unless the ERP does not show its lines, of which `untouched` are not named."""

    number = string()
    url = string()
    is_shown = truth()
    requested_delivery_date = nested(WasNowView)
    lines = listed(ChangedLineView)
    untouched = whole()
