"""What an administrator needs to deploy Countersign in Outlook and in Gmail: the manifests, and the values to enter elsewhere."""

from __future__ import annotations

from flask import Response

from backend.errors import BadInput, NotFound
from backend.identity.google_sign_in import DONE
from backend.manifests import (
    GMAIL_SCOPES,
    GMAIL_SETTINGS,
    Installation,
    checked_address,
    gmail_manifest,
    outlook_manifest,
    release,
    require,
    unified_package,
)
from backend.model.mail import Attachment
from backend.web.auth import current_user, require_administrator
from backend.web.deployment_schemas import DeploymentView, GmailDeploymentView, ManifestQuery
from backend.web.errors import told
from backend.web.files import download
from backend.web.language import language
from backend.web.routes import BINARY, Json, Routes, answer
from backend.web.wiring import wired

routes = Routes("deployment", "Deploying Countersign in Outlook and in Gmail: what an administrator enters and uploads.")
manifest_routes = Routes("manifest", "The manifests that an administrator uploads.", prefix="/admin")

_XML, _ZIP, _JSON = "application/xml", "application/zip", "application/json"


@routes.get("/deployment", DeploymentView)
def deployment() -> Response:
    """What is to be entered in Entra for this installation, or which setting is missing."""
    require_administrator()
    try:
        return answer({"problem": "", "values": _values(Installation.configured(wired().settings))})
    except BadInput as error:
        return answer({"problem": told(error).in_language(language()), "values": None})


@routes.get("/deployment/gmail", GmailDeploymentView)
def gmail() -> Response:
    """What is to be entered with Google for this installation, and which setting is missing."""
    require_administrator()
    settings = wired().settings
    try:
        address = _address()
    except BadInput as error:
        return answer({"problem": told(error).in_language(language()), "values": None})
    values = {"address": address, "client_id": settings.google_client_id, "redirect": f"{address}{DONE}", "scopes": list(GMAIL_SCOPES)}
    try:
        require(settings, *GMAIL_SETTINGS)
    except BadInput as error:
        return answer({"problem": told(error).in_language(language()), "values": values})
    return answer({"problem": "", "values": values})


@manifest_routes.get("/manifest/gmail", BINARY, content_type=_JSON)
def gmail_deployment() -> Response:
    """The add-on's deployment in Gmail (JSON), with menus in the administrator's language and links to the organisation's ERP."""
    require_administrator()
    text = gmail_manifest(_address(), language(), wired().erps.origins(current_user().organisation))
    return download(Attachment("", "deployment.json", _JSON, text.encode()))


@manifest_routes.get("/manifest", BINARY, takes=ManifestQuery, content_type=_XML)
def manifest(query: Json) -> Response:
    """The add-in-only manifest (XML), or with `unified` the unified manifest's package (ZIP)."""
    require_administrator()
    installation = Installation.configured(wired().settings)
    if query["unified"]:
        return download(Attachment("", "countersign.zip", _ZIP, unified_package(installation)))
    return download(Attachment("", "countersign.xml", _XML, outlook_manifest(installation).encode()))


def _address() -> str:
    """The installation's; raises BadInput when it is not set, or none that a mail system calls."""
    require(wired().settings, "public_url")
    return checked_address(wired().settings.public_url)


def _values(installation: Installation) -> Json:
    tokens = wired().entra
    if tokens is None:
        raise NotFound
    return {
        "address": installation.address,
        "client_id": installation.client_id,
        "version": release(),
        "redirects": list(installation.redirects),
        "scope": tokens.entra.scope,
        "consent_url": tokens.entra.consent_url,
    }
