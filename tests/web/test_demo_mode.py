"""Outside demo mode nothing of the demonstration exists."""

from __future__ import annotations

import pytest

from backend.app import create_app
from backend.settings import Settings
from tests.web.conftest import Browser


@pytest.fixture(scope="module")
def earnest(tmp_path_factory):
    """An installation for real work."""
    return create_app(Settings(data_folder=tmp_path_factory.mktemp("earnest"), demo=False, work_in_server=False)).test_client()


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", "/api/session/demo"),
        ("POST", "/api/session/demo"),
        ("GET", "/api/practice/folders"),
        ("POST", "/api/practice/messages"),
        ("GET", "/api/practice-erp/items"),
    ],
)
def test_the_demonstration_is_not_there(earnest, method, url):
    assert earnest.open(url, method=method, json={"user": "claire"} if method == "POST" else None).status_code == 404


def test_it_is_not_documented_either(earnest):
    paths = earnest.get("/api/openapi.json").json["paths"]
    assert "/api/mails" in paths
    assert [path for path in paths if "practice" in path or "demo" in path] == []


def test_a_token_of_another_installation_opens_nothing(earnest, claire):
    assert Browser(earnest, claire.token).get("/api/session").status_code == 401


@pytest.mark.parametrize(("demo", "start_page"), [(True, "mailbox.html"), (False, "cases.html")])
def test_the_start_page_is_the_mailbox_or_what_waits(earnest, stranger, demo, start_page):
    server = stranger if demo else earnest

    assert server.get("/").data == server.get(f"/{start_page}").data
