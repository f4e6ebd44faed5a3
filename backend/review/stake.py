"""What is at stake when a case is sent: by it an organisation decides who has to confirm that it is really them."""

from __future__ import annotations

from decimal import Decimal

from backend.model.case import Case
from backend.model.trade import TradeDocument
from backend.model.value import number

#: What is to be paid before what was sold (BT-115, BT-112, BT-109).
_AMOUNTS = ("payable_amount", "tax_inclusive_amount", "tax_exclusive_amount")
#: Money would go to an account that the ERP does not have.
_UNKNOWN_ACCOUNT = "BANK-UNKNOWN-IBAN"


def amount_at_stake(case: Case) -> Decimal | None:
    """The largest total of the document, or its lines together, in its own currency.

    None when it tells neither, or when the account to be paid is not known: no bound holds then.
    """
    if case.document is None or any(finding.rule == _UNKNOWN_ACCOUNT for finding in case.findings):
        return None
    totals = [abs(amount) for name in _AMOUNTS if (amount := number(case.document.fields, name)) is not None]
    return max(totals) if totals else _of_lines(case.document)


def _of_lines(document: TradeDocument) -> Decimal | None:
    """The amounts of the lines together; None unless each has one."""
    amounts = [amount for line in document.lines if (amount := number(line, "line_amount")) is not None]
    return abs(sum(amounts, Decimal(0))) if amounts and len(amounts) == len(document.lines) else None
