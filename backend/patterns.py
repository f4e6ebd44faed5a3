"""Regular expressions that are compiled when they are first asked: most documents need a part of them, and compiling takes long."""

from __future__ import annotations

import re
from typing import cast


class _Late:
    """Becomes the compiled pattern: its methods are its own after the first call."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        """What the compiled pattern has by that name; raises `re.error` when it cannot be compiled."""
        compiled = re.compile(self._pattern, self._flags)
        vars(self).update({one: getattr(compiled, one) for one in dir(compiled) if not one.startswith("_")})
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled when it is first asked."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
