"""Examining a case: matched against the catalog and checked by the rules, the first time and after every correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backend.checks import Subject, check
from backend.matching import confirm, match
from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.finding import Finding
from backend.model.mail import Mail
from backend.review.choices import BY_PERSON, made_by_person


def matched(case: Case, mail: Mail, catalog: Catalog) -> Case:
    """The case with what its document is in the ERP, and what the ERP confirms; what a person chose stays and guides the rest."""
    found = match(case.document, mail, catalog, case.question, made_by_person(case))
    return replace(case, matches=found, document=case.document and confirm(case.document, found, catalog))


def checked(case: Case, mail: Mail, catalog: Catalog, others: Sequence[Case], reading_findings: Sequence[Finding]) -> Case:
    """The case with the findings of reading it, as far as no person has settled them, and those of every rule."""
    subject = Subject(case.document, mail, case.intent, case.matches, catalog, tuple(others))
    unsettled = tuple(finding for finding in reading_findings if not _is_settled(case, finding))
    return replace(case, findings=unsettled + tuple(check(subject)))


def _is_settled(case: Case, finding: Finding) -> bool:
    field = case.document.at(finding.path) if case.document and finding.path else None
    return field is not None and field.method == BY_PERSON
