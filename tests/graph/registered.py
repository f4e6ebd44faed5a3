"""The app registration in the double, for an application that may read it: https://learn.microsoft.com/graph/api/application-list."""

from __future__ import annotations

import re

from tests.graph.double import Answered, Asked, Graph, handles
from tests.graph.published import Refused

#: What an application's own token must allow.
READ = ("Application.Read.All",)


@handles("get", "/applications", READ)
def _applications(graph: Graph, asked: Asked) -> Answered:
    if not set(READ) & set(asked.claims.get("roles", ())):
        raise Refused(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    wanted = re.fullmatch(r"appId eq '([^']+)'", asked.options.get("$filter", ""))
    found = [each for each in graph.applications if wanted and each["appId"] == wanted[1]]
    chosen = asked.options["$select"].split(",")
    return Answered({"value": [{name: each[name] for name in chosen if name in each} for each in found]})
