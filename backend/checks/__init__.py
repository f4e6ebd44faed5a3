"""Rules that look at a trade document and say what they notice, as Findings.

A rule is a generator function of a Subject; its docstring begins with its id and says what must hold, and with which tolerance.
A rule never raises and never changes anything: a value that is missing or is no number says nothing, or is what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from backend.checks import arithmetic, bank, completeness, duplicates, identifiers, plausibility, purchase_order, remainder, sales, sender
from backend.checks.subject import Subject
from backend.model.catalog import Catalog
from backend.model.finding import Finding, Severity
from backend.model.mail import Address, Mail
from backend.model.trade import Intent, TradeDocument

__all__ = ["RULES", "Subject", "check", "check_alone", "rule_id"]

Rule = Callable[[Subject], Iterator[Finding]]

_MODULES = (completeness, remainder, duplicates, purchase_order, sales, arithmetic, identifiers, bank, sender, plausibility)
#: What can be said of a document without the ERP and the mail.
_ALONE = (*arithmetic.RULES, *identifiers.RULES, plausibility.due_before_issue)
_WORST_FIRST = (Severity.BLOCKING, Severity.WARNING, Severity.INFO)


def rule_id(rule: Rule) -> str:
    """The id of a rule: what its docstring begins with."""
    return (rule.__doc__ or "").partition(":")[0]


#: Every rule by its id.
RULES: Mapping[str, Rule] = {rule_id(rule): rule for module in _MODULES for rule in module.RULES}


def check(subject: Subject) -> tuple[Finding, ...]:
    """What the rules notice, the worst first."""
    findings = [finding for rule in RULES.values() for finding in rule(subject)]
    return tuple(sorted(findings, key=lambda finding: _WORST_FIRST.index(finding.severity)))


def check_alone(document: TradeDocument) -> tuple[Finding, ...]:
    """What the rules notice that need neither the ERP nor the mail: arithmetic, check digits, order of dates."""
    subject = Subject(document, Mail("", "", Address("")), Intent(document.document_type.value), {}, Catalog())
    return tuple(finding for rule in _ALONE for finding in rule(subject))
