"""What the API takes and answers about deploying the pane in Outlook, as marshmallow schemas."""

from __future__ import annotations

from marshmallow import fields as f

from backend.web.fields import Strict, nested, string, strings


class ManifestQuery(Strict):
    """Which manifest."""

    unified = f.Boolean(load_default=False)


class DeploymentValues(Strict):
    """What is entered in Entra for this installation, and the version that its manifest has now."""

    address = string()
    client_id = string()
    version = string()
    redirects = strings()
    scope = string()
    consent_url = string()


class DeploymentView(Strict):
    """The values, null while a setting is missing; `problem` says which."""

    problem = string()
    values = nested(DeploymentValues, nullable=True)
