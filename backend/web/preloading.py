"""What a page tells the browser to fetch: one style sheet, and after it all modules side by side and not one after the other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

_SHEET = re.compile(r' *<link rel="stylesheet" href="([^"]+)" />\n')
_SCRIPT = re.compile(r'<script type="module" src="([^"]+)">')
_IMPORT = re.compile(r"""^(?:import|export)\s[^"'=();]*\bfrom "(\.[^"]+)\"""", re.MULTILINE)
_ONE_SHEET = '    <link rel="stylesheet" href="{}" />\n'
# What is painted first needs none of them.
_LINK = '    <link rel="modulepreload" href="{}" fetchpriority="low" />\n'
_END = "  </head>"


def gathered(page: str) -> tuple[str, ...]:
    """The style sheets that a page names, in their order."""
    return tuple(_SHEET.findall(page))


def preloading(page: str, texts: Mapping[str, str], folder: str = "", sheet: str = "") -> str:
    """The page, its scripts in that folder, with links to all modules that they import however deep, and to one sheet in place of its own.

    `texts` are the modules by their path beside the page. https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
    """
    scripts = _SCRIPT.findall(page)
    links = "".join(_LINK.format(folder + name) for name in _imported(scripts, texts))
    page = _SCRIPT.sub(lambda script: script[0].replace(script[1], folder + script[1]), page)
    one = iter([_ONE_SHEET.format(folder + sheet)] if sheet else [])
    page = _SHEET.sub(lambda _: next(one, ""), page)
    return page.replace(_END, links + _END, 1)


def _imported(scripts: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    """The modules that the scripts import, the nearest first."""
    found, waiting = set(scripts), list(scripts)
    while waiting:
        module = waiting.pop(0)
        for name in _IMPORT.findall(texts.get(module, "")):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(module), name))
            if path in texts and path not in found:
                found.add(path)
                waiting.append(path)
                yield path
