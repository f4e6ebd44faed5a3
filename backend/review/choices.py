"""Choosing by hand what something in the document is in the ERP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from backend.errors import BadInput
from backend.matching import search
from backend.matching.search import Kind
from backend.model.case import Case
from backend.model.catalog import Candidate, Catalog, Match, Matches
from backend.model.sentence import Sentence

#: How what a person gave is marked: a value, or the candidate they chose.
BY_PERSON = "person"
#: How the candidates are marked that a person wanted none of.
_DECLINED = "declined"

_HEADER: Mapping[str, Kind] = {"supplier": "supplier", "customer": "customer", "purchase_order": "purchase_order"}
#: What is chosen at the end of each path.
_CHOSEN = {
    "supplier": Sentence("un fournisseur de l'ERP", "a supplier in the ERP"),
    "customer": Sentence("un client de l'ERP", "a customer in the ERP"),
    "purchase_order": Sentence("une commande fournisseur de l'ERP", "a purchase order in the ERP"),
    "item": Sentence("un article de l'ERP", "an item in the ERP"),
    "purchase_order_line": Sentence("une ligne de cette commande fournisseur", "a line of this purchase order"),
}
_LINE = re.compile(r"lines\.(\d+)\.(item|purchase_order_line)")


def is_choice(path: str) -> bool:
    """Whether the path names a match rather than a field."""
    return path in _HEADER or _LINE.fullmatch(path) is not None


def chosen(case: Case, path: str, erp_id: str, catalog: Catalog) -> Case:
    """The case with this match chosen, or with none for ""; raises BadInput when the ERP has no such thing."""
    former = case.matches.get(path, Match(None))
    others = tuple(c for c in (former.best, *former.runners_up) if c is not None and c.id != erp_id)
    if erp_id:
        found = Match(_candidate(case, path, erp_id, catalog, former), others)
    else:
        found = Match(None, tuple(replace(c, method=_DECLINED) for c in others))
    return replace(case, matches={**case.matches, path: found})


def made_by_person(case: Case) -> Matches:
    """The matches that a person chose, those where they wanted none included."""
    return {path: found for path, found in case.matches.items() if _is_made_by_person(found)}


def _is_made_by_person(found: Match) -> bool:
    if found.best is not None:
        return found.best.method == BY_PERSON
    return any(candidate.method == _DECLINED for candidate in found.runners_up)


def _candidate(case: Case, path: str, erp_id: str, catalog: Catalog, former: Match) -> Candidate:
    offered = (former.best, *former.runners_up)
    known = next((c for c in offered if c is not None and c.id == erp_id), None) or _looked_up(case, path, erp_id, catalog)
    if known is None:
        raise _unknown(path, erp_id)
    return Candidate(known.id, known.label, 1.0, BY_PERSON, number=known.number)


def _unknown(path: str, erp_id: str) -> BadInput:
    sentence = Sentence(
        "« {id} » n'est pas {wanted}. Choisissez dans la liste proposée.", "“{id}” is not {wanted}. Please choose from the list."
    ).filled(id=erp_id, wanted=_CHOSEN[path.rpartition(".")[2]])
    return BadInput(sentence.en, sentence.fr)


def _looked_up(case: Case, path: str, erp_id: str, catalog: Catalog) -> Candidate | None:
    if path.endswith(".purchase_order_line"):
        return _order_line(case, erp_id, catalog)
    return next((c for c in search(catalog, _HEADER.get(path, "item"), erp_id) if c.id == erp_id), None)


def _order_line(case: Case, line_id: str, catalog: Catalog) -> Candidate | None:
    order = case.matches.get("purchase_order", Match(None)).best
    ordered = next((p for p in catalog.purchase_orders if order and p.id == order.id), None)
    line = next((each for each in ordered.lines if each.id == line_id), None) if ordered else None
    return Candidate(line.id, line.description, 1.0, BY_PERSON) if line else None
