"""Examining a case: matched against the catalog and checked by the rules, the first time and after every correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backend.checks import Subject, check
from backend.extraction.marks import of_party, of_sender
from backend.matching import confirm, match
from backend.model.case import Case
from backend.model.catalog import Catalog, Matches
from backend.model.finding import Finding
from backend.model.mail import Mail
from backend.model.memory import Side
from backend.review.choices import BY_PERSON, made_by_person
from backend.store import Scope


def matched(scope: Scope, case: Case, mail: Mail, catalog: Catalog) -> Case:
    """The case with what its document is in the ERP, and what the ERP confirms; what a person chose stays and guides the rest.

    Lessons about whoever it may be from say how they name themselves, and those about whom it is from what they call our items.
    """
    lessons = scope.memory.recall(_marks(case, mail), _parties(case.matches))
    found = match(case.document, mail, catalog, case.question, made_by_person(case), lessons)
    about_them = scope.memory.recall((), _parties(found) - _parties(case.matches))
    if about_them:
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
    """The case with the findings of reading it, as far as no person has settled them, and those of every rule."""
    subject = Subject(case.document, mail, case.intent, case.matches, catalog, tuple(others))
    unsettled = tuple(finding for finding in reading_findings if not _is_settled(case, finding))
    return replace(case, findings=unsettled + tuple(check(subject)))


def _is_settled(case: Case, finding: Finding) -> bool:
    field = case.document.at(finding.path) if case.document and finding.path else None
    return field is not None and field.method == BY_PERSON
