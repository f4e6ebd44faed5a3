"""The ERP of each organisation: opened from what its administrator answered, and kept until that changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from backend.connectors import REGISTRY
from backend.connectors.connector import Connector, Kind, Surroundings
from backend.connectors.form import filled, questions
from backend.errors import BadInput, ConnectorError, ConnectorMisconfigured
from backend.model.sentence import Sentence, said
from backend.pipeline.trial import Trial, tried
from backend.store import Connections, KeptConnection, Sandboxes, SealedConnection, Store

_NOT_ELSEWHERE = Sentence(
    "C’est l’ERP lui-même : indiquez une société de test par son adresse, sa base ou sa société, et celle de l’ERP aussi.",
    "This is the ERP itself: name a test company by its address, database or company, and the ERP's own as well.",
)


@dataclass(frozen=True)
class _Opened:
    """A connector, and the connection that it was opened from."""

    kept: SealedConnection
    connector: Connector


@dataclass(frozen=True)
class Erps:
    """The ERPs of all organisations, as this process has opened them."""

    store: Store
    surroundings: Surroundings
    #: What organisations work with that have connected nothing: the practice ERP in demo mode.
    otherwise: Mapping[str, Connector] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: REGISTRY)
    _opened: dict[tuple[str, type], _Opened] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def connector(self, organisation: str) -> Connector:
        """The ERP that the organisation works with right now; raises ConnectorMisconfigured when there is none."""
        connections = self.store.scoped(organisation).connection
        kept = connections.sealed()
        return self._opened_once(organisation, connections, kept) if kept else self._unconnected(organisation)

    def sandbox(self, organisation: str) -> Connector | None:
        """The test company in which the organisation's documents are tried first, None when they are not; raises ConnectorMisconfigured."""
        sandboxes = self.store.scoped(organisation).sandbox
        kept = sandboxes.sealed()
        if kept is None or not kept.is_on:
            return None
        connector = self._opened_once(organisation, sandboxes, kept)
        # The connection may have become another one since.
        if not self._is_elsewhere(kept.kind, self.sandbox_answers(organisation), self.answers(organisation, kept.kind)):
            raise ConnectorMisconfigured(_NOT_ELSEWHERE.en, _NOT_ELSEWHERE.fr)
        return connector

    def name(self, organisation: str) -> str:
        """What the makers of the organisation's ERP call it, "" when it has connected none."""
        kept = self.store.scoped(organisation).connection.sealed()
        return (self.kinds[kept.kind].name if kept.kind in self.kinds else kept.kind) if kept else ""

    def has(self, organisation: str) -> bool:
        """Whether the organisation works with an ERP, connected or lent."""
        return organisation in self.otherwise or self.store.scoped(organisation).connection.sealed() is not None

    def kind(self, name: str) -> Kind:
        """The kind of ERP by that name; raises BadInput."""
        if name not in self.kinds:
            raise BadInput("There is no such ERP to connect.", "Cet ERP ne peut pas être connecté.")
        return self.kinds[name]

    def answered(self, organisation: str, kind: str, answers: Mapping[str, str]) -> KeptConnection:
        """The answers as they would be kept: a secret left empty is the one kept already; raises BadInput naming what is missing."""
        return self._with_secrets(kind, answers, [self.answers(organisation, kind)])

    def sandbox_answered(self, organisation: str, answers: Mapping[str, str]) -> KeptConnection:
        """The answers about a test company as they would be kept: a secret left empty is the one kept of it already, or the ERP's own.

        Raises BadInput naming what is missing, when no ERP is connected, and when it may be the ERP's own company: a trial there would be
        booked. Another user or account makes no other company, nor does a company that is named in one of the two only.
        """
        live = self.store.scoped(organisation).connection.sealed()
        if live is None:
            raise BadInput("Connect the ERP first.", "Connectez d’abord l’ERP.")
        own = self.answers(organisation, live.kind)
        kept = self._with_secrets(live.kind, answers, [self.sandbox_answers(organisation), own])
        if not self._is_elsewhere(live.kind, kept.answers, own):
            raise BadInput(_NOT_ELSEWHERE.en, _NOT_ELSEWHERE.fr)
        return kept

    def is_other(self, organisation: str, connection: KeptConnection) -> bool:
        """Whether this may be another ERP than the present one: more than its secrets is new."""
        kept = self.store.scoped(organisation).connection.sealed()
        secrets = {one.name for one in questions(self.kind(connection.kind).config) if one.is_secret}
        before, after = self.answers(organisation, connection.kind), connection.answers
        open_ = {name for name in before.keys() | after.keys() if name not in secrets}
        return kept is None or kept.kind != connection.kind or any(before.get(name) != after.get(name) for name in open_)

    def problem(self, organisation: str) -> Sentence | None:
        """Why the organisation's connection cannot even be opened, None when it can."""
        try:
            self.connector(organisation)
        except ConnectorError as error:
            return said(error)
        return None

    def trial(self, organisation: str) -> Trial:
        """What trying the organisation's ERP shows."""
        return tried(lambda: self.connector(organisation))

    def trial_of(self, organisation: str, connection: KeptConnection) -> Trial:
        """What trying these answers for the organisation shows; they need not be kept."""
        return tried(lambda: self._made(connection, replace(self.surroundings, organisation=organisation)))

    def answers(self, organisation: str, kind: str) -> dict[str, str]:
        """What is kept about that kind of ERP, secrets among it; nothing when another one is connected or it cannot be opened."""
        connections = self.store.scoped(organisation).connection
        kept = connections.sealed()
        return _answers(connections, kept if kept and kept.kind == kind else None)

    def sandbox_answers(self, organisation: str) -> dict[str, str]:
        """What is kept about the test company, secrets among it; nothing when there is none or it cannot be opened."""
        sandboxes = self.store.scoped(organisation).sandbox
        return _answers(sandboxes, sandboxes.sealed())

    def origins(self, organisation: str) -> frozenset[str]:
        """The encrypted origins (https://host:port) that the administrator gave of the ERP and of its test company."""
        kept = self.store.scoped(organisation).connection.sealed()
        answers = [*(self.answers(organisation, kept.kind) if kept else {}).values(), *self.sandbox_answers(organisation).values()]
        places = (urlsplit(answer) for answer in answers if answer.startswith("https://"))
        return frozenset(f"https://{place.netloc}" for place in places if place.netloc)

    def _is_elsewhere(self, kind: str, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
        """Whether the answers name two companies."""
        places = [question for question in questions(self.kind(kind).config) if question.is_place]
        pairs = [[_place(answers.get(place.name) or place.default) for answers in (one, other)] for place in places]
        return any(here and there and here != there for here, there in pairs)

    def _with_secrets(self, kind: str, answers: Mapping[str, str], before: Sequence[Mapping[str, str]]) -> KeptConnection:
        """The answers with the secrets that were left empty: of the first of those before that is at the same address.

        A secret stays with the address that it was given for: with another one it is to be given again, so that nobody has it sent there.
        """
        config = self.kind(kind).config
        given = {name: answer.strip() for name, answer in answers.items() if answer.strip()}
        defaults = {one.name: one.default for one in questions(config)}
        here = _addresses(defaults | given)
        for earlier in before:
            if _addresses(defaults | dict(earlier)) == here:
                given = {one.name: earlier[one.name] for one in questions(config) if one.is_secret and one.name in earlier} | given
        filled(config, given)
        return KeptConnection(kind, given)

    def _opened_once(self, organisation: str, of: Connections | Sandboxes, kept: SealedConnection) -> Connector:
        """The connector of a connection, the same one until the connection changes."""
        place = (organisation, type(of))
        with self._lock:
            opened = self._opened.get(place)
            if opened is None or opened.kept.sealed != kept.sealed:
                opened = self._opened[place] = _Opened(kept, self._open(organisation, of, kept))
            return opened.connector

    def _unconnected(self, organisation: str) -> Connector:
        if organisation not in self.otherwise:
            raise ConnectorMisconfigured("No ERP is connected.", "Aucun ERP n’est connecté.")
        return self.otherwise[organisation]

    def _open(self, organisation: str, of: Connections | Sandboxes, kept: SealedConnection) -> Connector:
        """The connector of a connection; raises ConnectorMisconfigured when what is kept cannot be used any more."""
        try:
            scope = self.store.scoped(organisation)
            surroundings = replace(self.surroundings, organisation=organisation, receipts=scope.receipts)
            return self._made(of.opened(kept), surroundings)
        except ValueError:
            raise ConnectorMisconfigured(
                "The connection's keys were sealed with another secret: give it in COUNTERSIGN_OLD_SECRET_KEYS, or enter them again.",
                "Les clés de la connexion ont été scellées avec un autre secret : indiquez-le dans COUNTERSIGN_OLD_SECRET_KEYS, "
                "ou saisissez-les de nouveau.",
            ) from None
        except BadInput as error:
            raise ConnectorMisconfigured(error.message, error.fr) from error

    def _made(self, connection: KeptConnection, surroundings: Surroundings) -> Connector:
        kind = self.kind(connection.kind)
        return kind.open(filled(kind.config, connection.answers), surroundings)


def _answers(of: Connections | Sandboxes, kept: SealedConnection | None) -> dict[str, str]:
    """What is kept of a connection, nothing when there is none or it was sealed with another secret."""
    try:
        return dict(of.opened(kept).answers) if kept else {}
    except ValueError:
        return {}


def _place(answer: str) -> str:
    """The answer as it is the same place however it is written."""
    return answer.strip().rstrip("/").casefold()


def _addresses(answers: Mapping[str, str]) -> set[tuple[str, str]]:
    """The servers that the answers name, by question: of each URL what stands before its path."""
    urls = {name: answer for name, answer in answers.items() if "://" in answer}
    return {(name, "/".join(url.split("/", 3)[:3]).casefold()) for name, url in urls.items()}
