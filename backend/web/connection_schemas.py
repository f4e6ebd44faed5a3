"""What the API takes and answers about the connection to an ERP, as marshmallow schemas; no secret is in any answer."""

from __future__ import annotations

from marshmallow import fields as f
from marshmallow import validate

from backend.web.fields import Strict, Text, listed, moment, nested, string, strings, truth, whole
from backend.web.schemas import FindingView

#: More questions than any ERP asks, and room for a certificate.
_MOST_ANSWERS, _LONGEST_ANSWER = 100, 20_000

_NAME = validate.Length(1, 100)


class ConnectionBody(Strict):
    """An ERP, and the answers to its questions; a secret that is left out or empty is the one kept already."""

    kind = string(validate=_NAME)
    answers = f.Dict(
        keys=Text(validate=_NAME),
        values=Text(validate=validate.Length(max=_LONGEST_ANSWER)),
        required=True,
        validate=validate.Length(max=_MOST_ANSWERS),
    )


class SandboxBody(Strict):
    """The answers about a test company of the connected ERP; a secret that is left out or empty is the one kept of it, or the ERP's own."""

    answers = f.Dict(
        keys=Text(validate=_NAME),
        values=Text(validate=validate.Length(max=_LONGEST_ANSWER)),
        required=True,
        validate=validate.Length(max=_MOST_ANSWERS),
    )
    is_on = truth()


class QuestionView(Strict):
    """One thing to fill in."""

    name = string()
    label = string()
    help = string()
    is_secret = truth()
    is_required = truth()
    default = string()


class KindView(Strict):
    """An ERP that can be connected, what has to be filled in for it, and what it cannot do."""

    kind = string()
    name = string()
    questions = listed(QuestionView)
    lacks = strings()


class ConnectedView(Strict):
    """The present connection: its answers without the secrets, and which secrets are set.

    `problem` says why it cannot be used as it is kept, "" when it can.
    """

    kind = string()
    name = string()
    answers = f.Dict(keys=f.String(), values=f.String(), required=True)
    secrets = strings()
    updated_at = moment()
    problem = string()


class SandboxView(Strict):
    """The test company, its answers without the secrets; while it is on, every document is tried in it first."""

    answers = f.Dict(keys=f.String(), values=f.String(), required=True)
    secrets = strings()
    updated_at = moment()
    is_on = truth()


class CatalogView(Strict):
    """The master data that the index has: as of `fetched_at`, null while it is fetched for the first time; so many of each so far."""

    fetched_at = moment(nullable=True)
    is_being_fetched = truth()
    is_first = truth()
    problem = string()
    customers = whole()
    suppliers = whole()
    items = whole()
    purchase_orders = whole()


class ConnectionView(Strict):
    """What can be connected, what is, and what is used while nothing is ("" when nothing)."""

    kinds = listed(KindView)
    connected = nested(ConnectedView, nullable=True)
    sandbox = nested(SandboxView, nullable=True)
    otherwise = string()
    catalog = nested(CatalogView, nullable=True)


class TrialView(Strict):
    """What trying a connection showed; nothing to do when `is_well`. `seconds` is how long one call takes."""

    is_well = truth()
    findings = listed(FindingView)
    seconds = f.Float(required=True)
