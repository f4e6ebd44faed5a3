"""The add-in-only manifest, which works in every Outlook (https://learn.microsoft.com/office/dev/add-ins/develop/xml-manifest-overview)."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backend.manifests import installation as said
from backend.manifests.installation import Installation
from backend.settings import PROJECT

#: Who shows the pane within their pages: Outlook on the web and its Office hosts.
HOSTS = (
    "https://outlook.office.com",
    "https://outlook.office365.com",
    "https://outlook.cloud.microsoft",
    "https://outlook.live.com",
    "https://*.officeapps.live.com",
)
#: Where Outlook's own script comes from, which must not be served by anybody else, and what it loads itself.
OFFICE_SCRIPTS = ("https://appsforoffice.microsoft.com", "https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js")

_TEMPLATES = PROJECT / "addin_manifest" / "outlook"
#: Pixels of the ribbon's icons, and of those on mobile, which come at every scale.
RIBBON, MOBILE, SCALES = (16, 32, 80), (25, 32, 48), (1, 2, 3)
_BUTTONS = tuple(sorted({*RIBBON, *(size * scale for size in MOBILE for scale in SCALES)}))
#: Every size in pixels that a manifest names: 64 and 128 stand for the add-in in lists.
ICON_SIZES = tuple(sorted({*_BUTTONS, 64, 128}))


def outlook_manifest(installation: Installation) -> str:
    """The manifest of the installation, XML."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    text = {"open": said.OPEN, "tip": said.TIP, "description": said.DESCRIPTION}
    sizes = {"ribbon_sizes": RIBBON, "mobile_sizes": MOBILE, "mobile_scales": SCALES, "button_sizes": _BUTTONS}
    return environment.get_template("manifest.xml.j2").render(it=installation, version=f"{said.release()}.0", text=text, **sizes)
