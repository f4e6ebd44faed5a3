"""The security headers of every response."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request

from backend.manifests import HOSTS, OFFICE_SCRIPTS

_PAGE = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
#: A page of ours: only our own files, nothing inline.
PAGE_POLICY = _PAGE + "frame-ancestors 'self'"
#: The pane, which Outlook's own pages may show.
PANE_POLICY = _PAGE + f"frame-ancestors 'self' {' '.join(HOSTS)}"
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


def outlook_policy(authority: str) -> str:
    """The policy of the pane's page in Outlook; people sign in at the authority, in a window or frame of its own where Outlook does not."""
    return f"{PANE_POLICY}; script-src 'self' {' '.join(OFFICE_SCRIPTS)}; {_signing_in(authority)}"


def administrator_policy(authority: str) -> str:
    """The policy of an administrator's page; people sign in at the authority, in a window of its own."""
    return f"{PAGE_POLICY}; {_signing_in(authority)}"


def alone_policy(authority: str) -> str:
    """The policy of the pane in a page of its own, where people sign in at the authority and nobody frames what they approve."""
    return f"{_PAGE}frame-ancestors 'none'; {_signing_in(authority)}"


def _signing_in(authority: str) -> str:
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(authority))
    return f"connect-src 'self' {origin}; frame-src {origin}"


def protect(response: Response) -> Response:
    """The response as data, which may do nothing wherever it is opened; a page of ours has brought its own policy."""
    for name, value in _EVERYWHERE.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", DATA_POLICY)
    if request.path.startswith("/api/"):
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
