"""The master data that the ERP leaves in a folder: JSON files, each a Catalog as docs/erps/webhook.schema.json has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from backend.connectors.file_drop.place import Place
from backend.connectors.pieces import pieces
from backend.errors import ConnectorMisconfigured, PostingRejected
from backend.model.catalog import Catalog, own, things, union
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Order

_UNREADABLE = Sentence(
    "Le fichier {name} du catalogue n’est pas lisible : {why} (docs/erps/file-drop.md).",
    "The file {name} of the catalog cannot be read: {why} (docs/erps/file-drop.md).",
)
_NO_PARTNER = Sentence(
    "« {name} » ({id}) n’est pas dans les fichiers du catalogue.",
    "“{name}” ({id}) is not in the files of the catalog.",
)
_NO_ITEM = Sentence("L’article {id} n’est pas dans les fichiers du catalogue.", "The item {id} is not in the files of the catalog.")


def read(place: Place, folder: str) -> Catalog:
    """All of it, of every file, in the order of their names; raises ConnectorMisconfigured for one that is no Catalog."""
    names = sorted(name for name in place.names(folder) if name.lower().endswith(".json") and not name.startswith("."))
    return union(_one(place, folder, name) for name in names)


def in_pieces(catalog: Catalog) -> Iterator[Catalog]:
    """The catalog as a connector tells it: our own company, then its things a batch at a time."""
    yield own(catalog)
    yield from pieces(**dict(things(catalog)))


def refuse_unknown(document: Confirmed, catalog: Catalog) -> None:
    """Raise PostingRejected when the catalog does not have the partner or an item of the document."""
    partner, partners = (document.customer, catalog.customers) if isinstance(document, Order) else (document.supplier, catalog.suppliers)
    if partner.id not in _ids(partners):
        refusal = _NO_PARTNER.filled(name=partner.name, id=partner.id)
        raise PostingRejected(refusal.en, refusal.fr)
    known = _ids(catalog.items)
    for line in document.lines:
        if line.item_id and line.item_id not in known:
            refusal = _NO_ITEM.filled(id=line.item_id)
            raise PostingRejected(refusal.en, refusal.fr)


def _ids(things: Iterable[object]) -> set[object]:
    return {getattr(one, "id", None) for one in things}


def _one(place: Place, folder: str, name: str) -> Catalog:
    try:
        return msgspec.json.decode(place.read(folder, name).removeprefix(b"\xef\xbb\xbf"), type=Catalog)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        unreadable = _UNREADABLE.filled(name=name, why=error)
        raise ConnectorMisconfigured(unreadable.en, unreadable.fr) from None
