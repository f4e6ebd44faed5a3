"""What must hold before a value may go without a look, however certain the model is: what few real mistakes cannot teach it."""

from __future__ import annotations

from collections.abc import Mapping

from backend.model.trade import DATE_FIELDS

_Signs = Mapping[str, float]
#: What the rules themselves doubt more is never sure.
_LEAST_BY_RULES, _LEAST_OF_LINE = 0.85, 0.8
#: The same for a currency: a sign that several countries print may be sure ("$"), what only the country of the ids tells may not.
_LEAST_OF_CURRENCY = 0.75
#: Totals that must agree with each other or with the lines.
_TOTALS = frozenset({"tax_exclusive_amount", "tax_amount", "tax_inclusive_amount"})
#: Numbers of a line that must multiply out.
_NUMBERS = frozenset({"quantity", "net_price", "line_amount"})
#: Numbers of items: what counts the lines, or ends where a cell is wrapped, is none.
_ITEM_IDS = frozenset({"seller_item_id", "buyer_item_id"})
#: What is wrong by its check digits, or has none that we know, never goes without a look.
_WITH_CHECKSUM = frozenset({"payment_iban", "seller_vat_id", "buyer_vat_id", "seller_legal_id", "buyer_legal_id"})


def may_be_sure(name: str, signs: _Signs) -> bool:
    """Whether a header value with these signs can be sure.

    No name of a party can: nothing on a page bears it out, and of 126 that the model was sure of on pages of strangers 6 were wrong.
    """
    if name.endswith("_name"):
        return False
    if name.endswith("_amount"):
        return _is_one_reading(signs) and (_agrees(name, signs) if name in _TOTALS else is_labelled(signs))
    if signs["rules"] < (_LEAST_OF_CURRENCY if name == "currency" else _LEAST_BY_RULES):
        return False
    if name == "order_reference" and signs["after"] > 0:
        # Customers write what they like: "AW25 TOWELS" goes on behind what looks like a number.
        return False
    if name in DATE_FIELDS:
        # Where nothing on the pages tells day from month, it is a guess.
        return signs["is_ambiguous"] <= 0
    return name not in _WITH_CHECKSUM or signs["by_checksum"] > 0


def _is_one_reading(signs: _Signs) -> bool:
    """Whether an amount can be read in one way only; one below zero belongs on a credit note."""
    return signs["readings"] <= 1 and (signs["is_negative"] <= 0 or signs["is_credit_note"] > 0)


def _agrees(name: str, signs: _Signs) -> bool:
    """Whether a total agrees with the others or is the sum of the lines; where no tax tells net from gross, its label must.

    What the lines add up to says nothing of the tax.
    """
    is_borne_out = signs["adds_up"] > 0 or (signs["is_line_sum"] > 0 and name != "tax_amount")
    return is_borne_out and (signs["tax_share"] > 0 or is_labelled(signs))


def is_labelled(signs: _Signs) -> bool:
    """Whether a label of its field stands before or above the value."""
    return signs["label_left"] > 0 or signs["label_above"] > 0


def may_line_be_sure(name: str, signs: _Signs) -> bool:
    """Whether a value of a line can be sure: its lines add up to a printed total, and its numbers multiply out."""
    multiplies = name not in _NUMBERS or signs["multiplies"] > 0
    if name in _ITEM_IDS and (signs["is_ordinal"] > 0 or signs["is_cut"] > 0):
        return False
    return multiplies and signs["adds_up"] > 0 and signs["rules"] >= _LEAST_OF_LINE
