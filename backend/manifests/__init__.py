"""The add-in manifests that an administrator uploads, rendered for one installation."""

from backend.manifests.by_hand import by_hand
from backend.manifests.gmail import REQUIRED as GMAIL_SETTINGS
from backend.manifests.gmail import SCOPES as GMAIL_SCOPES
from backend.manifests.gmail import gmail_manifest
from backend.manifests.gmail_served import GmailSite, gmail_by_hand
from backend.manifests.installation import Installation, checked_address, release, require
from backend.manifests.outlook import HOSTS, ICON_SIZES, OFFICE_SCRIPTS, outlook_manifest
from backend.manifests.served import Site
from backend.manifests.unified import unified_package

__all__ = [
    "GMAIL_SCOPES",
    "GMAIL_SETTINGS",
    "HOSTS",
    "ICON_SIZES",
    "OFFICE_SCRIPTS",
    "GmailSite",
    "Installation",
    "Site",
    "by_hand",
    "checked_address",
    "gmail_by_hand",
    "gmail_manifest",
    "outlook_manifest",
    "release",
    "require",
    "unified_package",
]
