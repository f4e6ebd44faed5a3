"""What the sender has to tell us before we can go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backend.model.finding import Finding
from backend.model.sentence import Sentence
from backend.model.trade import Intent
from backend.model.words import FIELD_WORDS
from backend.replies.differences import of_line, place_of
from backend.replies.draft import Draft

_LINES = Sentence(
    "le détail des articles : références, désignations et quantités", "the items in detail: references, descriptions and quantities"
)
_ITEM = Sentence("référence exacte de l’article", "exact item number")
_PARTY = Sentence(
    "vos coordonnées complètes : raison sociale, SIRET ou numéro de TVA, adresse",
    "your full company details: name, registration or VAT number, address",
)
ORDER = Sentence("le numéro de votre commande, ou le nôtre", "the number of your order, or ours")


def missing(draft: Draft) -> tuple[Sentence, ...]:
    """What to ask for, in the order of the findings, each once; for a status question without a known order, its number."""
    asked = [_RULES[finding.rule](draft, finding) for finding in draft.case.findings if finding.rule in _RULES]
    if draft.case.intent is Intent.ORDER_STATUS_INQUIRY and draft.sales_order is None:
        asked.append(ORDER)
    return tuple(dict.fromkeys(asked))


def _field(draft: Draft, finding: Finding) -> Sentence:
    if finding.path == "lines":
        return _LINES
    name = finding.path.rpartition(".")[2]
    words = FIELD_WORDS.get(name, Sentence(name, name))
    return of_line(draft, place_of(finding), words) if finding.path.startswith("lines.") else words


def _item(draft: Draft, finding: Finding) -> Sentence:
    return of_line(draft, place_of(finding), _ITEM)


def _order_number(draft: Draft, _: Finding) -> Sentence:
    cited = draft.said("order_reference")
    return Sentence(
        f"le numéro de notre commande (nous n’avons pas retrouvé {cited})", f"the number of our purchase order (we could not find {cited})"
    )


_RULES: Mapping[str, Callable[[Draft, Finding], Sentence]] = {
    "MISSING": _field,
    "QUANTITY": _field,
    "ITEM-UNKNOWN": _item,
    "PARTY-UNKNOWN": lambda _draft, _finding: _PARTY,
    "PO-UNKNOWN": _order_number,
}
#: The findings that a question to the sender can settle.
RULES = frozenset(_RULES)
