"""Keeping an organisation's catalog up to date: fetched from its ERP piece by piece, by one worker at a time, beside all other work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta

from backend.errors import ConnectorError, ConnectorMisconfigured
from backend.model.catalog import KINDS, Catalog, things, union
from backend.model.sentence import Sentence, said
from backend.pipeline.workshop import Work, Workshop
from backend.store import CatalogIndex, CatalogState

#: The clocks of the ERP and of this machine may differ by this, and what is being written there is not yet to be seen.
_MARGIN = timedelta(minutes=15)
#: An ERP that could not be asked is left alone for so long.
_PAUSE = timedelta(minutes=1)
#: Somebody who gave no sign for so long fetches no more: an ERP may take minutes for one piece.
_SILENCE = timedelta(minutes=15)
#: So many things are written by one transaction, or what came in so long.
_WRITTEN_AT_ONCE, _SHOWN_AFTER = 2000, timedelta(seconds=2)
#: Once after this hour (UTC) everything is fetched anew, so that what was deleted is noticed.
_NIGHT = time(2)

#: The rule of a finding that tells `keep_up`'s sentence.
NOT_ASKED = "ERP-NOT-ASKED"

_FIRST = Sentence(
    "le catalogue est en train d’être lu pour la première fois ({count} fiches jusqu’ici) ; le dossier sera rapproché de nouveau ensuite.",
    "the catalog is being fetched for the first time ({count} records so far); the case is matched again afterwards.",
)
_AS_OF = Sentence("catalogue du {at}", "catalog as of {at}")
_NEVER = Sentence("catalogue jamais lu en entier", "catalog never fetched to its end")
_COUNTED = Sentence(
    "{customers} clients, {suppliers} fournisseurs, {items} articles, {purchase_orders} commandes fournisseurs,"
    " {sales_orders} commandes clients, {supplier_invoices} factures fournisseurs",
    "{customers} customers, {suppliers} suppliers, {items} items, {purchase_orders} purchase orders,"
    " {sales_orders} sales orders, {supplier_invoices} supplier invoices",
)
_SO_FAR = Sentence(" ; lecture en cours, {count} fiches jusqu’ici", "; being fetched, {count} records so far")
_WHY = Sentence(" ; non relu : {problem}", "; not fetched again: {problem}")
_NOTHING = Sentence("", "")


def keep_up(workshop: Workshop, organisation: str) -> Sentence | None:
    """Have the catalog fetched when that is due; why the index is not the ERP's present catalog, None when it is.

    Nobody waits for it, but for the very first one when nobody has begun it: without it there is nothing to match with.
    """
    try:
        workshop.connector(organisation)
    except ConnectorMisconfigured as error:
        return said(error)
    index = workshop.scope(organisation).catalog
    state = index.state()
    if is_due(workshop, state):
        if state.fetched_at is None:
            refresh(workshop, organisation)
            state = index.state()
        else:
            workshop.nudge(Work.CATALOG, organisation, "")
    if state.fetched_at is None and state.problem is None:
        return _FIRST.filled(count=sum(state.progress.values()))
    return state.problem


def told(index: CatalogIndex) -> Sentence:
    """How old the catalog is, how much there is of it, whether it is being fetched and what keeps it from being fetched."""
    state, counts = index.state(), index.counts()
    age = _AS_OF.filled(at=f"{state.fetched_at:%Y-%m-%d %H:%M} UTC") if state.fetched_at else _NEVER
    count = _COUNTED.filled(**{kind: counts.get(kind, 0) for kind in KINDS})
    so_far = _SO_FAR.filled(count=sum(state.progress.values())) if state.holder else _NOTHING
    return Sentence("{age} ; {count}{now}{why}", "{age}; {count}{now}{why}").filled(
        age=age, count=count, now=so_far, why=_WHY.filled(problem=state.problem) if state.problem else _NOTHING
    )


def is_due(workshop: Workshop, state: CatalogState) -> bool:
    """Whether it is time to ask the ERP what changed, or for everything, and nobody is at it."""
    now = workshop.clock()
    if state.holder and not _is_free(workshop, state):
        return False
    if state.is_whole_due or state.fetched_at is None or state.problem:
        return state.tried_at is None or now - state.tried_at > _PAUSE
    return state.is_due or now - state.fetched_at > timedelta(seconds=workshop.settings.catalog_seconds) or _since(workshop, state) is None


def changed(workshop: Workshop, organisation: str, *, whole: bool = False) -> None:
    """Have fetched what changed in the ERP now, or everything anew."""
    workshop.scope(organisation).catalog.ask(whole=whole)
    workshop.nudge(Work.CATALOG, organisation, "")


def refresh(workshop: Workshop, organisation: str, _id: str = "") -> None:
    """Fetch what changed, or everything, into the index; does nothing when that is not due or somebody else is at it.

    What breaks off half-way removes nothing, and is made good by the next one.
    """
    index = workshop.scope(organisation).catalog
    state = index.state()
    if not is_due(workshop, state):
        return
    try:
        connector = workshop.connector(organisation)
    except ConnectorMisconfigured:
        return
    fetch = index.begin(workshop.holder, workshop.clock(), _since(workshop, state), lambda held: _is_free(workshop, held), erp=state.erp)
    if fetch is None:
        return
    try:
        for piece in together(connector.fetch_catalog(fetch.since), workshop.clock):
            if not index.put(fetch, piece, workshop.clock()):
                return
    except ConnectorError as error:
        index.fail(fetch, said(error))
        return
    index.finish(fetch)
    if state.fetched_at is None or state.problem:
        _match_what_waited(workshop, organisation)


def together(pieces: Iterable[Catalog], clock: Callable[[], datetime]) -> Iterator[Catalog]:
    """The pieces as they are written: the first at once, then several by one, as each writing touches much of the index.

    What an ERP tells slowly is not held back, nor what it told before it failed.
    """
    waiting: list[Catalog] = []
    since: datetime | None = None
    try:
        for piece in pieces:
            waiting.append(piece)
            if since is None or clock() - since >= _SHOWN_AFTER or sum(map(_size, waiting)) >= _WRITTEN_AT_ONCE:
                yield union(waiting)
                waiting, since = [], clock()
    except ConnectorError:
        yield union(waiting)
        raise
    yield union(waiting)


def _size(piece: Catalog) -> int:
    return sum(len(found) for _, found in things(piece))


def _since(workshop: Workshop, state: CatalogState) -> datetime | None:
    """Since when to ask what changed, None for everything."""
    if state.whole_at is None or state.fetched_at is None or state.is_whole_due:
        return None
    now = workshop.clock()
    tonight = datetime.combine(now.date(), _NIGHT, now.tzinfo)
    night = tonight if now >= tonight else tonight - timedelta(days=1)
    return state.fetched_at - _MARGIN if state.whole_at >= night else None


def _is_free(workshop: Workshop, state: CatalogState) -> bool:
    """Whether who is named as fetching does so no more."""
    silent = state.touched_at is None or workshop.clock() - state.touched_at > _SILENCE
    return silent or workshop.is_dead(state.holder)


def _match_what_waited(workshop: Workshop, organisation: str) -> None:
    """Have the cases matched again that there was no whole catalog for, or only an old one."""
    for case_id in workshop.scope(organisation).cases.open_with(NOT_ASKED):
        workshop.nudge(Work.MATCH, organisation, case_id)
