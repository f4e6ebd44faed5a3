"""Trying a document in a test company before it goes to the ERP: posted there under a key of its own, read back and compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from backend.connectors.compared import differences
from backend.connectors.connector import Connector
from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable, CountersignError, PostingRejected
from backend.model.audit import SYSTEM, reasons
from backend.model.case import Case, Receipt, Rehearsal
from backend.model.catalog import Catalog
from backend.model.kept import OrderChange
from backend.model.sentence import Sentence, said
from backend.model.trade import Confirmed, Order
from backend.pipeline.workshop import Workshop

_MARK = "Essai de Countersign avant l’envoi à l’ERP : cette pièce sera reprise."
_THERE = Sentence("Société de test : {said}", "Test company: {said}")
_OFF = Sentence("La société de test n’est plus utilisée : envoyez de nouveau.", "The test company is not used any more: send again.")
_NO_COPY = Sentence(
    "La société de test n’est pas une copie de l’ERP : {id} y est « {theirs} » au lieu de « {ours} ».",
    "The test company is no copy of the ERP: {id} is “{theirs}” there instead of “{ours}”.",
)
_NOT_THERE = Sentence("« {ours} » ({id}) n’y est pas.", "“{ours}” ({id}) is not there.")


def planned(workshop: Workshop, case: Case, document: Confirmed) -> Rehearsal | None:
    """How the document is to be tried, or was already; None when it is not. A change of an order is not: a copy may not have the order."""
    if isinstance(document, OrderChange) or not _is_on(workshop, case.organisation):
        return None
    digest, before = _digest(document), case.rehearsal
    if before and before.document == digest and before.receipt:
        return before
    # The version tells apart what is sent again after a correction: the test company has the one before under its key.
    return Rehearsal(f"test-{case.id}-{case.version}", digest, replaces=before.receipt or before.replaces if before else None)


def is_due(case: Case) -> bool:
    """Whether the case is still to be tried before it goes to the ERP."""
    return case.rehearsal is not None and case.rehearsal.receipt is None


def rehearsed(workshop: Workshop, case: Case, document: Confirmed, catalog: Catalog) -> Rehearsal:
    """What came of trying the case's document in the test company; repeated, it is posted there once.

    Raises what the test company's connector raises, saying that it was there.
    """
    rehearsal = case.rehearsal
    if rehearsal is None:
        raise ValueError
    try:
        connector = _sandbox(workshop, case.organisation)
        _must_be_a_copy(connector, document, catalog)
        if rehearsal.replaces:
            connector.cancel(rehearsal.replaces)
        receipt = connector.find(rehearsal.key) or connector.post(document, rehearsal.key)
        connector.note(receipt, _MARK)
        kept = connector.read(receipt)
    except (ConnectorUnavailable, ConnectorMisconfigured, PostingRejected) as error:
        raise _there(error) from error
    is_shown = kept is not None and (kept.lines is not None or any(vars(kept.totals).values()))
    found = tuple(differences(document, kept)) if kept and is_shown else None
    return replace(rehearsal, receipt=receipt, differences=found, document=_digest(document), replaces=None)


def take_back(workshop: Workshop, case: Case) -> None:
    """Take the test document back once the case is in the ERP; what is left there, and why, is in the audit trail."""
    receipt = case.rehearsal.receipt if case.rehearsal else None
    if receipt is None:
        return
    details: dict[str, object] = {"number": receipt.number}
    try:
        _sandbox(workshop, case.organisation).cancel(receipt)
    except ConnectorError as error:
        _note(workshop, case, "rehearsal_left", details | reasons(said(error)))
    else:
        _note(workshop, case, "rehearsal_removed", details)


def trail(rehearsal: Rehearsal) -> dict[str, object]:
    """What the audit trail says of a rehearsal."""
    receipt = rehearsal.receipt or Receipt("", "")
    told = None if rehearsal.differences is None else [one.en for one in rehearsal.differences]
    return {"id": receipt.id, "number": receipt.number, "key": rehearsal.key, "differences": told}


def _note(workshop: Workshop, case: Case, action: str, details: dict[str, object]) -> None:
    workshop.scope(case.organisation).cases.note(case, action, SYSTEM, details)


def _is_on(workshop: Workshop, organisation: str) -> bool:
    """Whether documents are tried first; a test company that cannot be opened is said when it is due."""
    try:
        return workshop.sandbox(organisation) is not None
    except ConnectorMisconfigured:
        return True


def _sandbox(workshop: Workshop, organisation: str) -> Connector:
    connector = workshop.sandbox(organisation)
    if connector is None:
        raise ConnectorMisconfigured(_OFF.en, _OFF.fr)
    return connector


def _must_be_a_copy(connector: Connector, document: Confirmed, catalog: Catalog) -> None:
    """Raise PostingRejected where an id of the document is somebody or something else in the test company."""
    for id_, ours, theirs in _names(connector, document, catalog):
        if theirs is None:
            refusal = _NOT_THERE.filled(ours=ours, id=id_)
            raise PostingRejected(refusal.en, refusal.fr)
        if ours.casefold() != theirs.casefold():
            refusal = _NO_COPY.filled(id=id_, ours=ours, theirs=theirs)
            raise PostingRejected(refusal.en, refusal.fr)


def _names(connector: Connector, document: Confirmed, catalog: Catalog) -> Iterator[tuple[str, str, str | None]]:
    """Each id of the document with what it is called in the ERP and in the test company, None where that has nothing of it."""
    if isinstance(document, Order):
        partner = document.customer
        partners = {one.id: one.name for one in connector.fetch_customers([partner.id])}
    else:
        partner = document.supplier
        partners = {one.id: one.name for one in connector.fetch_suppliers([partner.id])}
    yield partner.id, partner.name, partners.get(partner.id)
    items = sorted({line.item_id for line in document.lines if line.item_id})
    ours = {one.id: one.own_number for one in catalog.items}
    theirs = {one.id: one.own_number for one in connector.fetch_items(items)} if items else {}
    yield from ((item, ours.get(item, item), theirs.get(item)) for item in items)


def _there(error: CountersignError) -> CountersignError:
    """The error, saying where it was."""
    told = _THERE.filled(said=said(error))
    return type(error)(told.en, told.fr)


def _digest(document: Confirmed) -> str:
    return sha256(repr(document).encode()).hexdigest()
