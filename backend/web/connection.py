"""The connection to the ERP: administrators set it up, try it, and end it. A secret goes in and never out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response

from backend.connectors.connector import Kind
from backend.connectors.form import questions
from backend.connectors.practice import NAME as PRACTICE_ERP
from backend.pipeline import Work
from backend.pipeline.catalogs import changed, is_due
from backend.pipeline.other_erp import let_go, nudge_all
from backend.store import KeptConnection, SealedConnection
from backend.web.auth import current_actor, current_user, require_administrator, scope
from backend.web.connection_schemas import ConnectionBody, ConnectionView, SandboxBody, TrialView
from backend.web.language import language
from backend.web.requests import Nothing
from backend.web.routes import Json, Routes, answer
from backend.web.views import finding_view, moment
from backend.web.wiring import wired

#: Of what a person sees how many there are.
_COUNTED = ("customers", "suppliers", "items", "purchase_orders")

routes = Routes("connection", "The connection to the ERP: administrators set it up, try it and end it.")


@routes.get("/connection", ConnectionView)
def connection() -> Response:
    """What can be connected, and what is."""
    require_administrator()
    return _view()


@routes.put("/connection", ConnectionView, takes=ConnectionBody)
def connect(body: Json) -> Response:
    """Work with this ERP from now on."""
    require_administrator()
    kept = _answered(body)
    if wired().erps.is_other(current_user().organisation, kept):
        _change(lambda: scope().connection.put(kept, current_actor()))
    else:
        scope().connection.put(kept, current_actor(), is_other=False)
        changed(wired().workshop, current_user().organisation)
    return _view()


@routes.post("/connection/check", TrialView, takes=ConnectionBody)
def check(body: Json) -> Response:
    """Try an ERP with these answers, without keeping them."""
    require_administrator()
    return _tried(_answered(body))


@routes.post("/connection/catalog", ConnectionView, takes=Nothing)
def fetch_anew(body: Json) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Have everything fetched from the ERP anew, now."""
    require_administrator()
    changed(wired().workshop, current_user().organisation, whole=True)
    return _view()


@routes.post("/connection/disconnect", ConnectionView, takes=Nothing)
def disconnect(body: Json) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Work with no ERP any more, and forget its keys."""
    require_administrator()
    if scope().connection.sealed():
        _change(lambda: scope().connection.remove(current_actor()))
    return _view()


@routes.put("/connection/sandbox", ConnectionView, takes=SandboxBody)
def try_in(body: Json) -> Response:
    """Keep this test company, and try every document in it first, or not."""
    require_administrator()
    scope().sandbox.put(_sandbox_answered(body), current_actor(), is_on=body["is_on"])
    return _view()


@routes.post("/connection/sandbox/check", TrialView, takes=SandboxBody)
def check_sandbox(body: Json) -> Response:
    """Try a test company with these answers, without keeping them."""
    require_administrator()
    return _tried(_sandbox_answered(body))


@routes.post("/connection/sandbox/remove", ConnectionView, takes=Nothing)
def remove_sandbox(body: Json) -> Response:  # noqa: ARG001 -- an empty body is checked to be empty
    """Try documents nowhere first any more, and forget the test company's keys."""
    require_administrator()
    scope().sandbox.remove(current_actor())
    return _view()


def _tried(connection: KeptConnection) -> Response:
    trial = wired().erps.trial_of(current_user().organisation, connection)
    findings = [finding_view(finding, language()) for finding in trial.findings]
    return answer({"is_well": trial.is_well, "findings": findings, "seconds": round(trial.seconds, 3)})


def _change(deed: Callable[[], None]) -> None:
    """Do what makes another ERP the organisation's, none of its cases tied to the one before."""
    workshop, organisation = wired().workshop, current_user().organisation
    freed = let_go(workshop, organisation, current_actor())
    deed()
    workshop.nudge(Work.CATALOG, organisation, "")
    nudge_all(workshop, organisation, freed)


def _answered(body: Json) -> KeptConnection:
    return wired().erps.answered(current_user().organisation, body["kind"], body["answers"])


def _sandbox_answered(body: Json) -> KeptConnection:
    return wired().erps.sandbox_answered(current_user().organisation, body["answers"])


def _view() -> Response:
    kept = scope().connection.sealed()
    return answer(
        {
            "kinds": [_kind_view(name, kind) for name, kind in wired().erps.kinds.items()],
            "connected": _connected_view(kept) if kept else None,
            "sandbox": _sandbox_view(),
            "otherwise": PRACTICE_ERP.in_language(language()) if current_user().organisation in wired().erps.otherwise else "",
            "catalog": _catalog_view(),
        }
    )


def _kind_view(name: str, kind: Kind) -> Json:
    asked = [
        {
            "name": question.name,
            "label": question.label.in_language(language()),
            "help": question.help.in_language(language()),
            "is_secret": question.is_secret,
            "is_required": question.is_required,
            "default": question.default,
        }
        for question in questions(kind.config)
    ]
    return {"kind": name, "name": kind.name, "questions": asked, "lacks": [one.in_language(language()) for one in kind.lacks.values()]}


def _connected_view(kept: SealedConnection) -> Json:
    erps, organisation = wired().erps, current_user().organisation
    answers, problem = erps.answers(organisation, kept.kind), erps.problem(organisation)
    return {
        "kind": kept.kind,
        "name": erps.name(organisation),
        **_without_secrets(kept.kind, answers),
        "updated_at": moment(kept.updated_at),
        "problem": problem.in_language(language()) if problem else "",
    }


def _sandbox_view() -> Json | None:
    kept = scope().sandbox.sealed()
    if kept is None:
        return None
    answers = wired().erps.sandbox_answers(current_user().organisation)
    return {**_without_secrets(kept.kind, answers), "updated_at": moment(kept.updated_at), "is_on": kept.is_on}


def _without_secrets(kind_name: str, answers: Mapping[str, str]) -> Json:
    """The answers that may be shown, and which secrets are set."""
    kind = wired().erps.kinds.get(kind_name)
    secrets = {question.name for question in questions(kind.config) if question.is_secret} if kind else answers.keys()
    return {
        "answers": {name: value for name, value in answers.items() if name not in secrets},
        "secrets": sorted(answers.keys() & secrets),
    }


def _catalog_view() -> Json | None:
    state, counts = scope().catalog.state(), scope().catalog.counts()
    if not wired().erps.has(current_user().organisation):
        return None
    return {
        "fetched_at": moment(state.fetched_at) if state.fetched_at else None,
        "is_being_fetched": bool(state.holder) or is_due(wired().workshop, state),
        "is_first": state.whole_at is None,
        "problem": state.problem.in_language(language()) if state.problem else "",
        **{kind: counts.get(kind, 0) for kind in _COUNTED},
    }
