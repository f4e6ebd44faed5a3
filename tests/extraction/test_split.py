from __future__ import annotations

import pytest

from backend.extraction import split
from backend.extraction.kinds import Kind
from backend.extraction.titles import kind_of_name
from backend.model.document import Document
from tests.extraction.made import INVOICE_PAGE, pdf
from tests.extraction.printed import pdf as page_of
from tests.extraction.printed import sheet

LETTERHEAD = "Cartonnerie du Rhône SAS, 12 quai Arloing, 69009 Lyon"
TERMS_PAGE = "Conditions générales de vente\n\n" + "Les marchandises voyagent aux risques du destinataire. " * 2 + "\n" + "Article\n" * 20


def invoice(number: str, title: str = "FACTURE", count: str = "") -> str:
    return INVOICE_PAGE.replace("FACTURE N° F2026-014", f"{title} N° {number}") + f"\n{count}"


def split_into(document: Document, expected: Kind | None = None) -> list[tuple[tuple[int, ...], str | None]]:
    return [(one.pages, one.kind and one.kind.value) for one in split.segments(document, "fr", expected)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("FACTURE N° 12", "invoice"),
        ("Facture d'acompte 12", "invoice"),
        ("Facture pro forma", "pro_forma"),
        ("Proforma invoice 12", "pro_forma"),
        ("Facture rectificative n° 12", "correction"),
        ("Rechnungskorrektur Nr. 12", "correction"),
        ("Avoir financier n° 12", "credit_note"),
        ("Relevé de factures", "statement"),
        ("Statement of invoices", "statement"),
        ("Gutschrift (Selbst ausgestellte Rechnung) Nr. 12", "invoice"),
        ("Self-billed invoice 12", "invoice"),
        ("Note de débit n° 12", "invoice"),
        ("Facture du mois de juillet", "invoice"),
        ("- La facture N° : 12", "invoice"),
        ("....:::: ZAMÓWIENIE ::::....", "order"),
        ("P.O. 12", "order"),
        ("F A C T U R E  n°12", "invoice"),
        ("Factura de venta\n\nDatos bancarios", "invoice"),
        ("AVOIR N° 12", "credit_note"),
        ("Facture d'avoir n° 12", "credit_note"),
        ("BON DE COMMANDE N° 12", "order"),
        ("Chez Marcel - Bon de commande", "order"),
        ("Accusé de réception de commande", "order_confirmation"),
        ("Modification de commande", "order_change"),
        ("BON DE LIVRAISON 12", "delivery_note"),
        ("DEVIS N° 12", "quotation"),
        ("Albarán-Factura", "invoice"),
        ("Lieferschein / Rechnung 12", "invoice"),
        ("BON DE RÉCEPTION 12", "delivery_note"),
        ("Salgsfaktura 12", "invoice"),
        ("Simplified invoice 12", "invoice"),
        ("Zamówienie sprzedaży 12", "order_confirmation"),
        ("SALES ORDER", "order_confirmation"),
        ("PURCHASE ORDER\nSALES ORDER ID: 4711", "order"),
        ("Szállítólevél 12", "delivery_note"),
        ("Tarjous 12", "quotation"),
        ("Estado de cuenta", "statement"),
        ("Factura de crédito fiscal 12", "invoice"),
        ("ORDER CONFIRMATION / PROFORMA INVOICE\nQuotation No   12/11/2026", "order_confirmation"),
        ("FAKTURA INVOICE   000204711\nOrder no.   0004711-1", "invoice"),
        ("TAX INVOICE", "invoice"),
        ("CREDIT NOTE 12", "credit_note"),
        ("PURCHASE ORDER", "order"),
        ("Order Confirmation", "order_confirmation"),
        ("Packing list", "delivery_note"),
        ("Rechnung Nr. 12", "invoice"),
        ("Gutschrift", "credit_note"),
        ("Stornorechnung 12", "credit_note"),
        ("Bestellung 4711", "order"),
        ("Auftragsbestätigung Nr. 12", "order_confirmation"),
        ("Lieferschein", "delivery_note"),
        ("Angebot 12", "quotation"),
        ("FACTURA Nº 12", "invoice"),
        ("Nota de crédito", "credit_note"),
        ("Pedido de compra", "order"),
        ("Fattura n. 12", "invoice"),
        ("Nota di credito", "credit_note"),
        ("Conferma d'ordine", "order_confirmation"),
        ("Factuur 12", "invoice"),
        ("Creditnota", "credit_note"),
        ("Inkooporder", "order"),
        ("Orderbevestiging", "order_confirmation"),
        ("Zahlungserinnerung", "reminder"),
        ("ORDINE CLIENTE / ORDER CONFIRMATION", "order_confirmation"),
        ("FATTURA RIEPILOGATIVA / INVOICE\nOrdine Cl. num. 17/00", "invoice"),
        ("Bestellung / Purchase order 4711", "order"),
        ("Tipo documento\nORDINE FORNITORE", "order"),
        ("Objet : Bon de commande n° 12", "order"),
        ("ORDINE DEI GEOMETRI\nN. Fattura 120045", "invoice"),
        ("CHARTERING CONFIRMATION", "order"),
        ("Transportauftrag Nr. 12", "order"),
        ("Pirkimo užsakymas Nr. 12", "order"),
        ("PVM sąskaita faktūra", "invoice"),
        ("COTATION 12", "quotation"),
        ("Order – Page 1 of 1\nQuote 2026/0033-2", "order"),
        ("30 days from   Purchase order   UW1094482\ninvoice", "order"),
        ("Order Confirmation – Your Order of May 3, 2025\nQuotation 2025-001", "order_confirmation"),
        ("Rechnung zu Ihrer Bestellung 4711\nBestellung 4711", "invoice"),
        ("Facture pour travaux de peinture\nDevis accepté 22", "invoice"),
    ],
)
def test_the_title_says_what_a_page_is(title: str, kind: str) -> None:
    page = f"{LETTERHEAD}\n\n{' ' * 40}{title}\n\nMontant total 120,00 EUR TVA 20,00 Qté 3"
    assert split_into(pdf(page)) == [((1,), kind)]


def test_an_invoice_that_names_its_order_is_an_invoice() -> None:
    assert split_into(pdf(INVOICE_PAGE + "\nBon de commande n° CA-2026-0142")) == [((1,), "invoice")]


def test_invoices_of_two_numbers_are_two() -> None:
    assert split_into(pdf(invoice("F2026-014"), invoice("F2026-015"))) == [((1,), "invoice"), ((2,), "invoice")]


def test_a_page_with_another_number_but_no_head_of_its_own_goes_on() -> None:
    second = "Suite du détail\n\nN° de facture : CO2-578\n\nPalette  2  12,00  24,00\nCette facture a été établie électroniquement.\n"
    assert [pages for pages, _ in split_into(pdf(INVOICE_PAGE, second))] == [(1, 2)]


def test_an_invoice_that_repeats_its_head_is_one() -> None:
    assert split_into(pdf(invoice("F2026-014"), invoice("F2026-014"))) == [((1, 2), "invoice")]


def test_pages_counted_on_are_one_document() -> None:
    pages = [
        invoice("F2026-014", count="Page 1 / 2"),
        "CAR-6040  Carton double  100  0,80  80,00\nPage 2 / 2",
        invoice("F2026-015", count="Page 1 / 1"),
    ]
    assert split_into(pdf(*pages)) == [((1, 2), "invoice"), ((3,), "invoice")]


def test_a_page_without_a_title_goes_on() -> None:
    assert split_into(pdf(invoice("F2026-014"), "CAR-6040  Carton double  100  0,80  80,00")) == [((1, 2), "invoice")]


def test_a_credit_note_behind_an_invoice_is_another_document() -> None:
    assert split_into(pdf(invoice("F2026-014"), invoice("A2026-002", "AVOIR"))) == [((1,), "invoice"), ((2,), "credit_note")]


def test_terms_and_delivery_notes_stand_aside() -> None:
    document = pdf(invoice("F2026-014"), TERMS_PAGE, "Article 12\nsuite", LETTERHEAD + "\n\n        BON DE LIVRAISON N° 77\n\nCarton 500")
    assert split_into(document) == [((1,), "invoice"), ((2, 3), "terms"), ((4,), "delivery_note")]


def test_an_invoice_goes_on_behind_the_terms_on_its_back() -> None:
    assert split_into(pdf(invoice("F2026-014"), TERMS_PAGE, invoice("F2026-014"))) == [((1, 3), "invoice"), ((2,), "terms")]


def test_an_untitled_page_is_what_its_name_or_its_content_say() -> None:
    untitled = INVOICE_PAGE.replace("FACTURE N°", "N°").replace("Date de facture", "Date").replace("Votre commande", "Réf")
    assert split_into(pdf(untitled)) == [((1,), "invoice")]
    assert split_into(pdf(untitled), Kind.CREDIT_NOTE) == [((1,), "credit_note")]
    sheet = "Référence   Désignation          Qté\nCAR-4030    Carton simple         500\nCAR-6040    Carton double         100"
    assert split_into(pdf(sheet + "\nlivrer à Nantes quai 2 avant vendredi merci")) == [((1,), "order")]


@pytest.mark.parametrize(
    "text",
    ["Carto", "Cartonnerie du Rhône\nwww.carto.example", "Photo de la palette abîmée à la réception du quai nord vue de dessus le matin"],
)
def test_a_logo_or_a_photograph_is_nothing(text: str) -> None:
    assert split_into(pdf(text)) == [((1,), None)]


def test_a_blank_document_has_no_segments() -> None:
    assert split_into(pdf("", "")) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("facture_F2026-014.pdf", "invoice"),
        ("BON-DE-COMMANDE 4500017.xlsx", "order"),
        ("2026_Rechnung.pdf", "invoice"),
        ("scan0001.pdf", None),
    ],
)
def test_a_file_name_says_what_it_holds(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


def test_a_headline_in_spaced_capitals_is_a_headline() -> None:
    page = (
        INVOICE_PAGE.replace("FACTURE N° F2026-014", "F A C T U R E").replace("Date de facture", "Date")
        + "\nNotre bon de livraison   Règlement"
    )
    assert split_into(pdf(page)) == [((1,), "invoice")]


UNTITLED_PAGE = """Cartonnerie du Rhône SAS
12 quai Arloing, 69009 Lyon

Numéro de facture : {number}      Date de facture : 05/11/2026
Désignation                     Quantité     Prix     Montant
Carton 40 x 30                       500     0,22      110,00

Total HT                                               110,00
TVA 20 %                                                22,00
Total TTC                                              132,00
{count}
"""
DETAIL_PAGE = """Détail de la facture
Carton 40 x 30          500          0,22          110,00
Total de la page                                   110,00
Total TTC                                          132,00
"""


def test_a_page_with_a_head_of_its_own_behind_a_final_total_begins_another_document() -> None:
    two = pdf(UNTITLED_PAGE.format(number="F2026-014", count=""), UNTITLED_PAGE.format(number="F2026-015", count=""))
    assert [pages for pages, _ in split_into(two)] == [(1,), (2,)]


def test_a_page_that_counts_itself_the_first_behind_one_that_counted_the_last_begins_another_document() -> None:
    two = pdf(UNTITLED_PAGE.format(number="F2026-014", count="Page 1/1"), DETAIL_PAGE + "Page 1/2", DETAIL_PAGE + "Page 2/2")
    assert [pages for pages, _ in split_into(two)] == [(1,), (2, 3)]


def test_details_behind_the_total_with_no_head_of_their_own_go_on_with_their_invoice() -> None:
    one = pdf(UNTITLED_PAGE.format(number="F2026-014", count=""), DETAIL_PAGE)
    assert [pages for pages, _ in split_into(one)] == [(1, 2)]


@pytest.mark.parametrize(
    "said", ["Thank you for your order!", "Merci pour votre commande", "Vielen Dank für Ihre Bestellung", "Order confirmed"]
)
def test_an_order_that_its_page_gives_thanks_for_is_its_confirmation(said: str) -> None:
    assert split_into(pdf(f"{said}\n\nOrder 4711\n\nItem    Qty    Price\nVase    2    24.00\n")) == [((1,), "order_confirmation")]


def test_a_menu_is_no_title() -> None:
    assert split_into(pdf("HOME | CATALOGUE | CONTACT\n\nOrder 4711\n\nItem    Qty    Price\nVase    2    24.00\n")) == [((1,), "order")]


def test_a_label_that_stands_out_tells_a_quotation_where_nothing_speaks_of_an_invoice():
    rows = [
        "COD   DESCRIPCION   CANT.   TOTAL",
        "1358  FONDO COLOR FUCSIA   200,0   309,76",
        "1359  FONDO LILA   200,0   309,76",
        "TOTAL 619,52",
    ]
    lines = [(60, 120 + 20 * n, 9, text) for n, text in enumerate(rows)]

    assert split_into(page_of([(60, 60, 18, "COTIZACION N°: 417"), *lines])) == [((1,), "quotation")]
    # It may be valid up to a day, too.
    due = (60, 90, 9, "Vencimiento: 12/11/2026")
    assert split_into(page_of([(60, 60, 12, "COTIZACION N°: 417"), due, *lines])) == [((1,), "quotation")]
    billed = (60, 90, 9, "Factura N°: 9")
    assert split_into(page_of([(60, 60, 12, "COTIZACION N°: 417"), billed, *lines])) == [((1,), "invoice")]


def test_what_a_shop_shows_of_an_order_confirms_it():
    lines = "Items Ordered   Price\n2 of: Shine restorer   19,84\nOrder Total: 39,68"
    page = f"Details for Order #026-2658743\nOrder Placed: 23 June 2026\n{lines}"
    assert split_into(pdf(page)) == [((1,), "order_confirmation")]
    assert split_into(pdf(page.replace("Details for Order", "Purchase order").replace("Placed:", "placed by"))) == [((1,), "order")]


def test_the_words_for_quantity_of_the_north_make_an_order():
    page = "Ordernr: 69\nKund 12\nArt.nr   Artikelnamn   Antal   Pris\n786   Bland strössel   45   22\n788   Chokladkulor   40   12"

    assert split_into(pdf(page)) == [((1,), "order")]


def test_a_label_tells_a_quotation_too():
    page = "Nom du client : Verrerie du Forez\nNuméro de devis : 00017\nQuantité   Prix\nPose de vitres   2   300,00\nTotal 600,00"
    page += "\nDevis valable 30 jours, bon pour accord :"

    assert split_into(pdf(page)) == [((1,), "quotation")]


@pytest.mark.parametrize(
    "said",
    [
        "vielen Dank für Ihre Anfrage.",
        "Nous vous remercions de votre demande",
        "Thank you for your enquiry",
        "Unser Angebot AN-17 ist 60 Tage bindend",
        "Gerne unterbreiten wir Ihnen folgendes Angebot",
        "In riferimento alla vostra richiesta",
    ],
)
def test_what_only_who_offers_says_tells_a_quotation(said):
    page = (
        f"Sehr geehrte Damen und Herren,\n{said}\nZahlungsziel 30 Tage netto, 500 Stück zu 12,85 EUR, Summe 6.425,00 EUR und Fracht 10,00"
    )

    assert split_into(pdf(page)) == [((1,), "quotation")]


def test_terms_below_an_order_or_on_its_second_page_leave_it_an_order():
    first = "PO Number: 4500004965\nVendor: Asset Technology Group\n\nDescription  Qty  Price  Amount\nLicence  2  100.00  200.00\n"
    total = "Total amount:  200.00 EUR\n\nTERMS AND CONDITIONS\n1. This order is governed by our terms and conditions.\n"
    terms = "TERMS AND CONDITIONS\n1. The vendor has to send his invoices with the number of the order.\n"
    assert split_into(pdf(f"{first}\nPage 1 of 2", f"{terms}\nPage 2 of 2")) == [((1, 2), "order")]
    assert split_into(pdf(f"PURCHASE ORDER\n{first}", total)) == [((1, 2), "order")]
    assert split_into(pdf(f"PURCHASE ORDER\n{first}\n{total}")) == [((1,), "order")]


def test_a_short_list_of_items_and_quantities_on_a_sheet_is_an_order():
    rows = [["Article", "Qté"], ["HT-2210", "2"], ["HT-88", "10"]]
    assert split_into(sheet(rows)) == [((1,), "order")]
    assert split_into(pdf("\n".join("  ".join(row) for row in rows))) == [((1,), None)]
