"""Ports for servers that tests start: never the product's usual one, which another test may be about to take."""

from __future__ import annotations

import socket


def free_port() -> int:
    """A port of this machine that nobody listens on and the kernel gives to nobody else for a while."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
