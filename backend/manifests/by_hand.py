"""What of a deployment in Outlook nobody can tell from the server: an administrator looks at it, in the admin centres."""

from __future__ import annotations

from collections.abc import Iterator

from backend.manifests.installation import Installation
from backend.model.sentence import Sentence

_STEPS = (
    Sentence(
        "entra.microsoft.com, l’inscription, « Authentification » : plateforme « Application à page unique » avec {redirects}.",
        "entra.microsoft.com, the registration, “Authentication”: platform “Single-page application” with {redirects}.",
    ),
    Sentence(
        "L’inscription, « Rôles d’application » : clerk, approver, admin et auditor, pour utilisateurs et groupes ; puis « Applications "
        "d’entreprise », « Utilisateurs et groupes » : chaque personne a un rôle.",
        "The registration, “App roles”: clerk, approver, admin and auditor, for users and groups; then “Enterprise applications”, “Users "
        "and groups”: everybody has a role.",
    ),
    Sentence(
        "admin.microsoft.com, « Paramètres », « Applications intégrées » : Countersign {version} y est, affecté aux mêmes personnes.",
        "admin.microsoft.com, “Settings”, “Integrated apps”: Countersign {version} is there, assigned to the same people.",
    ),
    Sentence(
        "Si les approbations demandent une confirmation (COUNTERSIGN_ENTRA_STEP_UP) : « Accès conditionnel », « Contextes "
        "d’authentification » : ce contexte est publié, et une stratégie l’exige.",
        "Where approvals ask for a confirmation (COUNTERSIGN_ENTRA_STEP_UP): “Conditional Access”, “Authentication contexts”: that "
        "context is published, and a policy asks for it.",
    ),
)


_CONSENT = Sentence(
    "L’inscription, « API autorisées » : chaque ligne porte une coche verte ; avec --token, cette commande le vérifie elle-même.",
    "The registration, “API permissions”: every row has a green tick; with --token this command sees for itself.",
)
_LIMIT = Sentence(
    "Les boîtes surveillées, et elles seules, sont ouvertes à l’application par Exchange ; avec --mailbox et --other-mailbox, cette "
    "commande le vérifie elle-même.",
    "The watched mailboxes, and no others, are open to the application by Exchange; with --mailbox and --other-mailbox this command "
    "sees for itself.",
)


def by_hand(installation: Installation, version: str, *, has_token: bool, has_mailboxes: bool) -> Iterator[Sentence]:
    """Each thing to look at, and where; consent and mailboxes only where nothing was given to see them by."""
    for step in _STEPS:
        yield step.filled(redirects=", ".join(installation.redirects), version=version)
    if not has_token:
        yield _CONSENT
    if not has_mailboxes:
        yield _LIMIT
