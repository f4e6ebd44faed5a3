"""S/4HANA as far as the connector calls it: SAP Gateway with OData V2, its sessions, versions, refusals and limits.

What the metadata do not say was read in SAP's help and knowledge base: a write needs a token and the cookies of its session (403,
x-csrf-token: Required), a change the entity's version (428, 412), what is expanded must be selected as well, a service that is not active
answers 403 in XML, a refusal's own sentences stand in errordetails below a general one, and numbers are given by the server.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from itertools import count
from threading import RLock
from typing import Any

from tests.contract.doubles.sap_business import Business
from tests.contract.doubles.sap_data import fill
from tests.contract.doubles.sap_filters import Reading, Unreadable
from tests.contract.doubles.sap_metadata import SETS, EntitySet
from tests.contract.doubles.sap_values import Refusal, Row, invalid, written
from tests.contract.doubles.serving import Answer, Request

USER, PASSWORD = "COUNTERSIGN", "a password of SAP, mot de passe é"
_ROOT, _TOKENS = "/sap/opu/odata/sap/", "/sap/bc/sec/oauth2/token"
_READING = frozenset({"GET", "HEAD"})
_PLACE = re.compile(r"(\w+)(?:\((.*)\))?")
_KEY = re.compile(r"(?:(\w+)=)?'((?:[^']|'')*)'")
_OPTIONS = frozenset({"$filter", "$select", "$expand", "$orderby", "$top", "$format"})


class Sap:
    """One system; `forbidden` services the user may not call, `inactive` ones nobody may."""

    def __init__(self) -> None:
        self.business = Business()
        fill(self.business)
        self.forbidden: set[str] = set()
        self.inactive: set[str] = set()
        #: The server gives no more than this in one page and says that there is more.
        self.most = 1000
        #: So many calls are answered with 429.
        self.throttled = 0
        #: Tokens that were given to the client and are good.
        self.tokens: list[str] = []
        self._sessions: dict[str, str] = {}
        self._numbers = count(1)
        self._lock = RLock()

    def __call__(self, request: Request) -> Answer:
        with self._lock:
            if self.throttled:
                self.throttled -= 1
                return 429, b"", {"Retry-After": "0"}
            if request.path == _TOKENS:
                return self._token(request)
            if not self._is_signed_in(request.headers.get("Authorization", "")):
                return 401, b"<html>Anmeldung fehlgeschlagen</html>", {"Content-Type": "text/html"}
            try:
                return self._entered(request)
            except Refusal as refusal:
                return refusal.status, _error(refusal)
            except Unreadable as error:
                return 400, _error(invalid(str(error)))

    def _is_signed_in(self, authorization: str) -> bool:
        kind, _, given = authorization.partition(" ")
        return given in self.tokens if kind == "Bearer" else kind == "Basic" and base64.b64decode(given) == f"{USER}:{PASSWORD}".encode()

    def _token(self, request: Request) -> Answer:
        """A token for client credentials (RFC 6749, 4.4.3 and 5.2)."""
        if not self._is_signed_in(request.headers.get("Authorization", "")):
            return 400, {"error": "invalid_client", "error_description": "Client authentication failed"}
        if request.content != b"grant_type=client_credentials":
            return 400, {"error": "unsupported_grant_type"}
        self.tokens.append(f"token-{next(self._numbers)}")
        return 200, {"access_token": self.tokens[-1], "token_type": "Bearer", "expires_in": 3600}

    def end_sessions(self) -> None:
        """What happens after some minutes, and when an application server is started again."""
        self._sessions.clear()

    def _entered(self, request: Request) -> Answer:
        service, _, path = request.path.removeprefix(_ROOT).partition("/")
        known = {one.service for one in SETS.values()}
        if not request.path.startswith(_ROOT) or service not in known - self.inactive:
            message = f"<error><code>/IWFND/MED/170</code><message xml:lang='en'>No service found for name '{service}'</message></error>"
            return 403, message.encode(), {"Content-Type": "application/xml"}
        if service in self.forbidden:
            raise Refusal(403, "/IWFND/MED/022", f"No authorization to access Service {service}")
        if request.method not in _READING and not self._is_known(request):
            return 403, b"CSRF token validation failed", {"Content-Type": "text/plain", "x-csrf-token": "Required"}
        answer = self._answered(service, path, request)
        if request.method in _READING and request.headers.get("X-CSRF-Token", "").lower() == "fetch":
            return (*answer[:2], {**(answer[2] if len(answer) > 2 else {}), **self._session()})
        return answer

    def _session(self) -> Mapping[str, str]:
        n = next(self._numbers)
        cookie, token = f"S{n:08d}%3d", f"token-{n}=="
        self._sessions[cookie] = token
        # Two headers, as SAP sends them.
        return {
            "x-csrf-token": token,
            "Set-Cookie": "sap-usercontext=sap-client=100; path=/; expires=Tue, 01 Jan 2036 00:00:00 GMT",
            "set-cookie": f"SAP_SESSIONID_S4H_100={cookie}; path=/; secure; HttpOnly",
        }

    def _is_known(self, request: Request) -> bool:
        cookies = dict(part.strip().split("=", 1) for part in request.headers.get("Cookie", "").split(";") if "=" in part)
        token = self._sessions.get(cookies.get("SAP_SESSIONID_S4H_100", ""))
        return token is not None and token == request.headers.get("X-CSRF-Token")

    def _answered(self, service: str, path: str, request: Request) -> Answer:
        if not path:
            return 200, {"d": {"EntitySets": [name for name, one in SETS.items() if one.service == service]}}
        if path == "$metadata":
            return 200, self.business.metadata(service), {"Content-Type": "application/xml"}
        first, _, below = path.partition("/")
        found = _PLACE.fullmatch(first)
        name, key = (found[1], found[2]) if found else ("", None)
        if name not in SETS or SETS[name].service != service:
            return self.business.function(service, name, request.query)
        if key is None:
            return self._list(SETS[name], request.query) if request.method == "GET" else self._create(SETS[name], request)
        row = self.business.at(name, _keys(SETS[name], key))
        if below:
            return self._below(SETS[name], row, below, request)
        return self._entity(SETS[name], row, request)

    def _list(self, entity_set: EntitySet, query: Mapping[str, str]) -> Answer:
        if unknown := query.keys() - _OPTIONS:
            raise invalid(f"Unknown query option {unknown}")
        holds = Reading(entity_set, query["$filter"]).read() if query.get("$filter") else lambda _: True
        rows = [row for row in self.business.tables[entity_set.name] if holds(row)]
        for name in reversed([one for one in query.get("$orderby", "").split(",") if one]):
            rows.sort(key=lambda row, name=name: row[name])
        most = min(int(query.get("$top", self.most)), self.most)
        select, expand = _names(query, "$select"), _names(query, "$expand")
        told: Row = {"results": [self._told(entity_set, row, select, expand) for row in rows[:most]]}
        if most == self.most and len(rows) > most:
            told["__next"] = f"https://another-host/{entity_set.name}?$skiptoken={most}"
        return 200, {"d": told}

    def _create(self, entity_set: EntitySet, request: Request) -> Answer:
        if entity_set.name == "AttachmentContentSet":
            row = self.business.keep_file(request.headers, request.content)
        elif "creatable" in entity_set.never:
            raise Refusal(405, "/IWBEP/CM_MGW_RT/021", f"Method 'CREATE_ENTITY' not implemented for {entity_set.name}")
        else:
            row = self.business.create(entity_set, request.json())
        return 201, {"d": self._told(entity_set, row, (), ())}

    def _below(self, entity_set: EntitySet, row: Row, below: str, request: Request) -> Answer:
        if below == "$value":
            return 200, self.business.contents[row["LogicalDocument"]], {"Content-Type": row["MimeType"]}
        target = SETS[entity_set.navigations[below][0]]
        if request.method != "POST":
            return 200, {"d": {"results": [self._told(target, one, (), ()) for one in self.business.related(entity_set, row, below)]}}
        made = self.business.create_below(entity_set, row, below, request.json())
        return 201, {"d": self._told(target, made, (), ())}

    def _entity(self, entity_set: EntitySet, row: Row, request: Request) -> Answer:
        if request.method == "GET":
            return 200, {"d": self._told(entity_set, row, _names(request.query, "$select"), _names(request.query, "$expand"))}
        what = {"PATCH": "updatable", "MERGE": "updatable", "DELETE": "deletable"}.get(request.method, "updatable")
        if what in entity_set.never:
            raise Refusal(405, "/IWBEP/CM_MGW_RT/021", f"{request.method} is not possible for {entity_set.name}")
        version, given = self.business.version(entity_set, row), request.headers.get("If-Match")
        if version and given is None:
            raise Refusal(428, "/IWFND/CM_MGW/428", "Data service request is required to be conditional. Try using If-Match")
        if version and given not in {"*", version}:
            raise Refusal(412, "/IWFND/CM_MGW/094", "Precondition failed")
        if request.method == "DELETE":
            self.business.delete(entity_set, row)
        else:
            self.business.change(entity_set, row, request.json())
        return 204, None

    def _told(self, entity_set: EntitySet, row: Row, select: Sequence[str], expand: Sequence[str]) -> Row:
        """The entity as it is answered: with what is selected, and what is expanded of it."""
        here = [name for name in select if "/" not in name]
        for name in (*here, *(one.partition("/")[0] for one in (*select, *expand) if "/" in one or one in expand)):
            if name not in entity_set.properties and name not in entity_set.navigations:
                raise invalid(f"Property {name} not found in type {entity_set.name}Type")
        told: Row = {"__metadata": {"type": f"{entity_set.service}.{entity_set.name}Type"}}
        if version := self.business.version(entity_set, row):
            told["__metadata"]["etag"] = version
        told |= {name: written(known, row[name]) for name, known in entity_set.properties.items() if not select or name in here}
        for name, (target, is_many) in entity_set.navigations.items():
            if select and not any(one == name or one.startswith(f"{name}/") for one in select):
                continue
            if not any(one == name or one.startswith(f"{name}/") for one in expand):
                told[name] = {"__deferred": {"uri": name}}
                continue
            below = [
                self._told(SETS[target], one, _under(name, select), _under(name, expand))
                for one in self.business.related(entity_set, row, name)
            ]
            told[name] = {"results": below} if is_many else (below[0] if below else None)
        return told


def _names(query: Mapping[str, str], option: str) -> Sequence[str]:
    return [name for name in query.get(option, "").split(",") if name]


def _under(name: str, paths: Sequence[str]) -> Sequence[str]:
    return [path.partition("/")[2] for path in paths if path.startswith(f"{name}/")]


def _keys(entity_set: EntitySet, text: str) -> Mapping[str, str]:
    found = [(one[1], one[2].replace("''", "'")) for one in _KEY.finditer(text)]
    if len(found) == 1 and len(entity_set.keys) == 1:
        return {entity_set.keys[0]: found[0][1]}
    if {name for name, _ in found} != set(entity_set.keys):
        raise invalid("The key predicate does not name all key properties")
    return dict(found)


def _error(refusal: Refusal) -> Any:
    """The body of a refusal: what the application says stands below."""
    details = [
        {"code": refusal.code, "message": refusal.message, "propertyref": "", "severity": "error", "target": ""},
        {
            "code": "V4/233",
            "message": "SALES_HEADER_IN has been processed successfully",
            "propertyref": "",
            "severity": "info",
            "target": "",
        },
    ]
    is_gateway = refusal.code.startswith(("/IW", "0050"))
    return {
        "error": {
            "code": refusal.code,
            "message": {"lang": "en", "value": refusal.message if is_gateway else "Exception raised without specific error"},
            "innererror": {
                "application": {"component_id": "SD-SLS-API", "service_namespace": "/SAP/", "service_version": "0001"},
                "transactionid": "5B2C8F0A6D3E4F17",
                "timestamp": "20261116101530.1234567",
                "Error_Resolution": {"SAP_Transaction": "Run transaction /IWFND/ERROR_LOG on SAP NW Gateway hub system"},
                "errordetails": [] if is_gateway else details,
            },
        }
    }
