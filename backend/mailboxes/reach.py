"""Which mailboxes the application may read by itself: those that it is to watch, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from backend.errors import NotFound, NotPermitted
from backend.mailboxes.graph import Graph
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence

_READ = Sentence("L’application lit {address}.", "The application reads {address}.")
_NOT_READ = Sentence("L’application ne peut pas lire {address}.", "The application cannot read {address}.")
_ADD = Sentence(
    "Ajoutez la boîte à l’étendue de l’autorisation dans Exchange, puis attendez : Exchange met jusqu’à deux heures à l’appliquer.",
    "Add the mailbox to the permission's scope in Exchange, then wait: Exchange takes up to two hours to apply it.",
)
_TOO_MUCH = Sentence(
    "L’application lit aussi {address}, qu’elle ne devrait pas lire.", "The application reads {address}, too, which it should not."
)
_LIMIT = Sentence(
    "Limitez l’autorisation Mail.Read par Exchange (RBAC pour les applications) : docs/deploy-outlook.md.",
    "Limit the permission Mail.Read by Exchange (RBAC for applications): docs/deploy-outlook.md.",
)
_KEPT_OUT = Sentence("L’application ne lit pas {address}, comme il se doit.", "The application does not read {address}, as it should be.")


def reach(graphs: Sequence[Graph], watched: Sequence[str], others: Sequence[str]) -> Iterator[Finding]:
    """Whether the application, in one of its tenants, reads the watched mailboxes and none of the others."""
    for address in watched:
        if any(_reads(graph, address) for graph in graphs):
            yield Finding("OUTLOOK-WATCHED", Severity.INFO, _READ.filled(address=address))
        else:
            yield Finding("OUTLOOK-WATCHED", Severity.BLOCKING, _NOT_READ.filled(address=address), remedy=_ADD)
    for address in others:
        if any(_reads(graph, address) for graph in graphs):
            yield Finding("OUTLOOK-OTHERS", Severity.BLOCKING, _TOO_MUCH.filled(address=address), remedy=_LIMIT)
        else:
            yield Finding("OUTLOOK-OTHERS", Severity.INFO, _KEPT_OUT.filled(address=address))


def _reads(graph: Graph, address: str) -> bool:
    try:
        graph.get(f"users/{quote(address)}/messages", top=1, select="id")
    except (NotFound, NotPermitted):
        return False
    return True
