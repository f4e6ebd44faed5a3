"""Calls of Dolibarr's REST API: lists page by page, nothing found as nothing, and its refusals as the contract's errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from http import HTTPStatus

from backend.connectors.http import Answer, Http, Json
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, CountersignError, PostingRejected
from backend.model.sentence import Sentence

_API = "api/index.php"
#: Records asked for at once; each comes with its lines.
_PAGE = 500
#: Ids asked for in one call, so that the address stays short.
AT_ONCE = 200
#: What would end a value in a filter early, and what has a meaning of its own in `like`.
_NOT_IN_A_VALUE = re.compile(r"[()':\\%]")
#: The database's words for two writers at once (MySQL, PostgreSQL).
_OTHERS_AT_WORK = re.compile(r"deadlock|lock wait timeout|could not serialize", re.IGNORECASE)
#: What Restler puts before a message: the name of the status.
_STATUS_NAME = re.compile(r"^(Bad Request|Forbidden|Not Found|Method Not Allowed|Internal Server Error|Service Unavailable)(: |$)")
#: Keys of translations that Dolibarr answers instead of a sentence.
_WORDS = {
    "ErrorRefAlreadyExists": Sentence(
        "Dolibarr a déjà une facture de ce fournisseur sous ce numéro.",
        "Dolibarr already has an invoice of this supplier under this number.",
    ),
}

#: A record as Dolibarr answers it: numbers are strings, days are seconds since 1970.
Record = dict[str, Json]


class Calls:
    """One Dolibarr."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def read(self, path: str, **query: str | int) -> Json:
        """What stands there, None when nothing does; raises ConnectorMisconfigured without the right to it."""
        answer = self._http.get(f"{_API}/{path}", **query)
        if answer.status == HTTPStatus.NOT_FOUND and _is_dolibarrs(answer):
            return None
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ConnectorUnavailable(f"Dolibarr could not answer: {_told(answer)}", f"Dolibarr n’a pas pu répondre : {_told(answer)}")
        if not answer.ok:
            raise _refusal(answer)
        return answer.json()

    def records(self, path: str, *conditions: str, properties: str, **query: str | int) -> Iterator[Record]:
        """Every record that meets all conditions, with these properties besides its id, in the order of the ids."""
        last = 0
        while True:
            # After the last id and not by page: what is added or removed meanwhile moves nothing.
            filters = " and ".join((*conditions, f"(t.rowid:>:{last})"))
            found = self.read(path, sortfield="t.rowid", limit=_PAGE, sqlfilters=filters, properties=f"id,{properties}", **query) or []
            yield from found
            if len(found) < _PAGE:
                return
            last = int(found[-1]["id"])

    def by_ids(self, path: str, ids: Iterable[str], properties: str, **query: str | int) -> Iterator[Record]:
        """The records with these ids, those that there are."""
        wanted = sorted({int(one) for one in ids if one.isdecimal() and one.isascii()})
        for start in range(0, len(wanted), AT_ONCE):
            chosen = ",".join(map(str, wanted[start : start + AT_ONCE]))
            yield from self.records(path, f"(t.rowid:in:{chosen})", properties=properties, **query)

    def write(self, method: str, path: str, body: Json = None) -> Json:
        """What a writing call answers; raises PostingRejected with Dolibarr's own words, and the connection's errors."""
        answer = self._http.call(method, f"{_API}/{path}", json=body)
        if not answer.ok:
            raise _refusal(answer)
        return answer.json()


def matching(columns: Sequence[str], values: Iterable[str]) -> str:
    """A condition met by records with one of the values in one of the columns, and by some others: whoever asks compares them himself."""
    terms = [f"({column}:like:'{_NOT_IN_A_VALUE.sub('_', value)}')" for value in values for column in columns]
    return f"({' or '.join(terms)})"


def _is_dolibarrs(answer: Answer) -> bool:
    """Whether Dolibarr found nothing; raises ConnectorMisconfigured when something else at this address did not."""
    if answer.content.lstrip().startswith(b"{"):
        return True
    raise ConnectorMisconfigured(
        "There is no Dolibarr with its API at this address: is the module “API REST” switched on?",
        "Il n’y a pas de Dolibarr avec son API à cette adresse : le module « API REST » est-il activé ?",
    )


def _refusal(answer: Answer) -> CountersignError:
    told = _told(answer)
    if answer.status == HTTPStatus.FORBIDDEN:
        return ConnectorMisconfigured(f"Dolibarr does not allow this: {told}", f"Dolibarr ne le permet pas : {told}")
    if _OTHERS_AT_WORK.search(told):
        return ConnectorUnavailable("Dolibarr is busy with the same records.", "Dolibarr est occupé avec les mêmes enregistrements.")
    known = next((sentence for word, sentence in _WORDS.items() if word in told), None)
    return PostingRejected(known.en, known.fr) if known else PostingRejected(told)


def _told(answer: Answer) -> str:
    """Dolibarr's own words; its `debug`, which names places in its code, is never looked at."""
    if not answer.content.lstrip().startswith(b"{"):
        return str(answer.status)
    error = answer.json().get("error") or {}
    details = [str(value) for key, value in error.items() if key.isdecimal() and value]
    message = _STATUS_NAME.sub("", str(error.get("message", ""))).strip()
    return " ".join(dict.fromkeys(filter(None, (message, *details)))) or str(answer.status)
