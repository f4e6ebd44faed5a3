"""SAP's tax codes: what each charges is customising that no service of SAP tells, so an administrator writes it down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.sentence import Sentence

_ONE = re.compile(r"\s*([A-Za-z0-9]{1,2})\s*=\s*(\d{1,2}(?:[.,]\d{1,3})?)\s*%?\s*")
#: Between them a comma would be taken for that of a rate.
_BETWEEN = re.compile(r"[;\n]|,(?=\s*[A-Za-z0-9]{1,2}\s*=)")
_NONE = Sentence(
    "Aucun code de TVA à {rate} % n’est indiqué pour SAP : complétez la connexion, ou corrigez le taux.",
    "No tax code of {rate} % is given for SAP: complete the connection, or correct the rate.",
)


@dataclass(frozen=True)
class TaxCodes:
    """The codes of purchases with the rates that they charge, in percent; the first of several with one rate is the usual one."""

    rates: Mapping[str, Decimal]

    def code(self, rate: Decimal | None, ordered: str) -> str:
        """The code of a line: that of its purchase order when it charges the line's rate, else the usual one; "" when nothing tells.

        Raises PostingRejected for a rate without a code.
        """
        if rate is None or self.rates.get(ordered) == rate:
            return ordered
        for code, charged in self.rates.items():
            if charged == rate:
                return code
        refusal = _NONE.filled(rate=rate)
        raise PostingRejected(refusal.en, refusal.fr)


def read(answer: str) -> TaxCodes:
    """The codes as an administrator writes them, V1=20; V2=10; V3=5,5; raises ConnectorMisconfigured for anything else."""
    rates: dict[str, Decimal] = {}
    for part in _BETWEEN.split(answer):
        found = _ONE.fullmatch(part)
        if not found:
            raise ConnectorMisconfigured(
                f"The tax codes are written V1=20; V2=10; V3=5.5, not “{part.strip()}”.",
                f"Les codes de TVA s’écrivent V1=20; V2=10; V3=5,5, et non « {part.strip()} ».",
            )
        rates[found[1].upper()] = Decimal(found[2].replace(",", "."))
    return TaxCodes(rates)
