"""What a Microsoft 365 administrator needs to deploy the pane in Outlook: the manifest, and the values to enter in Entra."""

from __future__ import annotations

from flask import Response

from backend.errors import BadInput, NotFound
from backend.manifests import Installation, outlook_manifest, release, unified_package
from backend.model.mail import Attachment
from backend.web.auth import require_administrator
from backend.web.deployment_schemas import DeploymentView, ManifestQuery
from backend.web.errors import told
from backend.web.files import download
from backend.web.language import language
from backend.web.routes import BINARY, Json, Routes, answer
from backend.web.wiring import wired

routes = Routes("deployment", "Deploying the pane in Outlook: what an administrator of Microsoft 365 enters and uploads.")
manifest_routes = Routes("manifest", "The manifests that an administrator of Microsoft 365 uploads.", prefix="/admin")

_XML, _ZIP = "application/xml", "application/zip"


@routes.get("/deployment", DeploymentView)
def deployment() -> Response:
    """What is to be entered in Entra for this installation, or which setting is missing."""
    require_administrator()
    try:
        return answer({"problem": "", "values": _values(Installation.configured(wired().settings))})
    except BadInput as error:
        return answer({"problem": told(error).in_language(language()), "values": None})


@manifest_routes.get("/manifest", BINARY, takes=ManifestQuery, content_type=_XML)
def manifest(query: Json) -> Response:
    """The add-in-only manifest (XML), or with `unified` the unified manifest's package (ZIP)."""
    require_administrator()
    installation = Installation.configured(wired().settings)
    if query["unified"]:
        return download(Attachment("", "countersign.zip", _ZIP, unified_package(installation)))
    return download(Attachment("", "countersign.xml", _XML, outlook_manifest(installation).encode()))


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
