"""What stands before the application on the network: it hands everything over, and spoils what a test says."""

from __future__ import annotations

from urllib.parse import urlsplit

POLICY = "Content-Security-Policy"


class Proxy:
    """Hands everything over to the application; `spoils` changes what comes back: (path, headers) -> another status or None."""

    def __init__(self, app):
        self.app = app
        self.spoils = self.leaves

    @staticmethod
    def leaves(path, headers):
        """An honest proxy."""

    def answer(self, request):
        """One answer."""
        url = urlsplit(request.path)
        response = self.app.test_client().open(url.path, method=request.command)
        told = dict(response.headers)
        status = self.spoils(url.path, told) or response.status_code
        told.pop("Content-Length", None)
        request.answer(status, response.data, **named(told))


def named(headers):
    """Headers as `Request.answer` takes them."""
    return {name.replace("-", "_"): value for name, value in headers.items()}
