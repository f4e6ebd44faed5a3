"""How a confirmed document is written into a file: the layouts an administrator chooses from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from backend.connectors.file_drop import edifact, ubl
from backend.connectors.file_drop.table import Table
from backend.connectors.webhook import messages
from backend.errors import ConnectorMisconfigured
from backend.model.catalog import Catalog
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed

_UNKNOWN = Sentence("Les formats sont json, csv, ubl et edifact.", "The layouts are json, csv, ubl and edifact.")


@dataclass(frozen=True)
class Layout:
    """One way to write documents."""

    #: The ending of its files' names.
    ending: str
    #: The bytes of a document under our name for it; the catalog knows our own company and the partner.
    written: Callable[[Confirmed, str, Catalog], bytes]
    #: Whether it cannot be written without our own company's name.
    needs_our_name: bool = False


def layout(name: str, table: Table) -> Layout:
    """The layout by that name; raises ConnectorMisconfigured."""
    layouts: Mapping[str, Layout] = {
        "json": Layout("json", _as_json),
        "csv": Layout("csv", lambda document, key, _: table.written(document, key)),
        "ubl": Layout("xml", ubl.written, needs_our_name=True),
        "edifact": Layout("edi", edifact.written),
    }
    found = layouts.get(name.strip().lower())
    if found is None:
        raise ConnectorMisconfigured(_UNKNOWN.en, _UNKNOWN.fr)
    return found


def _as_json(document: Confirmed, key: str, _: Catalog) -> bytes:
    """The message that a middleware is sent (docs/erps/webhook.schema.json)."""
    message = messages.posting(document, key, messages.Links())
    return json.dumps(msgspec.to_builtins(message), ensure_ascii=False, indent=1).encode(errors="replace")
