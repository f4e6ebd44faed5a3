"""The documents of partners abroad, and of the hospital whose orders come out of its purchasing system."""

from __future__ import annotations

from samples.logos import anvil, cross
from samples.paper import GREY, HELVETICA, TIMES, Column, Paper, TableLook
from samples.trade import Paperwork, Partner
from samples.words import day, dotted, english, english_day, french, german


def sheffield(invoice: Paperwork, us: Partner) -> bytes:
    """Ashworth Catering Equipment: an English export invoice."""
    navy, orange = "#14213d", "#e07a1f"
    seller = invoice.partner
    paper = Paper(HELVETICA, f"Invoice {invoice.number}", seller.name)
    anvil(paper, 15, 14, (navy, orange))
    paper.text(34, 21, "ASHWORTH", 17, bold=True, ink=navy)
    paper.text(34, 26.5, "CATERING EQUIPMENT", 8.5, ink=orange)
    paper.texts(
        195,
        17,
        ["Unit 7, Don Valley Works", "Brightside Lane, Sheffield S9 2RX", "+44 114 496 0172", f"accounts@{seller.domain}"],
        8,
        4,
        align="right",
        ink=GREY,
    )
    paper.text(15, 46, "COMMERCIAL INVOICE", 16, bold=True, ink=navy)
    paper.text(15, 56, "Bill to", 7.5, bold=True, ink=orange)
    paper.texts(15, 61, [us.name, *us.street.split(", "), f"{us.place}, France", f"VAT No. {us.vat_id}"], 9, 4.5)
    facts = [
        ("Invoice number", invoice.number),
        ("Invoice date", english_day(invoice.issue_date)),
        ("Your PO number", invoice.order_number),
        ("Despatch note", invoice.delivery_note),
        ("Payment terms", "30 days net"),
        ("Due date", english_day(invoice.due_date)),
        ("Currency", "GBP"),
    ]
    for number, (label, value) in enumerate(facts):
        paper.text(122, 56 + 5 * number, label, 8.5, ink=GREY)
        paper.text(195, 56 + 5 * number, value, 9, bold=number == 0, align="right")
    columns = [
        Column("Part no.", 26),
        Column("Description", 78),
        Column("Qty", 16, "right"),
        Column("Unit price", 28, "right"),
        Column("Amount", 32, "right"),
    ]
    descriptions = {
        "MD-6001": "Convection oven, 4 tier, 2/3 GN, 230 V",
        "MD-6003": "Conveyor toaster, 2 slice wide",
        "MD-6004": "Probe thermometer, waterproof IP67",
    }
    rows = [[r.reference, descriptions[r.item], str(r.quantity), english(r.price), english(r.amount)] for r in invoice.rows]
    look = TableLook(head_fill=navy, head_ink="#ffffff", rules="rows", row_height=7.5, size=9)
    end = paper.table(15, 98, columns, rows, look) + 8
    for number, (label, amount) in enumerate((("Subtotal", invoice.net), ("VAT 0% (zero-rated export)", invoice.tax))):
        paper.text(160, end + 5.5 * number, label, 9, align="right", ink=GREY)
        paper.text(193.2, end + 5.5 * number, f"£{english(amount)}", 9, align="right")
    paper.rule(120, end + 8.5, 195, end + 8.5, orange, 1)
    paper.text(160, end + 14.5, "Total due", 11, bold=True, align="right", ink=navy)
    paper.text(193.2, end + 14.5, f"£{english(invoice.gross)}", 11, bold=True, align="right", ink=navy)
    bank, bic = seller.bank
    paper.text(15, end + 2, "Please pay by bank transfer to", 8, bold=True, ink=orange)
    paper.texts(15, end + 7, [bank, f"IBAN {seller.printed_iban}", f"SWIFT/BIC {bic}", f"Reference {invoice.number}"], 8.5, 4.4)
    paper.texts(
        15,
        262,
        [
            "Zero-rated supply: goods exported outside the United Kingdom. Incoterms 2020: DAP Lyon. Country of origin: United Kingdom.",
            "Title to the goods remains with the seller until payment is received in full.",
        ],
        7,
        3.6,
        ink=GREY,
    )
    paper.rule(15, 271, 195, 271, "#c8c8c8", 0.4)
    legal = f"{seller.name} · Registered in England and Wales No. {seller.legal_id} · VAT registration {seller.vat_id}"
    paper.text(105, 275.5, legal, 7, ink=GREY, align="center")
    return paper.finish()


def hospital_order(order: Paperwork, us: Partner) -> bytes:
    """Groupe hospitalier Sainte-Odile: a public buyer's order form with its own item codes."""
    green, buyer = "#2f6f4f", order.partner
    paper = Paper(HELVETICA, f"Bon de commande {order.number}", buyer.name)
    cross(paper, 15, 13, green)
    paper.text(34, 19, "Groupe hospitalier", 10, ink=green)
    paper.text(34, 25.5, "SAINTE-ODILE", 15, bold=True, ink=green)
    paper.texts(15, 36, ["Direction des achats et de la logistique", buyer.street, buyer.place, f"SIRET {buyer.siret}"], 8.5, 4.2)
    paper.box(120, 13, 75, 15, fill="#eaf2ed", ink=green, radius=1)
    paper.text(157.5, 19, "BON DE COMMANDE", 11, bold=True, align="center", ink=green)
    paper.text(157.5, 25, f"N° {order.number}", 11, bold=True, align="center")
    paper.text(120, 36, "FOURNISSEUR", 7, bold=True, ink=GREY)
    paper.texts(120, 41, [us.name, *us.street.split(", "), us.place], 9, 4.4)
    columns = [Column("Date de commande", 45), Column("Livraison souhaitée le", 45), Column("Marché", 45), Column("Affaire suivie par", 45)]
    values = [day(order.issue_date), day(order.due_date), "2025-HOT-017", "Mme É. Charvet"]
    look = TableLook(head_fill="#eaf2ed", rules="grid", rule_ink="#9db8a9", size=9, head_size=7.5)
    end = paper.table(15, 64, columns, [values], look)
    paper.text(15, end + 8, "Adresse de livraison :", 8.5, bold=True)
    paper.text(50, end + 8, "Magasin hôtelier, quai 3, 2 boulevard de la Chantourne, 38700 La Tronche (8 h – 12 h)", 8.5)
    columns = [
        Column("Pos.", 11, "center"),
        Column("Code article", 23),
        Column("Réf. fournisseur", 27),
        Column("Désignation", 67),
        Column("Quantité", 16, "right"),
        Column("P.U. HT", 17, "right"),
        Column("Montant HT", 19, "right"),
    ]
    rows = [
        [str(10 * n), r.reference, r.item, r.description.replace(", ", ",\n", 1), str(r.quantity), french(r.price), french(r.amount)]
        for n, r in enumerate(order.rows, start=1)
    ]
    look = TableLook(head_fill="#eaf2ed", rules="grid", rule_ink="#9db8a9", size=8, head_size=7)
    end = paper.table(15, end + 13, columns, rows, look)
    for number, (label, amount) in enumerate((("Total HT", order.net), ("TVA 20 %", order.tax), ("Total TTC", order.gross))):
        paper.text(168, end + 7 + 5 * number, label, 9, align="right", bold=label == "Total TTC")
        paper.text(193.2, end + 7 + 5 * number, f"{french(amount)} €", 9, align="right", bold=label == "Total TTC")
    paper.texts(
        15,
        end + 30,
        [
            "Le numéro de commande doit figurer sur le bon de livraison et sur la facture.",
            "Facture à déposer sur le portail Chorus Pro, service FACT-HOTEL. Paiement à 50 jours.",
            "Merci d'accuser réception de cette commande sous 48 heures à achats@gh-sainte-odile.example.",
        ],
        8.5,
        4.6,
    )
    paper.text(130, end + 52, "Pour le directeur et par délégation,", 8.5)
    paper.text(130, end + 57, "Élise Charvet, responsable achats hôteliers", 8.5, italic=True)
    paper.text(105, 285, "Groupe hospitalier Sainte-Odile – établissement public de santé – page 1/1", 7, ink=GREY, align="center")
    return paper.finish()


def black_forest_order(order: Paperwork, us: Partner) -> bytes:
    """Hotel Rheinblick: a German order written as a letter."""
    brown, buyer = "#5b4636", order.partner
    paper = Paper(TIMES, f"Bestellung {order.number}", buyer.name)
    paper.text(105, 22, "Hotel Rheinblick", 24, italic=True, ink=brown, align="center")
    paper.text(105, 28, "Breisach am Rhein · seit 1898", 9, ink=brown, align="center")
    paper.rule(75, 31.5, 135, 31.5, brown, 0.6)
    paper.text(20, 46, f"{buyer.name} · {buyer.street} · {buyer.place}", 7, ink=GREY)
    paper.texts(20, 53, [us.name, *us.street.split(", "), us.place, "Frankreich"], 11, 5.2)
    facts = [
        ("Bestellnummer", order.number),
        ("Datum", dotted(order.issue_date)),
        ("Liefertermin", dotted(order.due_date)),
        ("Ihre Kunden-Nr.", buyer.id),
    ]
    for number, (label, value) in enumerate(facts):
        paper.text(130, 53 + 5.4 * number, f"{label}:", 10.5)
        paper.text(190, 53 + 5.4 * number, value, 10.5, bold=number == 0, align="right")
    paper.text(20, 92, "Bestellung", 15, bold=True, ink=brown)
    paper.texts(20, 101, ["Sehr geehrte Damen und Herren,", "", "hiermit bestellen wir zu den vereinbarten Preisen:"], 10.5, 5)
    names = {
        "MD-5001": "GN-Behälter 1/1, Edelstahl, 65 mm tief",
        "MD-6101": "Stabmixer 400 W, Stab 35 cm",
        "MD-4101": "Teller flach 27 cm, Porzellan weiß",
        "MD-7004": "Geschirrtücher 50 x 75 cm, 10 Stück",
    }
    columns = [
        Column("Pos.", 12, "center"),
        Column("Ihre Art.-Nr.", 27),
        Column("Unsere Nr.", 24),
        Column("Bezeichnung", 62),
        Column("Menge", 17, "right"),
        Column("Preis €", 18, "right"),
        Column("Gesamt €", 20, "right"),
    ]
    rows = [
        [str(n), r.item, r.reference, names[r.item], str(r.quantity), german(r.price), german(r.amount)]
        for n, r in enumerate(order.rows, start=1)
    ]
    end = paper.table(15, 117, columns, rows, TableLook(rule_ink=brown, size=10, head_size=9, row_height=7)) + 8
    paper.text(170, end, "Gesamtsumme netto", 10.5, bold=True, align="right")
    paper.text(193.2, end, f"{german(order.net)} €", 10.5, bold=True, align="right")
    paper.texts(
        20,
        end + 14,
        [
            f"Lieferanschrift: {buyer.name}, {buyer.street}, {buyer.place}.",
            "Anlieferung werktags 7 – 11 Uhr.",
            f"Innergemeinschaftliche Lieferung, unsere USt-IdNr.: {buyer.vat_id}. Zahlung: 30 Tage netto.",
            "Bitte bestätigen Sie uns den Liefertermin.",
            "",
            "Mit freundlichen Grüßen",
            "",
            "Katharina Weiß, Einkauf",
        ],
        10.5,
        5.2,
    )
    paper.rule(20, 274, 190, 274, brown, 0.4)
    legal = f"{buyer.name} · Amtsgericht Freiburg {buyer.legal_id} · Geschäftsführer: Martin Weiß · USt-IdNr. {buyer.vat_id}"
    paper.text(105, 279, legal, 7.5, ink=GREY, align="center")
    return paper.finish()
