"""SAP's payment terms: what each means is customising that no service of SAP tells, so an administrator writes it down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.errors import ConnectorMisconfigured
from backend.model.catalog import PaymentTerms

#: NT30=30, or Z045=45 FM for so many days and then the end of the month.
_ONE = re.compile(r"\s*([A-Za-z0-9]{1,4})\s*=\s*(\d{1,3})\s*(FM|EOM)?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,\n]")


def read(answer: str) -> Iterator[PaymentTerms]:
    """The terms as an administrator writes them, NT30=30; Z045=45 FM; raises ConnectorMisconfigured for anything else."""
    for part in filter(str.strip, _BETWEEN.split(answer)):
        found = _ONE.fullmatch(part)
        if not found:
            raise ConnectorMisconfigured(
                f"The payment terms are written NT30=30; Z045=45 EOM, not “{part.strip()}”.",
                f"Les conditions de paiement s’écrivent NT30=30; Z045=45 FM, et non « {part.strip()} ».",
            )
        code = found[1].upper()
        yield PaymentTerms(code, code, int(found[2]), is_end_of_month=bool(found[3]))
