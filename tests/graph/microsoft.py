"""Entra and Graph side by side over TLS, as the real msal wants it, by an authority of their own that this process trusts meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.connectors import servers
from tests.graph import attaching, double, registered  # noqa: F401 -- they add to what the double does
from tests.graph.double import Graph
from tests.identity.entra_double import authority


@contextmanager
def microsoft(folder: Path) -> Iterator[Graph]:
    """A running Graph; its `entra` gives the tokens."""
    root, certificate = servers.authority(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REQUESTS_CA_BUNDLE", str(root))
        with authority(certificate) as entra, double.graph(entra, certificate) as graph:
            yield graph
