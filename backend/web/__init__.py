"""The HTTP API and the pages: the only code that knows Flask."""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from backend.connectors.practice import PracticeErp
from backend.identity import EntraTokens, GoogleTokens
from backend.mailboxes.practice import PracticeMailbox
from backend.pipeline import Workshop
from backend.pipeline.erps import Erps
from backend.settings import PROJECT, Settings
from backend.store.sealing import installation_secret
from backend.web import (
    auth,
    cases,
    catalog,
    connection,
    deployment,
    docs,
    errors,
    gmail_notifications,
    google_sign_in,
    headers,
    mails,
    mapping,
    marking,
    memory,
    notifications,
    outlook,
    pages,
    receipts,
    session,
    static,
    watched,
)
from backend.web import practice_erp as practice_erp_routes
from backend.web import practice_mailbox as practice_mailbox_routes
from backend.web.gmail import routes as gmail
from backend.web.routes import Api
from backend.web.wiring import Microsoft, Wiring, Workspace

#: Room for the JSON and the multipart frame around the largest file, in bytes.
_FRAME = 64 * 1024

_ALWAYS = (
    session.routes, mails.routes, cases.routes, pages.routes, catalog.routes, memory.routes, connection.routes, receipts.routes,
    mapping.routes, outlook.routes, deployment.routes, deployment.manifest_routes, watched.routes, notifications.routes,
    gmail_notifications.routes, marking.routes,
)  # fmt: skip
_IN_DEMO = (session.demo_routes, practice_mailbox_routes.routes, practice_erp_routes.routes)

#: The pages that administrators sign in to in a browser.
_ADMINISTRATORS = ("connection.html", "deployment.html", "mapping.html", "memory.html", "watched.html")

_CONFIG = {
    "API_TITLE": "Countersign",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api",
    "API_SPEC_OPTIONS": {
        "components": {"securitySchemes": {"session": {"type": "http", "scheme": "bearer"}}},
        "security": [{"session": []}],
    },
}


class _Json(DefaultJSONProvider):
    """JSON with the keys in the order in which a person reads them; escaped, so that even a broken text of a mail can be sent."""

    sort_keys = False


def build(
    workshop: Workshop,
    settings: Settings,
    erps: Erps,
    microsoft: Microsoft,
    google: GoogleTokens | None = None,
    practice_mailbox: PracticeMailbox | None = None,
    practice_erp: PracticeErp | None = None,
    *,
    workspace: Workspace | None = None,
) -> Flask:
    """The WSGI application; the practice systems and the sign-in without a password exist in demo mode only."""
    app = Flask(__name__, static_folder=None)
    app.json = _Json(app)
    app.config.update(_CONFIG, MAX_CONTENT_LENGTH=settings.max_bytes + _FRAME)
    app.extensions["countersign"] = Wiring(
        workshop,
        settings,
        installation_secret(settings),
        erps,
        EntraTokens(microsoft.entra) if microsoft.entra else None,
        microsoft.graph,
        microsoft.on_behalf,
        google,
        workspace.gmail if workspace else None,
        practice_mailbox,
        practice_erp,
    )
    auth.install(app)
    headers.install(app)
    api = Api(app)
    for routes in _ALWAYS + (_IN_DEMO if settings.demo else ()):
        api.register_blueprint(routes.blueprint)
    app.register_blueprint(docs.blueprint)
    app.register_blueprint(google_sign_in.blueprint)
    app.register_blueprint(gmail.blueprint)
    start_page = "mailbox.html" if settings.demo else "cases.html"
    policies = {
        "pane.html": headers.PANE_POLICY,
        "outlook.html": headers.outlook_policy(settings.entra_authority),
        "case.html": headers.alone_policy(settings.entra_authority),
        "cases.html": headers.alone_policy(settings.entra_authority),
        **dict.fromkeys(_ADMINISTRATORS, headers.administrator_policy(settings.entra_authority)),
    }
    app.register_blueprint(static.blueprint(PROJECT / "frontend_static", PROJECT / "addin_manifest" / "icons", start_page, policies))
    errors.install(app, settings.entra_authority.rstrip("/"))
    return app
