"""What the API takes and answers about deploying in Outlook and in Gmail, as marshmallow schemas."""

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


class GmailValues(Strict):
    """What is entered with Google for this installation; `client_id` is "" until there is an OAuth client."""

    address = string()
    client_id = string()
    redirect = string()
    scopes = strings()


class GmailDeploymentView(Strict):
    """The values, null while the installation has no public address; `problem` says which setting is missing."""

    problem = string()
    values = nested(GmailValues, nullable=True)


class DeploymentView(Strict):
    """The values, null while a setting is missing; `problem` says which."""

    problem = string()
    values = nested(DeploymentValues, nullable=True)
