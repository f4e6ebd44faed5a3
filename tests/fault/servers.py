"""Real server processes, and people who use them over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import urllib.request
from time import monotonic, sleep

from tests.servers import PATIENCE, Server


def serving(data_folder, moment="", **settings):
    """A server in demo mode, which dies at that moment."""
    arguments = ("serve", "--no-browser", "--port")
    module = "backend"
    if moment:
        module, arguments = "tests.fault.mortal_server", (moment,)
    return Server(data_folder, *arguments, module=module, demo="yes", sweep_seconds=1, **settings)


def ended(server):
    """Wait until it has died by itself, master and worker."""
    server.wait()
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        except OSError:
            return
        sleep(0.05)
    raise AssertionError("the worker goes on without its master")


class Person:
    """Somebody signed in at a server."""

    def __init__(self, server_, user="claire"):
        self._url = server_.url + "/"
        self._token = ""
        self._token = self.post("api/session/demo", {"user": user})["token"]

    def get(self, path):
        return self._ask(path, None, "application/json")

    def post(self, path, body):
        return self._ask(path, json.dumps(body).encode(), "application/json")

    def open(self, message):
        return self._ask("api/mails", message, "message/rfc822")

    def send(self, case):
        return self.post(f"api/cases/{case['id']}/approve", {"version": case["version"], "mail_id": case["mail_id"]})

    def wait_for(self, mail_id, is_so):
        """The MailView as soon as it is so."""
        end, revision, view = monotonic() + PATIENCE, -1, None
        while monotonic() < end:
            # As a browser does, a connection that ends without an answer is opened anew (RFC 9110, 9.2.2).
            with contextlib.suppress(http.client.RemoteDisconnected):
                view = self.get(f"api/mails/{mail_id}?after={revision}&wait=1000")
                if is_so(view):
                    return view
                revision = view["revision"]
        raise AssertionError(f"still not so: {view}")

    def prepared(self, mail_id):
        """The only case of the mail, once it is prepared."""
        (case,) = self.wait_for(mail_id, lambda view: view["status"] == "prepared")["cases"]
        return case

    def settled(self, mail_id, status):
        """The only case of the mail, once it has that status."""
        (case,) = self.wait_for(mail_id, lambda view: view["cases"][0]["status"] == status)["cases"]
        return case

    def _ask(self, path, body, content_type):
        headers = {"Content-Type": content_type, "Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(self._url + path, body, headers)  # noqa: S310 — a server of our own
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)
