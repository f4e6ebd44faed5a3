"""What keeps Business Central from working with us, in words for its administrator."""

from __future__ import annotations

from collections.abc import Iterator

from backend.connectors.business_central.calls import Calls
from backend.connectors.business_central.posting import Accounts
from backend.connectors.failures import unreachable
from backend.errors import ConnectorError, ConnectorMisconfigured
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence, said

#: What is read, and the permission set that gives it in a Business Central as it is delivered.
_NEEDED = {
    **dict.fromkeys(
        (
            "companyInformation", "customers", "vendors", "items", "accounts", "unitsOfMeasure", "paymentTerms", "purchaseOrders",
            "salesInvoices", "documentAttachments",
        ),
        "D365 BASIC",
    ),
    "salesOrders": "D365 SALES DOC, EDIT",
    "purchaseInvoices": "D365 PURCH DOC, EDIT",
    "purchaseCreditMemos": "D365 PURCH DOC, EDIT",
}  # fmt: skip
_CONNECTION = Sentence(
    "Vérifiez le locataire, l’environnement, la société, l’application et son secret dans Microsoft Entra, et que la fiche « Applications "
    "Microsoft Entra » de Business Central porte le même ID client, à l’état « Activé ».",
    "Check the tenant, the environment, the company, the application and its secret in Microsoft Entra, and that Business Central's card "
    "“Microsoft Entra Applications” has the same client ID, with the state “Enabled”.",
)
_RIGHT = Sentence(
    "Dans Business Central, Applications Microsoft Entra › l’application › Jeux d’autorisations utilisateur : ajoutez {set}.",
    "In Business Central, Microsoft Entra Applications › the application › User Permission Sets: add {set}.",
)


def missing(calls: Calls, accounts: Accounts) -> tuple[Finding, ...]:
    """Everything that is wrong, the first thing only when nothing else can be asked before it is right."""
    try:
        _ = calls.company
        return (*_unreadable(calls), *_accounts(calls, accounts))
    except ConnectorError as error:
        return (unreachable(error, _CONNECTION),)


def _unreadable(calls: Calls) -> Iterator[Finding]:
    for entity, permissions in _NEEDED.items():
        try:
            calls.first(entity)
        except ConnectorMisconfigured as error:
            yield Finding("ERP-RIGHT", Severity.BLOCKING, said(error), remedy=_RIGHT.filled(set=permissions))


def _accounts(calls: Calls, accounts: Accounts) -> Iterator[Finding]:
    wanted = {one for one in (accounts.bought, accounts.sold, accounts.rounding) if one}
    known = {row["number"] for row in calls.by_numbers("accounts", wanted, fields="number,directPosting,blocked") if _usable(row)}
    for number in sorted(wanted - known):
        yield Finding(
            "ERP-ACCOUNT",
            Severity.BLOCKING,
            Sentence(
                "Aucune écriture ne peut être passée sur le compte {number}.", "Nothing can be entered on the account {number}."
            ).filled(number=number),
            remedy=Sentence(
                "Indiquez le n° d’un compte général à imputation directe, non bloqué.",
                "Give the number of a G/L account with direct posting that is not blocked.",
            ),
        )


def _usable(row: dict[str, object]) -> bool:
    return bool(row["directPosting"]) and not row["blocked"]
