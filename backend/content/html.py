"""HTML of mails as a tree of what a person would see, and as plain text."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

#: The largest HTML body that is parsed, in characters; mails above are newsletters or attacks.
MAX_CHARACTERS = 3_000_000

#: Elements that show nothing a person reads. `title` and `head` are not part of the page.
_UNSEEN = (
    "head",
    "title",
    "script",
    "style",
    "template",
    "noscript",
    "object",
    "embed",
    "iframe",
    "svg",
    "math",
    "select",
    "textarea",
    "button",
)

#: Elements that begin on a line of their own (HTML Living Standard, 15.3.3 flow content).
BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html "  # noqa: SIM905
    "li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)

#: Blocks with an empty line around them.
_SPACED = frozenset({"p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3"})

#: Inline styles that hide. Instructions to a machine are hidden this way, and so are the previews of newsletters.
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0*\.?0+\s*(;|$)"
    r"|font-size\s*:\s*(0*\.?0*[01]?)(px|pt|em|rem|%)?\s*(!important\s*)?(;|$)|(max-)?(height|width)\s*:\s*0(px|pt)?\s*(!important\s*)?(;|$)"
    r"|text-indent\s*:\s*-\d{3,}|(left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(white|#fff|#ffffff|#fefefe|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(!important\s*)?(;|$)", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LOOKUP = etree.ElementDefaultClassLookup(element=HtmlElement)


def parse(html: str) -> HtmlElement | None:
    """The tree of what is visible, None for nothing; no network, no entities of its own, scripts and hidden parts gone."""
    text = html[:MAX_CHARACTERS].replace("\0", "")
    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    parser.set_element_class_lookup(_LOOKUP)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    _drop_hidden(root)
    return root


def text_of(html: str) -> str:
    """What a person reads, as plain text: a line for each block, cells of a row parted by two spaces."""
    root = parse(html)
    return "" if root is None else "\n".join(lines_of(root))


def lines_of(element: HtmlElement) -> list[str]:
    """The visible text of one element as lines, at most one empty line between two others."""
    lines = [""]
    flow(element, lines)
    return tidied(lines)


def tidied(lines: list[str]) -> list[str]:
    """The lines without space around them, and without empty ones at both ends and in a row."""
    tidy: list[str] = []
    for line in (line.replace("\xa0", " ").strip() for line in lines):
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return tidy[:-1] if tidy and not tidy[-1] else tidy


def flow(element: HtmlElement, lines: list[str], *, kept: bool = False) -> None:
    """Append the text of an element with all its children to the lines; `kept` white space is that of `pre`."""
    kept = kept or element.tag == "pre"
    flow_text(element, lines, kept=kept)
    for child in element:
        flow(child, lines, kept=kept)
        flow_tail(child, lines, kept=kept)
    if element.tag in BLOCKS and element.tag not in {"td", "th"}:
        _break(lines, blank=element.tag in _SPACED)


def flow_text(element: HtmlElement, lines: list[str], *, kept: bool = False) -> None:
    """Append what stands before the first child of an element, on a new line if it is a block."""
    tag = element.tag
    if tag == "br":
        lines.append("")
    elif tag in {"td", "th"} and element.getprevious() is not None:
        lines[-1] += "  "
    elif tag in BLOCKS:
        _break(lines, blank=tag in _SPACED)
    if tag == "li":
        lines[-1] += "- "
    _write(element.text, lines, kept=kept)


def flow_tail(element: HtmlElement, lines: list[str], *, kept: bool = False) -> None:
    """Append what follows an element."""
    _write(element.tail, lines, kept=kept)


def _break(lines: list[str], *, blank: bool) -> None:
    """Begin a new line, after an empty one if asked."""
    if lines[-1].strip():
        lines.append("")
    if blank and len(lines) > 1 and lines[-2].strip():
        lines.append("")


def _write(text: str | None, lines: list[str], *, kept: bool) -> None:
    """Append text to the last line."""
    if not text:
        return
    if kept:
        first, *rest = text.splitlines() or [""]
        lines[-1] += first
        lines.extend(rest)
        return
    text = _SPACES.sub(" ", text)
    lines[-1] += text if lines[-1] and not lines[-1].endswith(" ") else text.lstrip(" ")


def _drop_hidden(root: HtmlElement) -> None:
    """Take out of the tree what is not shown, keeping the text that follows it."""
    for element in list(root.iter(*_UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(root.iter(etree.Element)):
        if element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    """Whether its own attributes hide an element; rules of style sheets are not followed."""
    style = element.get("style", "")
    if element.get("hidden") is not None or (style and _HIDING.search(style)):
        return element.tag not in {"img", "td", "th", "tr", "table", "br", "hr"} or "none" in style or element.get("hidden") is not None
    return bool(style and _WHITE.search(style)) and not _has_background(element)


def _has_background(element: HtmlElement) -> bool:
    """Whether something coloured may lie behind white text: a class may say so too, and then it is left visible."""
    return any(
        node.get("bgcolor") or node.get("class") or node.get("background") or "background" in node.get("style", "")
        for node in (element, *element.iterancestors())
    )
