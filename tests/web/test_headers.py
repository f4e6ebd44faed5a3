from __future__ import annotations

import pytest


@pytest.mark.parametrize("url", ["/", "/api/health", "/api/session", "/api/nothing", "/api/docs", "/api/openapi.json", "/nothing"])
def test_every_response_has_the_security_headers(stranger, url):
    headers = stranger.get(url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_data_may_not_do_anything_in_a_browser(stranger):
    policy = stranger.get("/api/health").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


def test_nobody_keeps_what_the_api_answers(claire):
    assert claire.get("/api/session").headers["Cache-Control"] == "no-store"


def test_only_our_own_pages_may_frame_ours(stranger):
    assert "frame-ancestors 'self'" in stranger.get("/api/docs").headers["Content-Security-Policy"]


def test_nobody_frames_the_page_where_a_case_is_approved_outside_the_mail_client(stranger):
    assert "frame-ancestors 'none'" in stranger.get("/case.html").headers["Content-Security-Policy"]
