"""The unified manifest as the package that is uploaded (https://learn.microsoft.com/office/dev/add-ins/develop/unified-manifest-overview).

It does not work in Outlook on Mac, on mobile and in perpetual Outlook on Windows, so it stands beside the add-in-only one and names it:
where both are deployed, a client that can shows this one and hides the other.
"""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from backend.manifests import installation as said
from backend.manifests.installation import Installation
from backend.manifests.outlook import MOBILE, RIBBON, SCALES
from backend.settings import PROJECT

_ICONS = PROJECT / "addin_manifest" / "icons"
_SCHEMA = "1.30"
_ACCENT = "#0b5a6b"
_OPEN = "open"
#: The files in the package.
_COLOUR, _OUTLINE, _FRENCH = "color.png", "outline.png", "fr.json"


def unified_package(installation: Installation) -> bytes:
    """The package of the installation: a ZIP with the manifest, its French texts and its two icons; the same bytes each time."""
    files = {
        "manifest.json": _json(_manifest(installation)),
        _FRENCH: _json(_french()),
        _COLOUR: (_ICONS / "icon-192.png").read_bytes(),
        _OUTLINE: (_ICONS / "outline-32.png").read_bytes(),
    }
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in files.items():
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()


def _manifest(it: Installation) -> dict[str, Any]:
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{_SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": _SCHEMA,
        "id": it.unified_id,
        "version": said.release(),
        "name": {"short": said.TITLE, "full": said.TITLE},
        "description": {"short": said.TIP.en, "full": said.DESCRIPTION.en},
        "developer": {
            "name": said.TITLE, "websiteUrl": f"{it.address}/", "privacyUrl": f"{it.address}/", "termsOfUseUrl": f"{it.address}/"
        },
        "localizationInfo": {"defaultLanguageTag": "en", "additionalLanguages": [{"languageTag": "fr", "file": _FRENCH}]},
        "icons": {"color": _COLOUR, "outline": _OUTLINE},
        "accentColor": _ACCENT,
        "validDomains": [it.domain],
        "webApplicationInfo": {"id": it.client_id},
        "authorization": {"permissions": {"resourceSpecific": [
            {"name": "Mailbox.ReadWrite.User", "type": "Delegated"},
            {"name": "Mailbox.SharedFolder", "type": "Delegated"},
        ]}},
        "extensions": [
            {
                "requirements": {"scopes": ["mail"], "capabilities": [{"name": "Mailbox", "minVersion": "1.5"}]},
                "runtimes": [_runtime(it, "read"), _runtime(it, "compose")],
                "ribbons": [_ribbon(it, "read", "mailRead"), _ribbon(it, "compose", "mailCompose"), _mobile_ribbon(it)],
                "alternates": [{"hide": {"customOfficeAddin": {"officeAddinId": it.add_in_id}}}],
            }
        ],
    }  # fmt: skip


def _runtime(it: Installation, surface: str) -> dict[str, Any]:
    """Each surface pins its own pane; several messages, or none, can be selected only where messages are read."""
    reads = surface == "read"
    action = {"id": f"{_OPEN}-{surface}", "type": "openPage", "view": surface, "displayName": said.OPEN.en, "pinnable": True}
    selection = {"multiselect": True, "supportsNoItemContext": True} if reads else {}
    return {"id": surface, "type": "general", "code": {"page": it.page}, "actions": [{**action, **selection}]}


def _ribbon(it: Installation, surface: str, context: str) -> dict[str, Any]:
    icons = [{"size": size, "url": it.icon(size)} for size in RIBBON]
    button = {
        "id": f"countersign-{surface}",
        "type": "button",
        "label": said.OPEN.en,
        "icons": icons,
        "supertip": {"title": said.OPEN.en, "description": said.TIP.en},
        "actionId": f"{_OPEN}-{surface}",
    }
    group = {"id": f"group-{surface}", "label": said.TITLE, "icons": icons, "controls": [button]}
    return {
        "contexts": [context],
        "requirements": {"scopes": ["mail"], "formFactors": ["desktop"]},
        "tabs": [{"builtInTabId": "TabDefault", "groups": [group]}],
    }


def _mobile_ribbon(it: Installation) -> dict[str, Any]:
    icons = [{"size": size, "scale": scale, "url": it.icon(size * scale)} for size in MOBILE for scale in SCALES]
    button = {"id": "countersign-mobile", "type": "mobileButton", "label": said.TITLE, "icons": icons, "actionId": f"{_OPEN}-read"}
    group = {"id": "group-mobile", "label": said.TITLE, "controls": [button]}
    return {
        "contexts": ["mailRead"],
        "requirements": {"scopes": ["mail"], "formFactors": ["mobile"]},
        "tabs": [{"builtInTabId": "TabDefault", "customMobileRibbonGroups": [group]}],
    }


def _french() -> dict[str, str]:
    texts = {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{_SCHEMA}/MicrosoftTeams.Localization.schema.json",
        "name.short": said.TITLE,
        "name.full": said.TITLE,
        "description.short": said.TIP.fr,
        "description.full": said.DESCRIPTION.fr,
    }
    for ribbon in (0, 1):
        button = f"extensions[0].ribbons[{ribbon}].tabs[0].groups[0].controls[0]"
        texts |= {f"{button}.label": said.OPEN.fr, f"{button}.supertip.title": said.OPEN.fr, f"{button}.supertip.description": said.TIP.fr}
    return texts


def _json(value: object) -> bytes:
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode()
