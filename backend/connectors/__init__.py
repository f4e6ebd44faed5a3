"""The ERPs: one module each, all held to the contract in `connector`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from backend.connectors.connector import Connector
from backend.connectors.practice import Config, PracticeErp

#: By the name an organisation's settings use: the Config to fill in, and what makes the connector of it.
REGISTRY: Mapping[str, tuple[type[Any], Callable[[Any], Connector]]] = {"practice": (Config, PracticeErp)}
