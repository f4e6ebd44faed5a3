"""The style sheet of one layout group: faces, sizes, colours, rules, boxes and margins."""

# ruff: noqa: E501 - a rule of a style sheet is one line
from __future__ import annotations

from backend.training.style import Style

_FACES = (
    "Liberation Sans",
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "Open Sans",
    "Open Sans Condensed",
    "Inter",
    "Liberation Sans Narrow",
    "DejaVu Serif",
    "Liberation Mono",
    "DejaVu Sans Condensed",
)
_COLOURS = ("#000", "#1b3a5c", "#7a1f1f", "#0b6b50", "#444", "#c0392b", "#00548f", "#5b2a86", "#b35c00", "#222")
_TABLES = {
    "grid": ".lines td,.lines th{border:1px solid VAR}",
    "rows": ".lines td,.lines th{border-bottom:1px solid #bbb}",
    "head": ".lines th{border-bottom:2px solid VAR;border-top:1px solid VAR}",
    "columns": ".lines{border:1px solid VAR}.lines td,.lines th{border-left:1px solid VAR;border-right:1px solid VAR}.lines thead th{border-bottom:1px solid VAR}",
    "none": "",
    "zebra": ".lines tbody tr:nth-child(even){background:#eee}.lines th{background:#ddd}",
    "filled": ".lines th{background:VAR;color:#fff}.lines td{border-bottom:1px solid #ddd}",
    "double": ".lines th{border-bottom:3px double #000}.lines tbody tr:last-child td{border-bottom:3px double #000}",
}


def sheet(style: Style, fixed_footer: bool) -> str:
    """The group's CSS."""
    face = style.one("face", _FACES)
    colour = style.one("colour", _COLOURS)
    size = style.number("size", 7.5, 11)
    bottom = style.number("margin bottom", 26, 34) if fixed_footer else style.number("margin bottom", 10, 22)
    if receipt(style):
        return _receipt(style, face)
    paper = "letter" if style.chance("letter", 0.03) else "A4"
    rules = [
        f"@page{{size:{paper};margin:{style.number('margin top', 8, 22):.0f}mm {style.number('margin right', 8, 22):.0f}mm {bottom:.0f}mm {style.number('margin left', 8, 24):.0f}mm}}",
        f"body{{font-family:'{face}';font-size:{size:.1f}pt;margin:0;line-height:{style.number('line height', 1.1, 1.5):.2f}}}",
        "table{border-collapse:collapse}td,th{vertical-align:top;text-align:left;font-weight:normal}",
        f".row{{display:flex;gap:{style.number('gap', 4, 14):.0f}mm;margin-bottom:{style.number('row gap', 2, 9):.0f}mm}}.cell{{flex:1}}",
        f".title{{font-size:{size * style.number('title size', 1.1, 2.6):.1f}pt;color:{colour};{style.one('title weight', ('font-weight:bold', 'font-weight:bold', '', 'letter-spacing:2px'))};text-align:{style.one('title align', ('left', 'left', 'right', 'center'))};margin:2mm 0}}",
        f".name{{font-size:{size * style.number('name size', 1, 1.9):.1f}pt;font-weight:bold;color:{style.one('name colour', ('#000', colour))}}}",
        f".logo{{max-height:{style.number('logo height', 12, 26):.0f}mm;max-width:60mm;display:block;margin-bottom:2mm}}",
        ".right{text-align:right}.right,.meta td{white-space:nowrap}.wide{width:45%}.strong{font-weight:bold}p{margin:1.5mm 0}",
        f".sender{{font-size:{size * 0.7:.1f}pt;text-decoration:{style.one('sender rule', ('underline', 'none'))};margin-bottom:2mm}}",
        f".head{{{style.one('head look', ('font-weight:bold', f'color:{colour}', 'font-size:85%;color:#666', 'text-decoration:underline', 'background:#eee;padding:1mm'))}}}",
        f".label{{{style.one('label look', ('font-weight:bold', '', '', 'color:#666', f'color:{colour}'))};padding-right:{style.number('label gap', 2, 9):.0f}mm}}span.label{{padding-right:0}}",
        _boxes(style, colour),
        _tables(style, colour, size),
        _totals(style, colour, size),
        _footer(style, size),
        ".stamp{position:absolute;top:90mm;left:60mm;font-size:48pt;color:#d33;opacity:.25;transform:rotate(-25deg)}",
        f".terms,.annex{{page-break-before:always}}.terms{{font-size:{style.number('terms size', 5.5, 8):.1f}pt;column-count:{style.one('terms columns', (1, 2, 2, 3))}}}",
        f".place{{text-align:{style.one('place align', ('right', 'left', 'right'))};margin:3mm 0}}",
        f".issuer{{text-align:{style.weighted('issuer align', {'left': 75, 'right': 10, 'center': 15})}}}",
    ]
    return "".join(rules)


def receipt(style: Style) -> bool:
    """Whether the group prints on a till's roll."""
    return style.chance("receipt", 0.02)


def _receipt(style: Style, face: str) -> str:
    """The look of a till's roll: everything narrow and under each other."""
    width = style.one("roll", (90, 100, 110))
    return (
        f"@page{{size:{width}mm 297mm;margin:4mm}}body{{font-family:'{style.one('roll face', (face, 'DejaVu Sans Mono', 'Liberation Mono'))}';font-size:{style.number('roll size', 5.5, 7.5):.1f}pt;margin:0}}"
        "table{border-collapse:collapse}.lines,.totals,.taxes{width:100%}td,th{text-align:left;vertical-align:top;font-weight:normal;padding:.3mm .6mm}"
        ".right{text-align:right}.strong{font-weight:bold;font-size:130%}.logo{max-width:40mm;max-height:12mm}.title{font-weight:bold}"
        f".issuer,.title{{text-align:{style.one('roll align', ('center', 'left'))}}}.lines{{border-top:1px dashed #000;border-bottom:1px dashed #000;margin:2mm 0}}footer{{margin-top:3mm;text-align:center}}"
    )


def _boxes(style: Style, colour: str) -> str:
    look = style.weighted(
        "party look",
        {
            "": 45,
            f"border:1px solid {colour};padding:2mm": 20,
            "border:1px solid #000;border-radius:3mm;padding:2.5mm": 12,
            f"border-left:3px solid {colour};padding-left:3mm": 8,
            "background:#f2f2f2;padding:3mm": 10,
            "border-top:1px solid #888;padding-top:1mm": 5,
        },
    )
    meta = style.weighted(
        "meta look",
        {
            "": 60,
            ".meta td{border:1px solid #999;padding:.6mm 2mm}": 16,
            ".meta{border:1px solid #000;padding:2mm}": 12,
            ".meta{background:#f4f4f4;padding:2mm}": 12,
        },
    )
    grid = style.weighted(
        "grid look", {"border:1px solid #000": 50, "border:1px solid #aaa": 20, "border-bottom:1px solid #888": 15, "border:0": 15}
    )
    head = style.one("grid head", ("background:#e6e6e6", "font-weight:bold", "font-size:85%", f"background:{colour};color:#fff", ""))
    pairs = style.one("pair look", ("margin-bottom:1.5mm", "display:inline-block;margin-right:7mm;margin-bottom:2mm"))
    align = style.one("grid align", ("left", "center", "center"))
    width = style.one("grid width", ("100%", "100%", "auto"))
    return (
        f".party{{{look}}}{meta}.grid{{width:{width};margin:2mm 0 4mm}}.grid td,.grid th{{{grid};padding:1mm 2mm;text-align:{align}}}.grid th{{{head}}}.pair{{{pairs}}}"
        f".window,.addressee{{min-height:{style.number('party height', 0, 24):.0f}mm}}{'.meta{margin-left:auto}' if style.chance('meta right', 0.4) else ''}"
    )


def _tables(style: Style, colour: str, size: float) -> str:
    rules = _TABLES[
        style.weighted("table", {"grid": 20, "rows": 18, "head": 14, "columns": 14, "none": 10, "zebra": 9, "filled": 11, "double": 4})
    ]
    padding = f"{style.number('pad y', 0.2, 2):.1f}mm {style.number('pad x', 0.8, 2.5):.1f}mm"
    head = style.weighted("head align", {"": 70, ".lines th{text-align:center}": 20, ".lines th{text-align:left}": 10})
    bold = style.one("head bold", (".lines th{font-weight:bold}", "", ".lines th{font-size:88%}"))
    return (
        rules.replace("VAR", colour)
        + f".lines{{width:100%;margin:{style.number('table gap', 2, 8):.0f}mm 0;font-size:{size * style.number('table size', 0.85, 1):.1f}pt}}.lines td,.lines th{{padding:{padding}}}"
        + head
        + bold
        + ".lines .section td{font-weight:bold}.lines .subtotal td,.lines .carried td,.lines .brought td{font-style:italic}.lines tr{page-break-inside:avoid}"
    )


def _totals(style: Style, colour: str, size: float) -> str:
    place = style.weighted("totals place", {"margin-left:auto": 78, "": 10, "margin-left:auto;width:100%": 12})
    look = style.one(
        "totals look",
        (
            "",
            ".totals td{border-bottom:1px solid #ccc}",
            ".totals td{border:1px solid #888}",
            f".totals{{border:1px solid {colour}}}",
            ".totals{background:#f3f3f3}",
        ),
    )
    strong = style.one(
        "strong look", ("", "", f"background:{colour};color:#fff", f"font-size:{size * 1.25:.1f}pt", "border-top:2px solid #000")
    )
    return (
        f".totals{{{place};margin-bottom:4mm}}.totals td{{padding:.7mm 2.5mm}}{look}.totals .strong td,div.strong{{{strong}}}.inline{{text-align:{style.one('inline align', ('right', 'left'))}}}"
        f".taxes{{margin-bottom:3mm}}.taxes td,.taxes th{{padding:.5mm 3mm;{style.one('taxes rule', ('', 'border:1px solid #999', 'border-bottom:1px solid #bbb'))}}}.payment{{margin:3mm 0;{style.one('payment look', ('', '', 'border:1px solid #888;padding:2mm', 'background:#eee;padding:2mm'))}}}.after{{page-break-inside:avoid}}"
    )


def _footer(style: Style, size: float) -> str:
    rule = style.one("footer rule", ("", "border-top:1px solid #888"))
    return f"footer{{font-size:{size * style.number('footer size', 0.65, 0.85):.1f}pt;text-align:{style.one('footer align', ('center', 'center', 'left'))};{rule};padding-top:1mm}}footer .row{{margin:0}}"


def foot(style: Style) -> str:
    """The look of what is repeated in the bottom margin, where no style sheet reaches."""
    rule = style.one("footer rule", ("", "border-top:1px solid #888;padding-top:1mm"))
    return f"font-family:'{style.one('face', _FACES)}';font-size:{style.number('foot size', 5.5, 7.5):.1f}pt;text-align:{style.one('footer align', ('center', 'center', 'left'))};{rule}"
