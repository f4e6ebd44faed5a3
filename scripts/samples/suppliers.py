"""The letters that suppliers send: invoices in every form, a credit note, a reminder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from samples.carriers import scan, with_xml
from samples.foreign_papers import sheffield
from samples.french_invoices import cutlery, glassware_credit, hygiene, linen, packaging
from samples.messages import PARIS, File, Letter, Logo
from samples.structured import cii_invoice, ubl_invoice
from samples.trade import Books, Paperwork
from samples.truth import Sample, invoice_truth

_AP = ("Comptabilité fournisseurs", "factures@maison-delorme.example")
_PDF = "application/pdf"


def supplier_samples(books: Books) -> Iterator[Sample]:
    """Every sample that a supplier sent."""
    yield _cutlery(books)
    yield _hygiene(books)
    yield _credit(books)
    yield _english(books)
    yield _ubl(books)
    yield _cii(books)
    yield _scan(books)
    yield _two_in_one(books)
    yield _differing(books)
    yield _reminder(books)


def _bill(books: Books, number: str, issued: date, due: date, order: str, note: str, supplier: str) -> Paperwork:
    """The invoice of everything that one of our purchase orders ordered."""
    partner = books.partners[supplier]
    return Paperwork(number, issued, partner, books.ordered(order), due, order, delivery_note=note, currency=partner.currency)


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, 17, tzinfo=PARIS)


def _cutlery(books: Books) -> Sample:
    invoice = _bill(books, "FA26-11482", date(2026, 11, 3), date(2026, 12, 31), "CF-2026-00138", "BL 138B", "F0101")
    letter = Letter(
        "Votre facture FA26-11482",
        ("Coutellerie Vial & Fils", "comptabilite@coutellerie-vial.example"),
        _AP,
        _at(3, 9, 42),
        ["Bonjour,", "Vous trouverez ci-joint notre facture FA26-11482 relative à votre commande CF-2026-00138.", "Bien cordialement,"],
        ["Martine Vial", "Comptabilité clients", "Coutellerie Vial & Fils – 63300 Thiers", "04 73 80 27 16"],
        Logo("Vial & Fils", "#7a1f24"),
        files=[File("Facture_FA26-11482.pdf", _PDF, cutlery(invoice, books.us))],
    )
    truth = invoice_truth(invoice, printed=("due_date", "seller_legal_id", "payment_iban", "payment_bic", "buyer_vat_id"))
    return Sample("01-facture-pdf", letter, "invoice", documents=[truth])


def _hygiene(books: Books) -> Sample:
    invoice = _bill(books, "HY-2026-08817", date(2026, 11, 5), date(2026, 12, 31), "CF-2026-00141", "BL 7423", "F0102")
    pdf = with_xml(hygiene(invoice, books.us), cii_invoice(invoice, books.us), datetime(2026, 11, 5, 6, 30, tzinfo=PARIS))
    letter = Letter(
        "Hygialys - Facture HY-2026-08817",
        ("Hygialys Facturation", "facturation@hygialys.example"),
        _AP,
        _at(5, 7, 31),
        ["Bonjour,", "Veuillez trouver en pièce jointe votre facture n° HY-2026-08817 au format Factur-X.", "Merci de votre confiance."],
        ["L'équipe Hygialys", "3 rue Ampère, 69400 Villefranche-sur-Saône"],
        Logo("hygialys", "#0b7a75"),
        files=[File("HY-2026-08817.pdf", _PDF, pdf)],
    )
    printed = ("due_date", "seller_legal_id", "payment_iban", "payment_bic", "buyer_vat_id", "buyer_legal_id")
    return Sample("02-factur-x", letter, "invoice", documents=[invoice_truth(invoice, printed=printed)])


def _credit(books: Books) -> Sample:
    rows = (books.row("MD-4001", "6", "F0105"), books.row("MD-4003", "4", "F0105"))
    credit = Paperwork("AV-2026-0072", date(2026, 11, 6), books.partners["F0105"], rows, None, "CF-2026-00129", "VF-260917")
    letter = Letter(
        "Avoir AV-2026-0072 - casse sur livraison",
        ("Verrerie du Forez - ADV", "adv@verrerie-forez.example"),
        _AP,
        _at(6, 11, 5),
        [
            "Bonjour,",
            "Suite à vos réserves, veuillez trouver ci-joint l'avoir correspondant à la verrerie cassée.",
            "Avec toutes nos excuses pour ce désagrément,",
        ],
        ["Nathalie Chambon", "Administration des ventes", "Verrerie du Forez"],
        files=[File("Avoir AV-2026-0072.pdf", _PDF, glassware_credit(credit, books.us, date(2026, 10, 6)))],
    )
    truth = invoice_truth(credit, document_type="credit_note", printed=("seller_legal_id", "preceding_invoice_reference"))
    return Sample("03-avoir", letter, "credit_note", documents=[truth])


def _english(books: Books) -> Sample:
    invoice = _bill(books, "INV-20941", date(2026, 11, 5), date(2026, 12, 5), "CF-2026-00139", "D-8841", "F0108")
    letter = Letter(
        "Invoice INV-20941 for your PO CF-2026-00139",
        ("Ashworth Accounts", "accounts@ashworth-catering.example"),
        ("Maison Delorme", "factures@maison-delorme.example"),
        _at(6, 15, 20),
        [
            "Dear Sir or Madam,",
            "Please find attached our invoice INV-20941 for the goods despatched against your purchase order CF-2026-00139.",
            "Payment is due within 30 days of the invoice date. Should you have any questions, do get in touch.",
            "Kind regards,",
        ],
        ["Helen Ashworth", "Accounts Receivable", "Ashworth Catering Equipment Ltd", "+44 114 496 0172"],
        Logo("ASHWORTH", "#14213d"),
        files=[File("INV-20941.pdf", _PDF, sheffield(invoice, books.us))],
    )
    truth = invoice_truth(invoice, language="en", printed=("due_date", "payment_iban", "payment_bic", "buyer_vat_id"))
    return Sample("04-invoice-english", letter, "invoice", "en", [truth])


def _ubl(books: Books) -> Sample:
    invoice = _bill(books, "CDA/2026/3391", date(2026, 11, 9), date(2026, 12, 9), "CF-2026-00144", "BL 144B", "F0103")
    letter = Letter(
        "Facture électronique CDA/2026/3391",
        ("Comptoir des Denrées Alpines", "factures@denrees-alpines.example"),
        _AP,
        _at(9, 6, 2),
        ["Bonjour,", "Ci-joint votre facture au format UBL.", "Message automatique, merci de ne pas y répondre."],
        files=[File("CDA_2026_3391.xml", "application/xml", ubl_invoice(invoice, books.us))],
    )
    printed = ("due_date", "seller_legal_id", "payment_iban", "payment_bic", "buyer_vat_id", "buyer_legal_id")
    return Sample("05-facture-ubl", letter, "invoice", documents=[invoice_truth(invoice, printed=printed)])


def _cii(books: Books) -> Sample:
    invoice = _bill(books, "ICI-F-261108", date(2026, 11, 10), date(2026, 12, 31), "CF-2026-00146", "BL 7438", "F0104")
    letter = Letter(
        "Facture ICI-F-261108",
        ("Inox Concept Industrie", "facturation@inox-concept.example"),
        _AP,
        _at(10, 8, 15),
        ["Bonjour,", "Veuillez trouver ci-jointe notre facture ICI-F-261108 (fichier CII).", "Cordialement,"],
        ["Service facturation", "Inox Concept Industrie", "45 rue de la Montat – 42100 Saint-Étienne"],
        files=[File("ICI-F-261108.xml", "text/xml", cii_invoice(invoice, books.us))],
    )
    printed = ("due_date", "seller_legal_id", "payment_iban", "payment_bic", "buyer_vat_id", "buyer_legal_id")
    return Sample("07-facture-cii", letter, "invoice", documents=[invoice_truth(invoice, printed=printed)])


def _scan(books: Books) -> Sample:
    invoice = _bill(books, "FA26-11561", date(2026, 11, 12), date(2026, 12, 31), "CF-2026-00149", "BL 7447", "F0101")
    letter = Letter(
        "facture",
        ("Coutellerie Vial & Fils", "comptabilite@coutellerie-vial.example"),
        _AP,
        _at(12, 14, 38),
        ["Bonjour,", "Notre messagerie ayant été en panne, je vous scanne notre dernière facture.", "Cordialement,"],
        ["Martine Vial", "Comptabilité clients"],
        files=[File("SKM_C25826111214300.pdf", _PDF, scan(cutlery(invoice, books.us), seed=7))],
    )
    truth = invoice_truth(invoice, printed=("due_date", "seller_legal_id", "payment_iban", "payment_bic", "buyer_vat_id"))
    return Sample("09-facture-scan", letter, "invoice", documents=[truth])


def _two_in_one(books: Books) -> Sample:
    invoices = [
        _bill(books, "F-26/2207", date(2026, 11, 12), date(2026, 12, 31), "CF-2026-00143", "26-1180", "F0106"),
        _bill(books, "F-26/2231", date(2026, 11, 12), date(2026, 12, 31), "CF-2026-00147", "26-1204", "F0106"),
    ]
    letter = Letter(
        "Tissages Bonnefoy : vos factures de novembre",
        ("Tissages Bonnefoy", "facturation@tissages-bonnefoy.example"),
        _AP,
        _at(13, 10, 27),
        ["Bonjour,", "Vous trouverez ci-joint nos deux factures du mois de novembre.", "Cordialement,"],
        ["Sylvie Meunier", "Tissages Bonnefoy SA", "16 quai du Canal – 42300 Roanne", "04 77 71 48 90"],
        Logo("BONNEFOY", "#1d3557"),
        files=[File("factures_novembre_delorme.pdf", _PDF, linen(invoices, books.us))],
    )
    printed = ("due_date", "seller_legal_id", "payment_iban", "payment_bic")
    return Sample("11-deux-factures", letter, "invoice", documents=[invoice_truth(invoice, printed=printed) for invoice in invoices])


def _differing(books: Books) -> Sample:
    """A dearer second line, and three cartons more than ordered on the third."""
    right = _bill(books, "2611-0458", date(2026, 11, 16), date(2026, 12, 16), "CF-2026-00150", "7450", "F0107")
    first, second, third, fourth = right.rows
    invoice = replace(right, rows=(first, replace(second, price=Decimal("43.50")), replace(third, quantity=Decimal(18)), fourth))
    letter = Letter(
        "Facture 2611-0458",
        ("Emballages Pradel", "compta@emballages-pradel.example"),
        _AP,
        _at(17, 8, 54),
        ["Bonjour,", "Ci-joint notre facture 2611-0458 pour votre commande CF-2026-00150.", "Salutations,"],
        ["Comptabilité", "Emballages Pradel", "110 route de Vienne – 38200 Vienne"],
        files=[File("2611-0458.pdf", _PDF, packaging(invoice, books.us))],
    )
    truth = invoice_truth(invoice, printed=("due_date", "seller_legal_id", "payment_iban", "payment_bic"))
    truth["differs"] = ["lines.1.net_price", "lines.2.quantity"]
    return Sample("15-facture-ecart", letter, "invoice", documents=[truth])


def _reminder(books: Books) -> Sample:
    seller = books.partners["F0110"]
    letter = Letter(
        "Relance : facture PV-26-1874 échue",
        ("Porcelaines de Vierzac - Recouvrement", "recouvrement@porcelaines-vierzac.example"),
        _AP,
        _at(19, 9, 12),
        [
            "Madame, Monsieur,",
            (
                "Sauf erreur de notre part, notre facture PV-26-1874 du 18/09/2026, d'un montant de 1 714,32 € TTC et échue le 18/10/2026, "
                "reste impayée à ce jour."
            ),
            "Nous vous remercions de bien vouloir procéder à son règlement sous huit jours, ou de nous indiquer la date de votre virement.",
            "Si votre paiement nous est parvenu entre-temps, merci de ne pas tenir compte de ce rappel.",
            "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
        ],
        ["Isabelle Fargeas", "Service recouvrement", seller.name, "05 55 34 61 07"],
        Logo("VIERZAC", "#3b3b6d"),
    )
    return Sample("19-relance", letter, "payment_reminder")
