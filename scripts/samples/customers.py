"""The letters that customers send: orders in every form, and a question about one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from samples.carriers import workbook
from samples.foreign_papers import black_forest_order, hospital_order
from samples.messages import PARIS, File, Letter, Logo, paragraphs, table
from samples.trade import Books, Paperwork
from samples.truth import Sample, order_truth
from samples.words import french

_ORDERS = ("Maison Delorme - Commandes", "commandes@maison-delorme.example")
_PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def customer_samples(books: Books) -> Iterator[Sample]:
    """Every sample that a customer sent."""
    yield _hospital(books)
    yield _html_table(books)
    yield _prose(books)
    yield _german(books)
    yield _spreadsheet(books)
    yield _forwarded(books)
    yield _with_question(books)
    yield _status(books)


def _order(
    books: Books, number: str, issued: date, delivery: date | None, customer: str, wanted: Sequence[tuple[str, str]], rate: str = ""
) -> Paperwork:
    rows = tuple(books.row(item, quantity, customer, rate=rate) for item, quantity in wanted)
    return Paperwork(number, issued, books.partners[customer], rows, delivery)


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, 41, tzinfo=PARIS)


def _hospital(books: Books) -> Sample:
    wanted = (("MD-2007", "60"), ("MD-3101", "120"), ("MD-3005", "40"), ("MD-2005", "30"), ("MD-3103", "50"))
    order = _order(books, "4500187263", date(2026, 11, 9), date(2026, 11, 24), "C2001", wanted)
    letter = Letter(
        "Bon de commande 4500187263",
        ("GH Sainte-Odile - Achats hôteliers", "achats@gh-sainte-odile.example"),
        _ORDERS,
        _at(9, 16, 3),
        [
            "Bonjour,",
            "Veuillez trouver ci-joint le bon de commande n° 4500187263.",
            "Merci de nous confirmer la date de livraison.",
            "Cordialement,",
        ],
        ["Élise Charvet", "Responsable achats hôteliers", "Groupe hospitalier Sainte-Odile", "04 76 62 40 18"],
        Logo("Sainte-Odile", "#2f6f4f"),
        files=[File("BC_4500187263.pdf", _PDF, hospital_order(order, books.us))],
    )
    truth = order_truth(order)
    truth["fields"] |= {"tax_inclusive_amount": str(order.gross), "buyer_legal_id": order.partner.legal_id}
    return Sample("06-commande-pdf", letter, "order", documents=[truth])


def _html_table(books: Books) -> Sample:
    wanted = (("MD-4001", "20"), ("MD-4101", "48"), ("MD-4104", "36"), ("MD-7003", "12"))
    order = _order(books, "CDE-1187", date(2026, 11, 10), date(2026, 11, 19), "C2002", wanted)
    rows = [[r.item, r.description, str(r.quantity), french(r.price), french(r.amount)] for r in order.rows]
    before = [
        "Bonjour,",
        "Voici notre commande CDE-1187, à livrer le jeudi 19 novembre 2026 avant 10 h, par l'entrée du cours Charlemagne :",
    ]
    after = [f"Soit un total de {french(order.net)} € HT.", "Merci de me confirmer la bonne réception.", "Bonne journée,"]
    titles = ("Référence", "Article", "Quantité", "PU HT", "Total HT")
    plain = "\n".join("\t".join(row) for row in [titles, *rows])
    letter = Letter(
        "Commande CDE-1187",
        ("Julien Astier", "contact@brasserie-confluent.example"),
        _ORDERS,
        _at(10, 17, 48),
        [*before, plain, *after],
        ["Julien Astier", "Directeur", "Brasserie du Confluent", "31 cours Charlemagne, 69002 Lyon – 04 78 37 55 02"],
        Logo("Le Confluent", "#b5651d"),
        body_html=paragraphs(before) + table(titles, rows, 3) + paragraphs(after),
    )
    return Sample("08-commande-tableau", letter, "order", documents=[order_truth(order, dated=False)])


def _prose(books: Books) -> Sample:
    wanted = (("MD-4101", "48"), ("MD-5001", "6"), ("MD-2001", "3"), ("MD-7004", "4"))
    order = _order(books, "", date(2026, 11, 12), date(2026, 11, 27), "C2003", wanted)
    letter = Letter(
        "besoin pour vendredi 27",
        ("Traiteur Les Tilleuls", "cuisine@tilleuls-traiteur.example"),
        _ORDERS,
        _at(12, 22, 14),
        [
            "Bonsoir,",
            (
                "On a un mariage le week-end du 28. Pouvez-vous nous livrer pour le vendredi 27 novembre 48 assiettes plates 27 cm en "
                "porcelaine blanche, 6 bacs gastro GN 1/1 profondeur 65 mm et 3 bidons de liquide vaisselle plonge 5 L ? "
                "Ajoutez aussi 4 lots de torchons métis 50 x 75."
            ),
            "Livraison à la cuisine comme d'habitude, 9 chemin des Tilleuls à Écully.",
            "Merci et bonne soirée,\nHugo Blanchard\nLes Tilleuls Traiteur",
            "Envoyé de mon iPhone",
        ],
        plain_only=True,
        headers=[("X-Mailer", "iPhone Mail (23B85)")],
    )
    return Sample("10-commande-texte", letter, "order", documents=[order_truth(order, priced=False, dated=False, ours=False)])


def _german(books: Books) -> Sample:
    wanted = (("MD-5001", "12"), ("MD-4101", "60"), ("MD-6101", "1"), ("MD-7004", "6"))
    order = _order(books, "RB-10377", date(2026, 11, 12), date(2026, 12, 1), "C2007", wanted, rate="0")
    letter = Letter(
        "Bestellung RB-10377",
        ("Hotel Rheinblick - Einkauf", "einkauf@hotel-rheinblick.example"),
        _ORDERS,
        _at(13, 9, 33),
        [
            "Guten Tag,",
            "anbei erhalten Sie unsere Bestellung RB-10377. Bitte bestätigen Sie uns den Liefertermin 01.12.2026.",
            "Mit freundlichen Grüßen",
        ],
        ["Katharina Weiß", "Einkauf", "Hotel Rheinblick GmbH", "Uferstraße 11, 79206 Breisach am Rhein"],
        files=[File("Bestellung_RB-10377.pdf", _PDF, black_forest_order(order, books.us))],
    )
    truth = order_truth(order, language="de")
    truth["fields"]["buyer_vat_id"] = order.partner.vat_id
    return Sample("12-bestellung", letter, "order", "de", [truth])


def _spreadsheet(books: Books) -> Sample:
    wanted = (
        ("MD-5001", "80"),
        ("MD-5002", "40"),
        ("MD-5004", "60"),
        ("MD-3003", "15"),
        ("MD-3101", "40"),
        ("MD-3102", "60"),
        ("MD-2002", "10"),
        ("MD-2003", "8"),
        ("MD-8003", "12"),
    )
    order = _order(books, "PO-88457", date(2026, 11, 16), date(2026, 11, 30), "C2004", wanted)
    letter = Letter(
        "Commande Restalys PO-88457",
        ("Restalys Approvisionnement", "approvisionnement@restalys.example"),
        _ORDERS,
        _at(16, 8, 21),
        ["Bonjour,", "Notre commande hebdomadaire PO-88457 est dans le fichier Excel joint.", "Cordialement,"],
        ["Farid Lahmar", "Approvisionnement", "Restalys Collectivités", "04 72 09 63 11"],
        Logo("RESTALYS", "#7a2e8e"),
        files=[File("Commande_PO-88457.xlsx", _XLSX, workbook(order, books.us))],
    )
    return Sample("13-commande-excel", letter, "order", documents=[order_truth(order)])


def _forwarded(books: Books) -> Sample:
    wanted = (("MD-7005", "40"), ("MD-4003", "12"), ("MD-2002", "8"))
    order = _order(books, "BEL-2026-311", date(2026, 11, 16), date(2026, 11, 25), "C2005", wanted)
    original = [
        "Bonjour Sophie,",
        "Merci de préparer notre commande BEL-2026-311, livraison souhaitée le 25/11/2026 :",
        (
            "- 40 x MD-7005 nappe blanche coton 150 x 150 cm\n- 12 x MD-4003 flûte à champagne 17 cl, lot de 6\n"
            "- 8 x MD-2002 détergent lave-vaisselle machine 20 L"
        ),
        "Bien à vous,",
        "Marc Delacroix\nÉconomat – Hôtel Bellerive\n15 boulevard du Lac, 73100 Aix-les-Bains",
    ]
    quoted = (
        "De : Hôtel Bellerive - Économat <economat@hotel-bellerive.example>\nEnvoyé : lundi 16 novembre 2026 10:52\n"
        "À : Sophie Garnier <sophie.garnier@maison-delorme.example>\nObjet : Commande semaine 48"
    )
    note = ["Bonjour Claire,", "Reçue sur ma boîte par erreur, peux-tu la saisir ? Merci !", "Sophie"]
    letter = Letter(
        "TR: Commande semaine 48",
        ("Sophie Garnier", "sophie.garnier@maison-delorme.example"),
        _ORDERS,
        _at(16, 11, 6),
        [*note, quoted, *original],
        body_html=paragraphs(note)
        + '<div style="border-top:1px solid #b5c4df;padding-top:3pt">'
        + paragraphs([quoted])
        + "</div>"
        + paragraphs(original),
    )
    truth = order_truth(order, priced=False, dated=False)
    return Sample("14-commande-transferee", letter, "order", documents=[truth], author="economat@hotel-bellerive.example")


def _with_question(books: Books) -> Sample:
    wanted = (("MD-3001", "12"), ("MD-8002", "6"), ("MD-3006", "20"))
    order = _order(books, "2026-64", date(2026, 11, 17), date(2026, 11, 24), "C2006", wanted)
    letter = Letter(
        "Commande 2026-64 + une question",
        ("Boulangerie Fournel", "bonjour@boulangerie-fournel.example"),
        _ORDERS,
        _at(17, 13, 29),
        [
            "Bonjour,",
            "Voici notre commande n° 2026-64, à livrer si possible le 24/11/2026 :",
            "12 x MD-3001 film étirable 45 cm\n6 x MD-8002 sucre en bûchettes\n20 x MD-3006 boîtes à pizza 33 cm",
            "Par ailleurs, le batteur-mélangeur 10 L (MD-6102) est-il en stock, et sous quel délai pourriez-vous nous le livrer ?",
            "Merci d'avance,",
        ],
        ["Camille Fournel", "Boulangerie Fournel", "3 place de Miremont, 38200 Vienne", "04 74 31 88 20"],
    )
    truth = order_truth(order, priced=False, dated=False)
    return Sample("16-commande-et-question", letter, "order", documents=[truth], question="est-il en stock")


def _status(books: Books) -> Sample:
    school = books.partners["C2008"]
    letter = Letter(
        "Où en est notre commande BC-LH-2026-118 ?",
        ("Intendance Lycée Les Coteaux", "intendance@lycee-les-coteaux.example"),
        _ORDERS,
        _at(18, 10, 44),
        [
            "Bonjour,",
            (
                "Nous avons bien reçu les mallettes de couteaux de notre commande BC-LH-2026-118 du 20 octobre, "
                "mais pas les vestes de cuisine ni les planches à découper."
            ),
            "Pouvez-vous nous dire où en est la livraison du solde ? Les travaux pratiques reprennent le 30 novembre.",
            "Cordialement,",
        ],
        ["Bernard Joly", "Gestionnaire", school.name, "04 78 22 19 65"],
    )
    return Sample("17-suivi-commande", letter, "order_status_inquiry", question="où en est la livraison du solde")
