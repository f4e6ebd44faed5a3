"""Tells a browser at once which modules a page will import, so that it fetches them side by side and not one after the other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_SCRIPT = re.compile(r'<script type="module" src="([^"]+)">')
_IMPORT = re.compile(r"""^(?:import|export)\s[^"'=();]*\bfrom "(\.[^"]+)\"""", re.MULTILINE)
_LINK = '    <link rel="modulepreload" href="{}" />\n'
_END = "  </head>"


def preloading(page: str, texts: Mapping[str, str]) -> str:
    """The page, with a link to every module that its scripts import however deep; `texts` are the modules by their path beside the page.

    https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
    """
    scripts = _SCRIPT.findall(page)
    found = dict.fromkeys(scripts)
    waiting = list(scripts)
    while waiting:
        module = waiting.pop(0)
        names = (posixpath.normpath(posixpath.join(posixpath.dirname(module), name)) for name in _IMPORT.findall(texts.get(module, "")))
        new = [name for name in names if name in texts and name not in found]
        found |= dict.fromkeys(new)
        waiting += new
    links = "".join(_LINK.format(name) for name in found if name not in scripts)
    return page.replace(_END, links + _END, 1)
