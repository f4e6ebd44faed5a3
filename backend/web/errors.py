"""Every error as problem+json (RFC 9457), in the client's language, without anything a stranger should not read."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from flask import Flask, Response, current_app, jsonify, request
from werkzeug.exceptions import HTTPException

from backend.errors import (
    BadInput,
    ClaimsWanted,
    Conflict,
    ConnectorMisconfigured,
    ConnectorUnavailable,
    CountersignError,
    MailboxMisconfigured,
    MailboxRefused,
    MailboxUnavailable,
    NotAllowed,
    NotFound,
    NotPermitted,
    NotSignedIn,
    PostingRejected,
    SignInUnavailable,
)
from backend.model.sentence import Sentence, said
from backend.web.language import language
from backend.web.routes import PROBLEM_JSON


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its HTTP status, its RFC 9457 type and its title."""

    status: int
    type: str
    title: Sentence


#: The kinds of problem by error, the most specific first.
KINDS: tuple[tuple[type[CountersignError], Kind], ...] = (
    (NotFound, Kind(404, "not_found", Sentence("Introuvable", "Not found"))),
    (Conflict, Kind(409, "conflict", Sentence("Modifié entre-temps", "Changed in the meantime"))),
    (NotAllowed, Kind(409, "not_allowed", Sentence("Impossible dans cet état", "Not possible in this state"))),
    (BadInput, Kind(422, "bad_input", Sentence("Saisie inutilisable", "Input cannot be used"))),
    (ClaimsWanted, Kind(401, "claims_wanted", Sentence("Confirmation requise", "Confirmation required"))),
    (NotSignedIn, Kind(401, "not_signed_in", Sentence("Connexion requise", "Sign-in required"))),
    (NotPermitted, Kind(403, "not_permitted", Sentence("Droits insuffisants", "Not permitted"))),
    (SignInUnavailable, Kind(503, "sign_in_unavailable", Sentence("Connexion indisponible", "Sign-in unavailable"))),
    (MailboxUnavailable, Kind(503, "mailbox_unavailable", Sentence("Messagerie injoignable", "Mail system unavailable"))),
    (MailboxRefused, Kind(422, "mailbox_refused", Sentence("Refusé par la messagerie", "Refused by the mail system"))),
    (MailboxMisconfigured, Kind(503, "mailbox_misconfigured", Sentence("Accès à la messagerie mal réglé", "Mail access misconfigured"))),
    (ConnectorUnavailable, Kind(503, "erp_unavailable", Sentence("ERP injoignable", "ERP unavailable"))),
    (PostingRejected, Kind(422, "posting_rejected", Sentence("Refusé par l’ERP", "Refused by the ERP"))),
    (ConnectorMisconfigured, Kind(503, "erp_misconfigured", Sentence("Connexion à l’ERP mal réglée", "ERP connection misconfigured"))),
)
OTHER = Kind(500, "about:blank", Sentence("Erreur interne", "Internal error"))

#: The default messages of the errors, in both languages; an error raised with its own message speaks for itself.
DEFAULTS: Mapping[type[CountersignError], Sentence] = {
    NotFound: Sentence("Il n’y a rien ici sous ce nom.", "There is nothing here by that name."),
    NotAllowed: Sentence("L’état du dossier ne le permet pas.", "The case is not in a state that allows this."),
    Conflict: Sentence("Quelqu’un l’a modifié entre-temps.", "Somebody changed this in the meantime."),
    BadInput: Sentence("Cette saisie ne peut pas être utilisée.", "This input cannot be used."),
    NotSignedIn: Sentence("Veuillez vous connecter.", "Please sign in."),
    NotPermitted: Sentence("Vous n’avez pas le droit de le faire.", "You do not have the right to do this."),
    SignInUnavailable: Sentence("La connexion n’est pas possible pour le moment.", "Signing in is not possible right now."),
    ClaimsWanted: Sentence("Veuillez confirmer que c’est bien vous.", "Please confirm that it is you."),
    MailboxUnavailable: Sentence("La messagerie est injoignable pour le moment.", "The mail system cannot be reached right now."),
    MailboxRefused: Sentence("La messagerie a refusé.", "The mail system refused this."),
    MailboxMisconfigured: Sentence(
        "L’accès à la messagerie n’est pas correctement réglé.", "The access to the mail system is not set up correctly."
    ),
    ConnectorUnavailable: Sentence("L’ERP est injoignable pour le moment.", "The ERP cannot be reached right now."),
    ConnectorMisconfigured: Sentence(
        "La connexion à l’ERP n’est pas correctement réglée.", "The connection to the ERP is not set up correctly."
    ),
    PostingRejected: Sentence("L’ERP a refusé le document.", "The ERP refused the document."),
}

#: Titles and explanations for what HTTP itself refuses.
HTTP: Mapping[int, tuple[Sentence, Sentence]] = {
    400: (
        Sentence("Demande illisible", "Bad request"),
        Sentence("La demande ne peut pas être lue.", "The request cannot be read."),
    ),
    404: (
        Sentence("Introuvable", "Not found"),
        Sentence("Cette adresse n’existe pas.", "There is nothing at this address."),
    ),
    405: (
        Sentence("Méthode refusée", "Method not allowed"),
        Sentence("Cette adresse ne fait pas cela.", "This address does not do that."),
    ),
    413: (
        Sentence("Trop volumineux", "Too large"),
        Sentence("Le fichier dépasse la taille acceptée.", "The file is larger than what is accepted."),
    ),
    415: (
        Sentence("Format refusé", "Unsupported media type"),
        Sentence("Ce format n’est pas accepté ici.", "This format is not accepted here."),
    ),
    422: (
        Sentence("Demande mal remplie", "Request not filled in correctly"),
        Sentence(
            "Il manque une information, ou l’une d’elles ne convient pas ici. Vérifiez votre saisie et réessayez.",
            "Something is missing, or does not fit here. Please check what you entered and try again.",
        ),
    ),
    500: (
        Sentence("Erreur interne", "Internal error"),
        Sentence("Une erreur est survenue ; rien n’a été perdu. Réessayez.", "Something went wrong; nothing was lost. Please try again."),
    ),
}


def install(app: Flask, sign_in_at: str = "") -> None:
    """Answer every error of this application as a problem; `sign_in_at` is the address of Entra, which challenges name."""
    app.config["SIGN_IN_AT"] = sign_in_at
    app.register_error_handler(CountersignError, of_countersign)
    app.register_error_handler(HTTPException, of_http)


def of_countersign(error: CountersignError) -> Response:
    """The problem that one of our own errors is."""
    kind = next((kind for type_, kind in KINDS if isinstance(error, type_)), OTHER)
    response = _problem(kind.status, kind.type, kind.title, told(error).in_language(language()))
    if kind.status == 401:  # noqa: PLR2004 -- RFC 9110 15.5.2: a 401 says how to authenticate
        response.headers["WWW-Authenticate"] = _challenge(error)
    if isinstance(error, MailboxUnavailable) and error.seconds:
        response.headers["Retry-After"] = str(ceil(error.seconds))
    return response


def _challenge(error: CountersignError) -> str:
    """How to authenticate; with what Entra is to be asked for: https://learn.microsoft.com/entra/identity-platform/claims-challenge."""
    if not isinstance(error, ClaimsWanted):
        return "Bearer"
    wanted = base64.b64encode(error.claims.encode()).decode()
    sign_in_at = f"{current_app.config['SIGN_IN_AT']}/common/oauth2/v2.0/authorize"
    return f'Bearer realm="", authorization_uri="{sign_in_at}", error="insufficient_claims", claims="{wanted}"'


def told(error: CountersignError) -> Sentence:
    """What the error says, in both languages as far as it can."""
    default = DEFAULTS.get(type(error))
    if default and error.message == default.en:
        return default
    return said(error)


def of_http(error: HTTPException) -> Response:
    """The problem that an HTTP exception is; for an unexpected error of ours only that there was one (the log has the rest)."""
    status = error.code or 500
    title, detail = HTTP.get(status, (Sentence(error.name, error.name), Sentence(error.name, error.name)))
    fields = _validation_errors(error)
    response = _problem(status, "about:blank", title, detail.in_language(language()), errors=fields or None)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "location"}:
            response.headers[name] = value
    return response


def _problem(status: int, type_: str, title: Sentence, detail: str, errors: object = None) -> Response:
    content = {"type": type_, "title": title.in_language(language()), "status": status, "detail": detail, "instance": request.path}
    response = jsonify(content | ({"errors": errors} if errors else {}))
    response.status_code = status
    response.content_type = PROBLEM_JSON
    response.headers["Cache-Control"] = "no-store"
    return response


def _validation_errors(error: HTTPException) -> Mapping[str, object]:
    """What the schema found wrong, by field; the location (json, query) that webargs puts around it is left out."""
    found = (getattr(error, "data", None) or {}).get("messages") or {}
    inner = [messages for messages in found.values() if isinstance(messages, Mapping)]
    return inner[0] if inner else found
