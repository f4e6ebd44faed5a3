"""What keeps the connection from working: a service that is not active, or that the user may not call, with where it is granted."""

from __future__ import annotations

from collections.abc import Iterator

from backend.connectors import failures
from backend.connectors.sap import places
from backend.connectors.sap.calls import Calls
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence, said

#: Every service that is called, by one of its sets, and the communication scenario that grants it in the Cloud.
_SCENARIOS = {
    places.COMPANIES: "SAP_COM_0087",
    places.PARTNERS: "SAP_COM_0008",
    places.PRODUCTS: "SAP_COM_0009",
    places.PURCHASE_ORDERS: "SAP_COM_0053",
    places.RECEIPTS: "SAP_COM_0108",
    places.STOCK: "SAP_COM_0164",
    places.CUSTOMER_MATERIALS: "SAP_COM_0134",
    places.INFO_RECORDS: "SAP_COM_0145",
    places.ORDERS: "SAP_COM_0109",
    places.INVOICES: "SAP_COM_0057",
}
_FILES_SCENARIO = "SAP_COM_0002"
_MISSING = Sentence("SAP refuse le service {service} : {reason}", "SAP refuses the service {service}: {reason}")
_REMEDY = Sentence(
    "Cloud : ajoutez l’accord de communication {scenario} à l’utilisateur. Sur site : activez {service} (/IWFND/MAINT_SERVICE) et donnez "
    "S_SERVICE à l’utilisateur.",
    "Cloud: add the communication arrangement {scenario} to the user. On-premise: activate {service} (/IWFND/MAINT_SERVICE) and give the "
    "user S_SERVICE.",
)


def missing(calls: Calls) -> Iterator[Finding]:
    """Each service that cannot be called; raises ConnectorUnavailable when SAP itself cannot be reached."""
    for place, scenario in _SCENARIOS.items():
        try:
            calls.first(place, (), ())
        except (ConnectorMisconfigured, PostingRejected) as error:
            yield _finding(place, scenario, error.message)
    try:
        # Its sets cannot be listed.
        calls.metadata(places.FILES)
    except (ConnectorMisconfigured, PostingRejected) as error:
        yield _finding(places.FILES, _FILES_SCENARIO, error.message)


def unreachable(error: ConnectorUnavailable | ConnectorMisconfigured) -> Finding:
    """For a system that cannot be reached at all, or that does not accept the user."""
    remedy = Sentence(
        "Vérifiez l’adresse (celle des API), l’utilisateur de communication et son mot de passe.",
        "Check the address (that of the APIs), the communication user and its password.",
    )
    return failures.unreachable(error, remedy)


def unreadable(error: ConnectorMisconfigured) -> Finding:
    """For an answer of the form that is not written as it is asked for."""
    remedy = Sentence("Corrigez la réponse dans la connexion.", "Correct the answer in the connection.")
    return Finding("ERP-ANSWER", Severity.BLOCKING, said(error), remedy=remedy)


def _finding(place: places.Set, scenario: str, reason: str) -> Finding:
    values = {"service": place.service, "scenario": scenario, "reason": reason}
    return Finding("ERP-RIGHT", Severity.BLOCKING, _MISSING.filled(**values), remedy=_REMEDY.filled(**values))
