"""When somebody must prove more than that they signed in: an authentication context of their tenant (the claim `acrs`).

https://learn.microsoft.com/entra/identity-platform/developer-guide-conditional-access-authentication-context
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from backend.errors import BadInput, ClaimsWanted

_WRITTEN = re.compile(r"(c[1-9]\d?)(?::(\d{1,12}(?:\.\d{1,2})?))?")


@dataclass(frozen=True)
class StepUp:
    """What a tenant asks for."""

    #: The context's id, c1 to c99, as the tenant's Conditional Access has it.
    context: str
    #: From which amount on, in the document's own currency.
    amount: Decimal = Decimal(0)

    @staticmethod
    def read(text: str) -> StepUp:
        """What `c1` or `c1:10000` means; raises BadInput for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise BadInput(f"{text!r} is no authentication context.", f"« {text} » n’est pas un contexte d’authentification.")
        return StepUp(found[1], Decimal(found[2] or 0))

    def require(self, satisfied: Collection[str], amount: Decimal | None) -> None:
        """Raise ClaimsWanted unless the context is satisfied or the amount (not negative) is below; an amount that nobody knows is not."""
        if self.context in satisfied or (amount is not None and amount < self.amount):
            return
        raise ClaimsWanted(json.dumps({"access_token": {"acrs": {"essential": True, "value": self.context}}}))
