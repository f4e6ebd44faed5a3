"""The add-in manifests that an administrator uploads, rendered for one installation."""

from backend.manifests.installation import Installation
from backend.manifests.outlook import ICON_SIZES, outlook_manifest
from backend.manifests.unified import unified_package

__all__ = ["ICON_SIZES", "Installation", "outlook_manifest", "unified_package"]
