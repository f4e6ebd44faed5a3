"""The deployment of the add-on in Gmail (https://developers.google.com/workspace/add-ons/reference/rest/v1/projects.deployments)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from backend.manifests import installation as said
from backend.model.sentence import Language, Sentence

#: What Google calls: the card without a message, the card of the open message, what may be inserted into a draft, the settings, help.
HOME, MESSAGE, COMPOSE, SETTINGS, HELP = "/gmail/home", "/gmail/message", "/gmail/compose", "/gmail/settings", "/gmail/help"
#: What waits, in a browser.
_BROWSER_PAGE = "/cases.html"
_SCOPES = "https://www.googleapis.com/auth/"
#: As little as does: to run, who it is, in which language, the open message alone, and a draft that answers it. None of them is restricted.
SCOPES = (
    "openid",
    f"{_SCOPES}userinfo.email",
    f"{_SCOPES}script.locale",
    f"{_SCOPES}gmail.addons.execute",
    f"{_SCOPES}gmail.addons.current.message.readonly",
    f"{_SCOPES}gmail.addons.current.action.compose",
)
#: The settings without which nobody works in Gmail.
REQUIRED = ("public_url", "google_client_id", "google_service_account", "google_domains", "google_web_client_id", "google_web_secret")
#: Where a card finds another message.
_GMAIL = "https://mail.google.com/mail/"
_LOGO_SIZE = 128
_ACCENT = "#0b5a6b"
_SETTINGS = Sentence("Réglages", "Settings")
_BROWSER = Sentence("Ouvrir dans le navigateur", "Open in the browser")
_HELP = Sentence("Aide", "Help")
_INSERT = Sentence("Insérer une réponse", "Insert a reply")


def gmail_deployment(address: str, language: Language = "en", links: Iterable[str] = ()) -> dict[str, Any]:
    """The deployment of the installation at this address; its menus are in one language for everybody, the cards in everybody's own.

    `links` are addresses, such as the ERP's, at whose hosts cards may open pages.
    """
    return {
        "oauthScopes": list(SCOPES),
        "addOns": {
            "common": {
                "name": said.TITLE,
                "logoUrl": logo(address),
                "layoutProperties": {"primaryColor": _ACCENT, "secondaryColor": _ACCENT},
                "useLocaleFromApp": True,
                "homepageTrigger": {"runFunction": f"{address}{HOME}"},
                "universalActions": [
                    {"label": _SETTINGS.in_language(language), "runFunction": f"{address}{SETTINGS}"},
                    {"label": _BROWSER.in_language(language), "openLink": f"{address}{_BROWSER_PAGE}"},
                    {"label": _HELP.in_language(language), "runFunction": f"{address}{HELP}"},
                ],
                "openLinkUrlPrefixes": sorted({f"{address}/", _GMAIL, *_origins(links)}),
            },
            "gmail": {
                "contextualTriggers": [{"unconditional": {}, "onTriggerFunction": f"{address}{MESSAGE}"}],
                "composeTrigger": {
                    # To whom a draft goes tells which case it may answer.
                    "draftAccess": "METADATA",
                    "actions": [{"label": _INSERT.in_language(language), "runFunction": f"{address}{COMPOSE}"}],
                },
            },
            # Each scope is asked for when it is needed first, and a person may decline one.
            "httpOptions": {"authorizationHeader": "SYSTEM_ID_TOKEN", "granularOauthPermissionSupport": "OPT_IN"},
        },
    }


def gmail_manifest(address: str, language: Language = "en", links: Iterable[str] = ()) -> str:
    """The deployment as the file (deployment.json) that is uploaded; the same text each time."""
    return f"{json.dumps(gmail_deployment(address, language, links), indent=2, ensure_ascii=False)}\n"


def logo(address: str) -> str:
    """Where the add-on's picture is."""
    return f"{address}/icons/icon-{_LOGO_SIZE}.png"


def _origins(links: Iterable[str]) -> Iterable[str]:
    """The encrypted origins of these addresses; a prefix has a path (https://developers.google.com/apps-script/manifest/allowlist-url)."""
    parts = (urlsplit(link) for link in links)
    return (f"https://{part.netloc.rpartition('@')[2]}/" for part in parts if part.scheme == "https" and part.hostname)
