"""Posting an approved case exactly once, and taking a posting back: claimed, keyed, and reconciled with the ERP at every attempt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from backend.connectors.connector import Connector
from backend.errors import Conflict, ConnectorMisconfigured, ConnectorUnavailable, CountersignError, NotAllowed, PostingRejected
from backend.model.audit import SYSTEM, reasons
from backend.model.case import Case, Receipt, Status, Undone
from backend.model.catalog import Catalog
from backend.model.kept import OrderChange, taken_back
from backend.model.mapping import Mapping as Rules
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed
from backend.pipeline import live, rehearsal
from backend.pipeline.catalogs import changed
from backend.pipeline.examination import checked, nearby
from backend.pipeline.filing import file_originals
from backend.pipeline.workshop import Workshop
from backend.review import confirmed, for_erp, is_change

_TO_POST = frozenset({Status.APPROVED, Status.POSTING})
_TO_CANCEL = frozenset({Status.CANCELLING})
#: The first pause after an ERP that did not answer, and the longest, in seconds; each pause is twice the one before.
_FIRST_PAUSE, _LONGEST_PAUSE = 5, 300
#: The blocking rules whose facts change in the ERP while a case is under way.
_OF_MONEY = frozenset({"BANK-UNKNOWN-IBAN"})
_CHANGED = Sentence("Changé dans l’ERP depuis la confirmation : {what}", "Changed in the ERP since it was confirmed: {what}")
_BY_HAND = Sentence(
    "L’ERP ne montre pas ce qu’était la commande : modifiez-la dans l’ERP.",
    "The ERP does not show what the order was: change it in the ERP.",
)
_OTHER_PRICE = Sentence("{item} : {was} alors, {now} à présent.", "{item}: {was} then, {now} now.")


def post(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Bring an approved case into the ERP; does nothing when that is not due or somebody else is at it."""
    case = workshop.scope(organisation).cases.claim(case_id, _TO_POST, Status.POSTING, workshop.claim())
    if case is None:
        return
    kept = workshop.scope(organisation).mapping.current()
    try:
        if rehearsal.is_due(case):
            _rehearse(workshop, case, kept.mapping)
            return
        receipt = _receipt(workshop, organisation, case, kept.mapping)
    except ConnectorUnavailable as error:
        postpone(workshop, case, words(error))
    except (PostingRejected, ConnectorMisconfigured, NotAllowed) as error:
        _refused(workshop, case, error)
    else:
        _posted(workshop, case, receipt, kept.version)


def cancel(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Take a posting back in the ERP; does nothing when that is not due or somebody else is at it."""
    case = workshop.scope(organisation).cases.claim(case_id, _TO_CANCEL, Status.CANCELLING, workshop.claim())
    if case is None or case.receipt is None:
        return
    try:
        _take_back(workshop, case, case.receipt)
    except ConnectorUnavailable as error:
        postpone(workshop, case, words(error))
    except (PostingRejected, ConnectorMisconfigured, NotAllowed) as error:
        kept = replace(case, status=Status.POSTED, undo_until=None, refusal=words(error))
        _save(workshop, kept, "cancelling_refused", reasons(words(error)))
    else:
        # At once, so that what is sent again is not taken for what was just taken back.
        if not is_change(case):
            workshop.scope(organisation).catalog.remove_document(case.receipt.id)
        changed(workshop, organisation)
        # The key has been used: sent again, the document is another one for the ERP.
        free = replace(case, status=Status.IN_REVIEW, receipt=None, decision=None, undo_until=None, posting_key="", refusal="")
        undone = Undone(case.receipt.number, workshop.clock())
        _save(workshop, replace(free, undone=undone), "cancelled", {"number": undone.number}, filing_due=False)


def _take_back(workshop: Workshop, case: Case, receipt: Receipt) -> None:
    """Have the ERP take a document back, or an order be again what it was before a change; raises what the connector raises."""
    connector = workshop.connector(case.organisation)
    if not is_change(case):
        connector.cancel(receipt)
        return
    scope = workshop.scope(case.organisation)
    document = confirmed(case, nearby(scope, case, scope.mails.get(case.mail_id).mail))
    if not isinstance(document, OrderChange) or document.changes is None:
        raise PostingRejected(_BY_HAND.en, _BY_HAND.fr)
    connector.change(taken_back(document), f"{case.posting_key}-back")


def postpone(workshop: Workshop, case: Case, reason: Sentence | str) -> None:
    """Leave the case's work for later, longer each time, with the reason in both languages."""
    cases = workshop.scope(case.organisation).cases
    pause = min(_FIRST_PAUSE * 2 ** min(cases.attempts(case.id) - 1, 10), _LONGEST_PAUSE)
    try:
        cases.postpone(case, workshop.clock() + timedelta(seconds=pause), reason)
    except Conflict:
        return  # whoever changed it takes care of it


def _receipt(workshop: Workshop, organisation: str, case: Case, rules: Rules) -> Receipt:
    """The receipt of an attempt that was cut short, else of posting it now."""
    connector: Connector = workshop.connector(organisation)
    if found := connector.find(case.posting_key):
        return found
    document, _ = _document(workshop, case, rules)
    if isinstance(document, OrderChange):
        return connector.change(document, case.posting_key)
    return connector.post(document, case.posting_key)


def _rehearse(workshop: Workshop, case: Case, rules: Rules) -> None:
    """Try the case in the test company; a person then sees what came of it, and sends it on."""
    document, catalog = _document(workshop, case, rules)
    tried = rehearsal.rehearsed(workshop, case, document, catalog)
    back = replace(case, status=Status.IN_REVIEW, decision=None, rehearsal=tried, refusal="")
    _save(workshop, back, "rehearsed", rehearsal.trail(tried))


def _document(workshop: Workshop, case: Case, rules: Rules) -> tuple[Confirmed, Catalog]:
    """The document as it was confirmed, the ERP's own fields filled by the rules, and what the ERP says of what it concerns.

    Raises NotAllowed when what the ERP says now of its account or its prices is something else.
    """
    scope = workshop.scope(case.organisation)
    mail = scope.mails.get(case.mail_id).mail
    before = confirmed(case, nearby(scope, case, mail))
    # Kept: what is shown in review is to be what the ERP says now.
    live.keep(workshop, case)
    catalog = nearby(scope, case, mail)
    now = checked(case, mail, catalog, (), ())
    document = for_erp(case, catalog, rules).document
    other = (*(f.sentence for f in now.blocking if f.rule in _OF_MONEY), *_other_prices(before, document))
    if other:
        refusal = _CHANGED.filled(what=Sentence(" ".join(s.fr for s in other), " ".join(s.en for s in other)))
        raise NotAllowed(refusal.en, refusal.fr)
    return document, catalog


def _other_prices(before: Confirmed, now: Confirmed) -> Iterator[Sentence]:
    """The prices of the ERP's that are others than a person has seen."""
    for was, is_ in zip(before.lines, now.lines, strict=True):
        if was.net_price != is_.net_price:
            yield _OTHER_PRICE.filled(item=is_.description or is_.item_id, was=was.net_price, now=is_.net_price)


def _posted(workshop: Workshop, case: Case, receipt: Receipt, mapping: int) -> None:
    changed(workshop, case.organisation)
    undo_until = workshop.clock() + timedelta(seconds=workshop.settings.undo_seconds)
    done = replace(case, status=Status.POSTED, receipt=receipt, undo_until=undo_until, undone=None, refusal="")
    details = {"id": receipt.id, "number": receipt.number, "url": receipt.url, "key": case.posting_key, "mapping": mapping}
    if _save(workshop, done, "posted", details, filing_due=True):
        rehearsal.take_back(workshop, case)
        file_originals(workshop, case.organisation, case.id)


def _refused(workshop: Workshop, case: Case, error: CountersignError) -> None:
    back = replace(case, status=Status.IN_REVIEW, decision=None, refusal=words(error))
    _save(workshop, back, "refused", {**reasons(words(error)), "kind": type(error).__name__})


def words(error: CountersignError) -> Sentence | str:
    """What an error says: a sentence of ours in both languages, or the ERP's own words."""
    return Sentence(error.fr, error.message) if error.fr else error.message


def _save(workshop: Workshop, case: Case, action: str, details: Mapping[str, object], *, filing_due: bool | None = None) -> bool:
    """Whether this saved the case, and not another worker that had taken over its claim."""
    try:
        workshop.scope(case.organisation).cases.save(case, action, SYSTEM, details, filing_due=filing_due)
    except Conflict:
        return False
    return True
