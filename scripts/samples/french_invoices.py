"""The invoices and credit notes of the French suppliers, each in its own house style."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from samples.logos import drops, goblet, knives, weave
from samples.paper import COURIER, GREY, HELVETICA, TIMES, VERA, Column, Paper, TableLook
from samples.trade import Paperwork, Partner
from samples.words import day, french, long_day

_LATE = (
    "Pénalités de retard : 3 fois le taux d'intérêt légal. Indemnité forfaitaire pour frais de recouvrement : 40 € (art. L441-10 C. com.)."
)


def cutlery(invoice: Paperwork, us: Partner) -> bytes:
    """Coutellerie Vial & Fils: ruled grid, a box for each thing, as an old family firm prints."""
    red = "#7a1f24"
    seller = invoice.partner
    paper = Paper(VERA, f"Facture {invoice.number}", seller.name)
    knives(paper, 15, 12, red)
    paper.text(39, 19, "COUTELLERIE VIAL & FILS", 13, bold=True, ink=red)
    paper.text(39, 24, "Couteaux et couverts professionnels · Thiers depuis 1921", 7.5, italic=True, ink=GREY)
    paper.texts(39, 29, [f"{seller.street} – {seller.place}", f"Tél. 04 73 80 27 16 – comptabilite@{seller.domain}"], 7.5, 3.8)
    paper.text(195, 22, "FACTURE", 19, bold=True, ink=red, align="right")
    pairs = [("N° de facture", invoice.number), ("Date", day(invoice.issue_date)), ("Code client", "411DELORME"), ("Page", "1 / 1")]
    for number, (label, value) in enumerate(pairs):
        top = 42 + 6 * number
        paper.box(15, top, 32, 6, fill="#f4ecec", ink=red)
        paper.box(47, top, 38, 6, ink=red)
        paper.text(17, top + 4.2, label, 7.5)
        paper.text(49, top + 4.2, value, 8.5, bold=number == 0)
    paper.box(105, 42, 90, 30, ink=red, radius=2)
    paper.text(109, 48.5, us.name, 10, bold=True)
    paper.texts(109, 53.5, [*_split_street(us.street), us.place, f"N° TVA : {us.vat_id}"], 8.5, 4.6)
    terms = [("Votre commande", 38), ("Notre bon de livraison", 42), ("Mode de règlement", 36), ("Échéance", 28), ("Conditions", 36)]
    values = [invoice.order_number, invoice.delivery_note, "Virement", day(invoice.due_date), "30 jours fin de mois"]
    look = TableLook(head_fill="#f4ecec", rules="grid", rule_ink=red, size=8, head_size=7)
    end = paper.table(15, 79, [Column(title, width, "center") for title, width in terms], [values], look)
    columns = [
        Column("Référence", 25),
        Column("Désignation", 76),
        Column("Qté", 14, "right"),
        Column("P.U. HT", 22, "right"),
        Column("Montant HT", 27, "right"),
        Column("TVA", 16, "right"),
    ]
    rows = [
        [r.reference, _wrap(paper, r.description, 72, 8), str(r.quantity), french(r.price), french(r.amount), f"{french(r.rate)} %"]
        for r in invoice.rows
    ]
    look = TableLook(head_fill="#f4ecec", rules="frame", rule_ink=red, size=8, head_size=7.5, least_height=96)
    end = paper.table(15, end + 5, columns, rows, look)
    _vat_table(paper, 15, end + 6, invoice, TableLook(head_fill="#f4ecec", rules="grid", rule_ink=red, size=8, head_size=7.5))
    _total_boxes(paper, 125, end + 6, [("Total HT", invoice.net), ("Total TVA", invoice.tax), ("Total TTC", invoice.gross)], red)
    paper.box(125, end + 26, 70, 9, fill=red)
    paper.text(128, end + 32.2, "NET À PAYER", 9.5, bold=True, ink="#ffffff")
    paper.text(192, end + 32.2, f"{french(invoice.gross)} €", 11, bold=True, ink="#ffffff", align="right")
    bank, bic = seller.bank
    paper.texts(15, end + 32, [f"Règlement par virement : {bank}", f"IBAN {seller.printed_iban}", f"BIC {bic}"], 8, 4.4)
    _legal(paper, 276, _legal_lines(seller, "SAS au capital de 152 000 €", "Clermont-Ferrand", "2571Z"))
    return paper.finish()


def hygiene(invoice: Paperwork, us: Partner) -> bytes:
    """Hygialys: a modern flat page without rules, made by invoicing software."""
    teal, pale = "#0b7a75", "#e8f4f3"
    seller = invoice.partner
    paper = Paper(VERA, f"Facture {invoice.number}", seller.name)
    paper.box(0, 0, 210, 4, fill=teal)
    drops(paper, 16, 13, (teal, "#7cc6c0"))
    paper.text(35, 24, "hygialys", 21, bold=True, ink=teal)
    paper.text(35, 29.5, "l'hygiène professionnelle, simplement", 7.5, ink=GREY)
    paper.text(194, 21, "Facture", 20, ink=teal, align="right")
    paper.text(194, 28, invoice.number, 11, bold=True, align="right")
    for x, label, lines in (
        (16, "ÉMETTEUR", [seller.name, seller.street, seller.place, f"SIRET {seller.siret}", f"TVA {seller.vat_id}"]),
        (112, "FACTURÉ À", [us.name, *_split_street(us.street), us.place, f"SIRET {us.siret}", f"TVA {us.vat_id}"]),
    ):
        paper.text(x, 43, label, 7, bold=True, ink=teal)
        paper.text(x, 48.5, lines[0], 9.5, bold=True)
        paper.texts(x, 53, lines[1:], 8, 4.2)
    paper.box(16, 78, 178, 14, fill=pale, radius=1.5)
    facts = [
        ("Date d'émission", day(invoice.issue_date)),
        ("Date d'échéance", day(invoice.due_date)),
        ("Bon de commande", invoice.order_number),
        ("Bon de livraison", invoice.delivery_note),
        ("Paiement", "Virement"),
    ]
    for number, (label, value) in enumerate(facts):
        paper.text(20 + 36 * number, 83.5, label, 7, ink=GREY)
        paper.text(20 + 36 * number, 88.5, value, 8.5, bold=True)
    columns = [
        Column("Article", 22),
        Column("Description", 84),
        Column("Quantité", 20, "right"),
        Column("Prix unitaire", 26, "right"),
        Column("Total HT", 26, "right"),
    ]
    rows = [
        [r.reference, _wrap(paper, r.description, 80, 8), str(r.quantity), f"{french(r.price)} €", f"{french(r.amount)} €"]
        for r in invoice.rows
    ]
    look = TableLook(head_fill=teal, head_ink="#ffffff", rules="zebra", rule_ink=teal, shade=pale, size=8, row_height=7.4)
    end = paper.table(16, 99, columns, rows, look) + 8
    paper.text(16, end + 3, "Coordonnées bancaires", 8, bold=True, ink=teal)
    bank, bic = seller.bank
    paper.texts(16, end + 8, [bank, f"IBAN : {seller.printed_iban}", f"BIC : {bic}", f"Référence à rappeler : {invoice.number}"], 8, 4.4)
    totals = [("Total HT", invoice.net), *[(f"TVA {french(rate)} %", tax) for rate, _, tax in invoice.taxes], ("Total TTC", invoice.gross)]
    for number, (label, amount) in enumerate(totals):
        paper.text(130, end + 3 + 6 * number, label, 9)
        paper.text(192, end + 3 + 6 * number, f"{french(amount)} €", 9, align="right")
    paper.box(126, end + 17.5, 68, 9.5, fill=teal, radius=1.5)
    paper.text(130, end + 24, "À payer", 10, bold=True, ink="#ffffff")
    paper.text(191, end + 24, f"{french(invoice.gross)} €", 11.5, bold=True, ink="#ffffff", align="right")
    _legal(
        paper, 274, [*_legal_lines(seller, "SAS au capital de 80 000 €", "Villefranche-Tarare", "4675Z"), "TVA acquittée sur les débits."]
    )
    return paper.finish()


def glassware_credit(credit: Paperwork, us: Partner, invoiced_on: date) -> bytes:
    """Verrerie du Forez: a letter in a serif face."""
    ink = "#24506b"
    seller = credit.partner
    paper = Paper(TIMES, f"Avoir {credit.number}", seller.name)
    goblet(paper, 100, 12, ink)
    paper.text(105, 38, "VERRERIE DU FOREZ", 17, bold=True, ink=ink, align="center")
    paper.text(105, 43.5, f"{seller.street} · {seller.place} · adv@{seller.domain}", 8.5, italic=True, ink=GREY, align="center")
    paper.rule(60, 47, 150, 47, ink, 0.7)
    paper.texts(120, 60, [us.name, *_split_street(us.street), us.place], 10.5, 5)
    paper.text(20, 62, f"Avoir n° {credit.number}", 15, bold=True, ink=ink)
    paper.text(20, 69, f"Veauche, le {long_day(credit.issue_date)}", 10.5)
    paper.texts(
        20,
        88,
        [
            f"Avoir sur notre facture n° {credit.preceding_number} du {day(invoiced_on)} (votre commande {credit.order_number}).",
            "Motif : verrerie cassée à la réception, réserves portées sur le bon de transport.",
        ],
        10.5,
        5.2,
    )
    columns = [
        Column("Code", 24),
        Column("Désignation", 74),
        Column("Quantité", 20, "right"),
        Column("Prix HT", 24, "right"),
        Column("Montant HT", 28, "right"),
    ]
    rows = [[r.reference, r.description, str(r.quantity), french(r.price), french(r.amount)] for r in credit.rows]
    end = paper.table(20, 102, columns, rows, TableLook(rule_ink=ink, size=10, head_size=9.5, row_height=7)) + 8
    rate = credit.taxes[0][0]
    lines = [("Total HT", credit.net), (f"TVA {french(rate)} %", credit.tax), ("Total TTC de l'avoir", credit.gross)]
    for number, (label, amount) in enumerate(lines):
        paper.text(128, end + 5.6 * number, label, 10.5, bold=number == len(lines) - 1)
        paper.text(188.2, end + 5.6 * number, f"{french(amount)} €", 10.5, bold=number == len(lines) - 1, align="right")
    paper.rule(126, end + 13.4, 190, 13.4 + end, ink, 0.7)
    paper.text(20, end + 24, "Cet avoir sera déduit de votre prochain règlement.", 10.5, italic=True)
    _legal(paper, 277, _legal_lines(seller, "SARL au capital de 60 000 €", "Saint-Étienne", "2313Z")[:1], 7.5)
    return paper.finish()


def linen(invoices: Sequence[Paperwork], us: Partner) -> bytes:
    """Tissages Bonnefoy: several invoices in one file, each on its page, as a monthly print run sends them."""
    seller = invoices[0].partner
    paper = Paper(HELVETICA, f"Factures {' et '.join(i.number for i in invoices)}", seller.name)
    for number, invoice in enumerate(invoices):
        if number:
            paper.next_page()
        _linen_page(paper, invoice, us)
    return paper.finish()


def _linen_page(paper: Paper, invoice: Paperwork, us: Partner) -> None:
    blue, seller = "#1d3557", invoice.partner
    weave(paper, 15, 14, blue)
    paper.text(35, 21, "TISSAGES", 15, bold=True, ink=blue)
    paper.text(35, 28, "BONNEFOY", 15, ink=blue)
    paper.texts(75, 18, [seller.street, seller.place, "Tél. 04 77 71 48 90", f"facturation@{seller.domain}"], 8, 4)
    paper.texts(118, 44, [us.name.upper(), *[line.upper() for line in _split_street(us.street)], us.place.upper()], 9.5, 4.8)
    columns = [
        Column("FACTURE N°", 32),
        Column("DATE", 26),
        Column("CLIENT", 24),
        Column("VOTRE COMMANDE", 36),
        Column("B.L.", 30),
        Column("ÉCHÉANCE", 32),
    ]
    values = [invoice.number, day(invoice.issue_date), "D0417", invoice.order_number, invoice.delivery_note, day(invoice.due_date)]
    look = TableLook(head_fill=blue, head_ink="#ffffff", rules="grid", rule_ink=blue, size=9, head_size=7.5)
    end = paper.table(15, 78, columns, [values], look)
    columns = [
        Column("RÉFÉRENCE", 28),
        Column("DÉSIGNATION", 88),
        Column("QTÉ", 16, "right"),
        Column("P.U. NET", 22, "right"),
        Column("TOTAL HT", 26, "right"),
    ]
    rows = [[r.reference, r.description, str(r.quantity), french(r.price), french(r.amount)] for r in invoice.rows]
    look = TableLook(head_fill=blue, head_ink="#ffffff", rules="frame", rule_ink=blue, size=9, head_size=7.5, least_height=110)
    end = paper.table(15, end + 6, columns, rows, look)
    rate, _, tax = invoice.taxes[0]
    columns = [
        Column("TOTAL HT", 42, "right"),
        Column("TVA %", 24, "right"),
        Column("MONTANT TVA", 42, "right"),
        Column("TOTAL TTC EUR", 72, "right"),
    ]
    values = [french(invoice.net), french(rate), french(tax), french(invoice.gross)]
    look = TableLook(head_fill="#dfe6ee", rules="grid", rule_ink=blue, size=11, head_size=7.5, row_height=7.5)
    end = paper.table(15, end + 6, columns, [values], look)
    bank, bic = seller.bank
    paper.text(15, end + 8, f"Règlement par virement à 30 jours fin de mois, au plus tard le {day(invoice.due_date)}.", 8.5)
    paper.text(15, end + 13, f"{bank} – IBAN {seller.printed_iban} – BIC {bic}", 8.5, bold=True)
    _legal(paper, 276, _legal_lines(seller, "SA au capital de 310 000 €", "Roanne", "1392Z"))


def packaging(invoice: Paperwork, us: Partner) -> bytes:
    """Emballages Pradel: a typewriter face without a single rule, printed by an ERP of the nineties."""
    seller = invoice.partner
    paper = Paper(COURIER, f"Facture {invoice.number}", seller.name)
    paper.text(15, 18, "EMBALLAGES PRADEL", 14, bold=True)
    paper.texts(15, 24, [seller.street.upper(), seller.place.upper(), "TEL 04.74.85.19.30  FAX 04.74.85.19.31"], 9, 4.2)
    paper.texts(112, 46, [us.name.upper(), *[line.upper() for line in _split_street(us.street)], us.place.upper()], 10, 4.8)
    facts = [
        ("FACTURE NO", invoice.number),
        ("DATE", f"{invoice.issue_date:%d/%m/%y}"),
        ("COMPTE CLIENT", "900418"),
        ("V/COMMANDE", invoice.order_number),
        ("N/BL", invoice.delivery_note),
        ("ECHEANCE", f"{invoice.due_date:%d/%m/%y} VIREMENT"),
    ]
    for number, (label, value) in enumerate(facts):
        paper.text(15, 52 + 4.4 * number, f"{label:<14}: {value}", 9.5, bold=number == 0)
    y = 88.0
    dashes = "-" * 88
    paper.text(15, y, dashes, 9)
    paper.text(15, y + 4, f"{'CODE':<11}{'DESIGNATION':<44}{'QTE':>7}{'P.U. HT':>11}{'MONTANT HT':>13}{'T':>2}", 9, bold=True)
    paper.text(15, y + 8, dashes, 9)
    y += 13
    for row in invoice.rows:
        first, *others = textwrap.wrap(row.description.replace("\u00b5", "mic").upper(), 42)
        paper.text(15, y, f"{row.reference:<11}{first:<44}{row.quantity:>7}{_plain(row.price):>11}{_plain(row.amount):>13}{'1':>2}", 9)
        for other in others:
            y += 4
            paper.text(15, y, f"{'':<11}{other}", 9)
        y += 6
    y = 172
    paper.text(15, y, dashes, 9)
    rate, base, tax = invoice.taxes[0]
    lines = [
        f"{'CODE':<6}{'TAUX TVA':>10}{'BASE HT':>14}{'MONTANT TVA':>14}          {'TOTAL HT':<18}{_plain(invoice.net):>14}",
        f"{'1':<6}{_plain(rate):>10}{_plain(base):>14}{_plain(tax):>14}          {'TOTAL TVA':<18}{_plain(invoice.tax):>14}",
        f"{'':<44}          {'NET A PAYER EUR':<18}{_plain(invoice.gross):>14}",
    ]
    for number, line in enumerate(lines):
        paper.text(15, y + 5 + 5 * number, line, 9, bold=number == len(lines) - 1)
    bank, bic = seller.bank
    paper.texts(15, y + 30, [f"DOMICILIATION {bank.upper()}", f"IBAN {seller.iban}", f"BIC  {bic}"], 9, 4.4)
    legal = " - ".join(_legal_lines(seller, "SARL au capital de 45 000 EUR", "Vienne", "4649Z")).upper()
    paper.texts(15, 268, textwrap.wrap(legal, 125), 6.5, 3.4)
    return paper.finish()


def _plain(amount: Decimal) -> str:
    """1956.00 as old systems print it."""
    return f"{amount:.2f}"


def _split_street(street: str) -> list[str]:
    """The parts of a street address as lines."""
    return [part.strip() for part in street.split(",")] if street[0].isdigit() and street.count(",") == 1 else [street]


def _wrap(paper: Paper, text: str, width: float, size: float) -> str:
    """The text with a line break where it becomes too wide."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if paper.width(longer, size) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _vat_table(paper: Paper, x: float, y: float, invoice: Paperwork, look: TableLook) -> None:
    columns = [Column("Taux TVA", 22, "right"), Column("Base HT", 30, "right"), Column("Montant TVA", 30, "right")]
    paper.table(x, y, columns, [[f"{french(rate)} %", french(base), french(tax)] for rate, base, tax in invoice.taxes], look)


def _total_boxes(paper: Paper, x: float, y: float, totals: Sequence[tuple[str, Decimal]], ink: str) -> None:
    for number, (label, amount) in enumerate(totals):
        top = y + 6 * number
        paper.box(x, top, 35, 6, ink=ink)
        paper.box(x + 35, top, 35, 6, ink=ink)
        paper.text(x + 3, top + 4.2, label, 8.5)
        paper.text(x + 67, top + 4.2, f"{french(amount)} €", 8.5, align="right")


def _legal_lines(seller: Partner, form: str, registry: str, activity: str) -> list[str]:
    return [
        f"{seller.name} – {form} – RCS {registry} {seller.siren} – SIRET {seller.siret} – APE {activity} – N° TVA {seller.vat_id}",
        f"Pas d'escompte pour paiement anticipé. {_LATE}",
    ]


def _legal(paper: Paper, y: float, lines: Sequence[str], size: float = 6) -> None:
    paper.rule(15, y - 4, 195, y - 4, "#c8c8c8", 0.4)
    paper.texts(105, y, lines, size, 3.4, ink=GREY, align="center")
