"""The security headers of every response."""

from __future__ import annotations

from flask import Flask, Response, request

#: Who may show the pane inside their own pages: we ourselves, and Outlook on the web and its Office hosts.
OUTLOOK = "https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://*.officeapps.live.com"

_PAGE = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
#: A page of ours: only our own files, nothing inline.
PAGE_POLICY = _PAGE + "frame-ancestors 'self'"
PANE_POLICY = _PAGE + f"frame-ancestors 'self' {OUTLOOK}"
#: Data is no page: nothing in it may load or run, wherever it is opened.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def install(app: Flask) -> None:
    """Put the security headers on every response of this application."""
    app.after_request(protect)


def protect(response: Response) -> Response:
    """The response as data, which may do nothing wherever it is opened; a page of ours has brought its own policy."""
    for name, value in _EVERYWHERE.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", DATA_POLICY)
    if request.path.startswith("/api/"):
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
