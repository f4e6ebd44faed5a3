"""What is at stake when a document is sent: by it an organisation decides who has to confirm that it is really them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from backend.model.finding import Finding
from backend.model.trade import Confirmed

#: Money would go to an account that the ERP does not have.
_UNKNOWN_ACCOUNT = "BANK-UNKNOWN-IBAN"


def amount_at_stake(document: Confirmed, findings: Sequence[Finding]) -> Decimal | None:
    """The largest of its totals and of what its lines come to, in its own currency; never negative.

    The lines count whatever the totals say: an order is booked by them, at prices that may be the ERP's own. None when the account to be
    paid is not known: no bound holds then.
    """
    if any(finding.rule == _UNKNOWN_ACCOUNT for finding in findings):
        return None
    totals = (document.totals.payable_amount, document.totals.tax_inclusive_amount, document.totals.tax_exclusive_amount)
    printed = sum((line.line_amount for line in document.lines), Decimal(0))
    priced = sum((line.quantity * line.net_price for line in document.lines), Decimal(0))
    return max(abs(amount) for amount in (*totals, printed, priced) if amount is not None)
