"""Who sells and who buys on a printed page, and whose its ids and accounts are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.extraction.identifiers import is_vat_id, tax_id
from backend.extraction.party_names import clean, is_name, name_piece
from backend.extraction.postal import is_address_line, is_street
from backend.model.field import SURE
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, row, text_document

INVOICE, ORDER = DocumentType.INVOICE, DocumentType.ORDER

FRENCH = """Menuiserie Vasseur SARL                      Facture n° F-2026-118
14 rue des Charmes                           Date : 12/11/2026
35000 Rennes

                                             Monsieur Paul Girard
                                             Imprimerie du Lac SAS
                                             8 quai Sud
                                             74000 Annecy

Désignation                                  Montant HT
Pose de portes                               500,00
Total TTC                                    600,00

Menuiserie Vasseur SARL au capital de 8 000 € - RCS Rennes 732 829 320 - TVA FR44732829320
"""

GERMAN = """Blechwerk Nord GmbH · Hafenstr. 7 · 20457 Hamburg
Firma
Gartenbau Lindner e.K.
Am Anger 3
04109 Leipzig

Rechnung Nr. 4711 vom 12.11.2026
Gesamtbetrag 119,00
"""

LABELLED = """INVOICE INV-77

From:                     Bill To:                 Ship To:
Harlow Tools Ltd          Pine & Sons Limited      Pine Depot
4 Mill Lane               9 High Street            2 Dock Road
Leeds LS1 4AP             York YO1 7HH             Hull HU1 1UU
VAT No: GB980780684       VAT No: GB123456782

Total due 240.00
"""

KEYED = """Rechnung RE-9
Verkäufer
Nummer:        123
Name:          Kessel & Rohr GmbH
Anschrift:     Industriestr. 5
               50667 Köln
Käufer
Name:          Stahlbau Weber AG
Anschrift:     Ring 9
               80331 München
"""

PURCHASE = """Hôtel des Pins SAS
3 avenue de la Plage
33120 Arcachon

Bon de commande n° BC-204

Destinataire :
Linge Atlantique SARL
12 rue du Port
17000 La Rochelle

Adresse de livraison :
Hôtel des Pins - Lingerie
3 bis avenue de la Plage
33120 Arcachon
"""

SWISS_SLIP = """Rechnung 88
Konto / Zahlbar an
CH44 3199 9123 0008 8901 2
Tanner Holzbau
Dorfstrasse 7
3011 Bern

Zahlbar durch
Ruth Keller
Bergweg 1
3012 Bern
"""


BRACKETED = """PURCHASE ORDER 88

Invoice To
Harlow Tools Ltd
4 Mill Lane
Leeds LS1 4AP

Supplier (Bill from)
Pine Systems
Hull Road
"""

LISTED = """Invoice Number       INV-7
Reference PO         4500001234
Supplier (BP)        10000001 - Pine Components Ltd
Company Code         1000
Currency             GBP
"""

FORM = """Faktura 7
Prodejce                Kupující
Petr Dub                Adam Lom
Rolní 1                 Hornická 1
747 05 Opava            747 70 Opava
"""

REPEATED = """SELLER: Seller Tools Ltd          BUYER: Buyer & Client Ltd
4 Mill Lane                       9 High Street
Leeds LS1 4AP                     York YO1 7HH
"""

STACKED = """BON DE COMMANDE 940
Date : 03/04/2022
Page 1
Cordier Distribution SARL
180 place du Marché
26000 Valence

Renaud Électricité SAS
75 allée des Érables
59800 Lille

Désignation              Montant HT
Fil à souder                 208,98
Câble réseau                 104,49
Huile moteur                  79,60
Farine de blé                 15,49
Carton simple                 66,66
Total HT                     475,22
"""

BANKED = """INVOICE 20517

PAYABLE TO :
Harlow Mobile Ltd
4 Mill Lane
Leeds LS1 4AP

Wire transfer to
Lloyds Bank
1 Bank Plaza
London EC1A 1BB
"""

COLUMNS_RUN_TOGETHER = """Acme Ltd. • 42 Milky Way • 12345 Faraway Date: 24 Sep 2024
Globex Corp. Start of service: 23 Apr 2024
142 Scorpio Drive End of service: 23 Sep 2024
80085 Springfield
Invoice No. 1234567890
"""

TITLED = """RC Tools LLC, 15 Enterprise Lane, Boston, MA 02125

Prof. Dr.
Nora Field
Harvest University, Department of Biology
Boston
MA 02125

Invoice No.: RC-1
"""


def names(text, document_type, language):
    """The names of seller and buyer."""
    fields = extracted(text_document(text), document_type, language).fields
    return tuple(fields[n].value if n in fields else "" for n in ("seller_name", "buyer_name"))


@pytest.mark.parametrize(
    ("text", "document_type", "language", "expected"),
    [
        (FRENCH, INVOICE, "fr", ("Menuiserie Vasseur SARL", "Imprimerie du Lac SAS")),
        (GERMAN, INVOICE, "de", ("Blechwerk Nord GmbH", "Gartenbau Lindner e.K")),
        (LABELLED, INVOICE, "en", ("Harlow Tools Ltd", "Pine & Sons Limited")),
        (KEYED, INVOICE, "de", ("Kessel & Rohr GmbH", "Stahlbau Weber AG")),
        (PURCHASE, ORDER, "fr", ("Linge Atlantique SARL", "Hôtel des Pins SAS")),
        (SWISS_SLIP, INVOICE, "de", ("Tanner Holzbau", "Ruth Keller")),
        (BRACKETED, ORDER, "en", ("Pine Systems", "Harlow Tools Ltd")),
        (LISTED, INVOICE, "en", ("Pine Components Ltd", "")),
        (FORM, INVOICE, "cs", ("Petr Dub", "Adam Lom")),
        (REPEATED, INVOICE, "en", ("Seller Tools Ltd", "Buyer & Client Ltd")),
        (BANKED, INVOICE, "en", ("Harlow Mobile Ltd", "")),
        (COLUMNS_RUN_TOGETHER, INVOICE, "en", ("Acme Ltd", "Globex Corp")),
        (TITLED, INVOICE, "en", ("RC Tools LLC", "Harvest University, Department of Biology")),
    ],
    ids=[
        "letterhead and window",
        "sender line",
        "side by side",
        "keys and values",
        "an order turns the roles",
        "payment slip",
        "a heading that goes on in brackets",
        "a list of labels and values",
        "heads over columns",
        "a name that begins like its label",
        "the bank is no party",
        "columns run together",
        "a title of its own line",
    ],
)
def test_both_parties_are_read_whatever_the_layout(text, document_type, language, expected):
    assert names(text, document_type, language) == expected


def test_an_order_that_is_no_message_names_its_writer_first():
    fields = extracted(replace(text_document(STACKED), part="1"), ORDER, "fr").fields
    assert (fields["buyer_name"].value, fields["seller_name"].value) == ("Cordier Distribution SARL", "Renaud Électricité SAS")


def test_a_name_that_only_its_place_tells_is_not_sure():
    fields = extracted(text_document(FRENCH.replace("Lac SAS", "Lac")), INVOICE, "fr").fields
    assert fields["buyer_name"].value == "Imprimerie du Lac"
    assert fields["buyer_name"].confidence < SURE


def test_the_delivery_address_is_what_its_label_announces():
    fields = extracted(text_document(PURCHASE), ORDER, "fr").fields
    assert fields["delivery_address"].value == "Hôtel des Pins - Lingerie, 3 bis avenue de la Plage, 33120 Arcachon"


def test_each_party_has_the_vat_id_of_its_block():
    fields = extracted(text_document(LABELLED), INVOICE, "en").fields
    assert (fields["seller_vat_id"].value, fields["buyer_vat_id"].value) == ("GB980780684", "GB123456782")


def test_the_vat_id_in_the_legal_notice_is_the_sellers():
    fields = extracted(text_document(FRENCH), INVOICE, "fr").fields
    assert fields["seller_vat_id"].value == "FR44732829320"
    assert "buyer_vat_id" not in fields


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("IBAN: FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN\nFR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN : FR76 3000 6000 0112\n       3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN: DE89 37O4 0044 0532 0130 00", "DE89370400440532013000"),
        (
            "Lastschrift von Ihrem Konto IBAN DE89 3704 0044 0532 0130 00\n\n\n\n\nIBAN GB82 WEST 1234 5698 7654 32",
            "GB82WEST12345698765432",
        ),
    ],
    ids=["in one line", "under its label", "over two lines", "a letter for a digit", "not the debited one"],
)
def test_the_account_to_pay_to_is_found(text, value):
    fields = extracted(text_document("Facture n° 1\n" + text), INVOICE, "fr").fields
    assert fields["payment_iban"].value == value


@pytest.mark.parametrize(
    "text",
    [
        "Code banque   Code guichet   N° de compte    Clé RIB\n20041         01005          0500013M026     06",
        "Banque : 20041 Guichet : 01005 Compte : 0500013M026 Clé : 06",
    ],
)
def test_a_french_account_in_its_parts_gives_the_iban_but_is_not_sure(text):
    field = extracted(text_document("Facture n° 1\n\n" + text), INVOICE, "fr").fields["payment_iban"]
    assert (field.value, field.method, field.sure) == ("FR1420041010050500013M02606", "arithmetic", False)


@pytest.mark.parametrize(
    "text", ["RIB 20041 01005 0500013M026 07", "IBAN : FR14 **** **** **** **** **02 606", "IBAN : FR14 XXXX XXXX XXXX XXXX XX02 606"]
)
def test_of_a_wrong_key_and_a_masked_account_nothing_is_guessed(text):
    assert "payment_iban" not in extracted(text_document("Facture n° 1\n" + text), INVOICE, "fr").fields


FACTORED = """Facture n° 1
Pour être libératoire, votre règlement doit être effectué à l'ordre de
FACTOSUD qui le reçoit par subrogation dans le cadre d'un
contrat d'affacturage et devra être avisé de toute réclamation.
Domiciliation : Paris
IBAN : FR14 2004 1010 0505 0001 3M02 606

Menuiserie Vasseur - IBAN FR76 3000 6000 0112 3456 7890 189
"""


def test_of_a_sold_claim_the_factors_account_is_paid():
    assert extracted(text_document(FACTORED), INVOICE, "fr").fields["payment_iban"].value == "FR1420041010050500013M02606"


def test_a_notice_of_direct_debit_that_ends_before_it_leaves_the_sellers_account():
    text = "Invoice 1\nWe will collect this amount by Direct Debit on 29 Apr.\nBank details : Lloyds\nIBAN GB82 WEST 1234 5698 7654 32"
    assert extracted(text_document(text), INVOICE, "en").fields["payment_iban"].value == "GB82WEST12345698765432"


def test_an_account_with_a_wrong_checksum_is_shown_but_never_sure():
    fields = extracted(text_document("Facture n° 1\nIBAN FR76 3000 6000 0112 3456 7890 188"), INVOICE, "fr").fields
    assert fields["payment_iban"].value == "FR7630006000011234567890188"
    assert fields["payment_iban"].confidence < SURE


@pytest.mark.parametrize(
    "text",
    ["Facture n° 12", "Total TTC :", "12 rue du Four", "75001 Paris", "Service comptabilité", "Merci de votre confiance", "info@firma.de"],
)
def test_what_is_no_name_is_none(text):
    assert not is_name(row(text).segments[0])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kraft GmbH · Flugallee 17 · 12345 Feld", "Kraft GmbH"),
        ("Acme Inc. 123 Van Ness, San Francisco 94102", "Acme Inc"),
        ("Cloud GmbH help@cloud.example", "Cloud GmbH"),
        ("Firma Weber & Sohn", "Weber & Sohn"),
        ("SR Consulting", "SR Consulting"),
    ],
)
def test_a_name_ends_where_address_and_contacts_begin(text, name):
    assert clean(name_piece(row(text).segments[0])) == name


@pytest.mark.parametrize(
    "text", ["Rue du Four 12", "Industriestr. 25", "ul. Długa 5", "Calle Mayor 3", "Storgatan 12 B", "15 Enterprise Lane", "P.O. Box 12"]
)
def test_streets_of_many_countries_are_known(text):
    assert is_street(text)


def test_a_town_with_its_state_is_no_whole_address():
    assert not is_address_line(row("New York, NY 10005").segments[0])
    assert is_address_line(row("Weber AG, Ringweg 9, 80331 München").segments[0])


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("01335720755", "p.iva", "01335720755"),
        ("774-00-01-454", "nip", "7740001454"),
        ("BEO403.019.261", "btw", "BE0403019261"),
        ("01335720755 / 1234567", "partita iva", "01335720755"),
        ("12", "vat", ""),
    ],
)
def test_an_id_beside_its_label_needs_no_country(text, label, value):
    assert tax_id(text, label) == value


def test_a_swiss_id_is_right_with_the_word_for_the_tax():
    assert is_vat_id("CHE107787577MWST")


CONFIRMATION = """Forgeline Castings Ltd                        ORDER CONFIRMATION
12 Foundry Way, Leeds LS1 4AP                 Confirmation No: AB-20417
VAT No: GB980780684                           Your order: PO-8841
                                              Date: 12/11/2026

Bill To:
Pine & Sons Limited
9 High Street
York YO1 7HH

Item          Qty    Price     Amount
Bracket        10    12.00     120.00
Total                          120.00
"""


def test_an_order_confirmation_shows_its_sellers_ids_and_the_number_of_our_order():
    fields = extracted(text_document(CONFIRMATION), DocumentType.ORDER_CONFIRMATION, "en").fields
    shown = {name: fields[name].value for name in ("order_number", "order_reference", "seller_name", "seller_vat_id")}
    assert shown == {
        "order_number": "AB-20417",
        "order_reference": "PO-8841",
        "seller_name": "Forgeline Castings Ltd",
        "seller_vat_id": "GB980780684",
    }


VAT_ID_IN_THE_HEAD = """Harlow Tools                        INVOICE INV-77
4 Mill Lane                         Date: 12/11/2026
10115 Berlin
{line}

Bill to:
Pine & Sons
9 High Street
20457 Hamburg

Total due 120.00
"""


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("USt-IdNr.: DE136.695.977", "DE136695977"),
        ("TVA intracom. : FR 45 732 829 320", "FR45732829320"),
        ("BTW BE 0428.759.498", "BE0428759498"),
        ("CIF: B-58378432", "B58378432"),
        ("P.IVA 00743110158", "00743110158"),
        ("UID: ATU 13585628", "ATU13585628"),
        ("CHE-107.787.578 MWST", "CHE107787578"),
        ("Org.nr: NO 995 525 829 MVA", "NO995525829MVA"),
        ("VAT Reg No GB 980 7806 85", "GB980780685"),
        ("NIP: 856-734-62-16", "8567346216"),
        ("ABN 48 010 123 456", "48010123456"),
        ("VAT ID: US8912719874", "US8912719874"),
    ],
)
def test_a_vat_id_that_no_checksum_confirms_is_shown_but_never_sure(line, value):
    field = extracted(text_document(VAT_ID_IN_THE_HEAD.format(line=line)), INVOICE, "en").fields["seller_vat_id"]
    assert (field.value, field.method, field.sure) == (value, "label", False)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NIP 8567346215", "8567346215"),
        ("CIF: B-58378431", "B58378431"),
        ("CVR-nr. 13 58 56 28", "13585628"),
        ("NIF: (PT) 770013813", "770013813"),
    ],
)
def test_a_vat_id_without_its_country_is_checked_by_what_its_label_says(line, value):
    field = extracted(text_document(VAT_ID_IN_THE_HEAD.format(line=line)), INVOICE, "en").fields["seller_vat_id"]
    assert (field.value, field.method) == (value, "checksum")


def test_the_readers_vat_id_printed_first_and_that_of_a_representative_are_not_the_sellers():
    line = "V/N° TVA FR 44 732 829 320\nN/N° TVA DE136695976\nFiscal representative: VAT NL004495445B01"
    fields = extracted(text_document(VAT_ID_IN_THE_HEAD.format(line=line)), INVOICE, "en").fields
    assert (fields["seller_vat_id"].value, fields["buyer_vat_id"].value) == ("DE136695976", "FR44732829320")


@pytest.mark.parametrize(
    "text", ["Company Code", "Vendor Ordering Address", "Coordonnées du client", "Folio fiscal", "Hoofddorp, Netherlands"]
)
def test_what_forms_are_labelled_with_is_no_name(text):
    assert not is_name(row(text).segments[0])
