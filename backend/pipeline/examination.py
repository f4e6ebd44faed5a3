"""Examining a case: matched against the catalog and checked by the rules, the first time and after every correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backend.checks import Subject, check
from backend.extraction.marks import of_party, of_sender
from backend.matching import clues, confirm, match
from backend.model.case import Case
from backend.model.catalog import Catalog, Matches, things, union
from backend.model.finding import Finding
from backend.model.identifier import compact
from backend.model.mail import Mail
from backend.model.memory import Side
from backend.model.terms import Clues
from backend.pipeline.catalogs import NOT_ASKED
from backend.review.choices import BY_PERSON, made_by_person
from backend.store import Scope

#: The rules by which a party, an item or an order is not in the catalog.
_NOT_IN_THE_CATALOG = frozenset({"PARTY-UNKNOWN", "ITEM-UNKNOWN", "PO-UNKNOWN"})
_NO_CHOICES: Mapping[str, str] = {}


def nearby(scope: Scope, case: Case, mail: Mail, choices: Mapping[str, str] = _NO_CHOICES) -> Catalog:
    """The part of the catalog that the case as it is matched, and what a person chooses, may concern."""
    numbers = replace(clues.of_document(case.document, mail, case.question), names=frozenset(), descriptions=frozenset())
    return scope.catalog.near(clues.together((numbers, clues.of_matches(case.matches), clues.of_choices(choices), _of_receipt(case))))


def matched(scope: Scope, case: Case, mail: Mail) -> Case:
    """The case with what its document is in the ERP, and what the ERP confirms; what a person chose stays and guides the rest.

    Lessons about whoever it may be from say how they name themselves, and those about whom it is from what they call our items.
    """
    lessons = scope.memory.recall(_marks(case, mail), _parties(case.matches))
    given = clues.of_document(case.document, mail, case.question), clues.of_matches(case.matches), clues.of_lessons(lessons)
    catalog = scope.catalog.near(clues.together(given))
    found = match(case.document, mail, catalog, case.question, made_by_person(case), lessons)
    theirs = _parties(found) - _parties(case.matches)
    if theirs or _parties(case.matches):
        about_them = scope.memory.recall((), theirs)
        more = clues.together((clues.of_lessons(about_them), clues.of_supplier_found(found)))
        catalog = union((catalog, scope.catalog.near(more)))
        found = match(case.document, mail, catalog, case.question, made_by_person(case), (*lessons, *about_them))
    return replace(case, matches=found, document=case.document and confirm(case.document, found, catalog))


def _marks(case: Case, mail: Mail) -> tuple[str, ...]:
    """What the case says of its parties."""
    names = (f"{party}_{what}" for party in ("seller", "buyer") for what in ("name", "vat_id", "legal_id"))
    return (*of_sender(mail.sender), *(of_party(*map(case.document.value, names)) if case.document else ()))


def _parties(matches: Matches) -> frozenset[tuple[Side, str]]:
    best = ((side, matches[side].best) for side in Side if side in matches)
    return frozenset((side, one.id) for side, one in best if one)


def checked(case: Case, mail: Mail, catalog: Catalog, others: Sequence[Case], reading_findings: Sequence[Finding]) -> Case:
    """The case with the findings of reading it, as far as no person has settled them, and those of every rule; `catalog` is `nearby`."""
    subject = Subject(case.document, mail, case.intent, case.matches, catalog, tuple(others), case.kept)
    unsettled = tuple(finding for finding in reading_findings if not _is_settled(case, finding))
    # Where no ERP was ever asked, one sentence says so: that it knows nobody and nothing is no news of each line.
    unknown = _NOT_IN_THE_CATALOG if _knows_nothing(catalog) and any(one.rule == NOT_ASKED for one in unsettled) else frozenset()
    return replace(case, findings=unsettled + tuple(one for one in check(subject) if one.rule not in unknown))


def _knows_nothing(catalog: Catalog) -> bool:
    return next(things(catalog), None) is None


def _is_settled(case: Case, finding: Finding) -> bool:
    field = case.document.at(finding.path) if case.document and finding.path else None
    return field is not None and field.method == BY_PERSON


def _of_receipt(case: Case) -> Clues:
    """What the document became in the ERP."""
    return Clues(keys=frozenset({compact(case.receipt.number)}) if case.receipt else frozenset())
