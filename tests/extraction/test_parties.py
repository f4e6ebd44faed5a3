"""Who sells and who buys on a printed page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.extraction.party_names import clean, is_name, name_piece
from backend.extraction.postal import is_address_line, is_street
from backend.model.field import SURE
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, row, sheet, text_document

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

CARED_FOR = """Facture 12
Girard Conseil EURL

Facturer à
c/o Camille Perrin
Dexia Bois SARL
BP 184
42000 Saint-Étienne
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
        (CARED_FOR, INVOICE, "fr", ("Girard Conseil EURL", "Dexia Bois SARL")),
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
        "care of a person",
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


@pytest.mark.parametrize(
    "text",
    [
        "Sp. z o.o.",
        "Note d'honoraires",
        "Sample Invoice",
        "Company Code",
        "Vendor Ordering Address",
        "Coordonnées du client",
        "Folio fiscal",
        "Nom et adresse",
        "Unidad de Negocio",
        "Hoofddorp, Netherlands",
    ],
)
def test_what_forms_are_labelled_with_is_no_name(text):
    assert not is_name(row(text).segments[0])


def test_on_a_sheet_the_number_of_a_customer_is_no_name():
    cells = [["Facture", "F-12"], ["Client", "CLI-4053"], ["Nom du client", "Dexia Bois SARL"]]
    assert extracted(sheet(cells), INVOICE, "fr").fields["buyer_name"].value == "Dexia Bois SARL"


@pytest.mark.parametrize("line", ["Near Sankalp Hospital, Sarona", "Plot No. 2 MIDC Thane", "H. No. DD-21, Parthivi Province"])
def test_an_address_of_india_is_a_street(line):
    assert is_street(line)


@pytest.mark.parametrize("text", ["D.d.T. n. 807 del", "Prix (Ar)", "Titulaire du contrat", "N.ºCarga", "Ex-works"])
def test_the_head_of_a_column_is_no_name(text):
    assert not is_name(row(text).segments[0])


@pytest.mark.parametrize("label", ["Uw gegevens", "Verkauft an", "Details of receiver"])
def test_more_words_say_who_is_addressed(label):
    text = f"De Kaag Watersport\ninfo@dekaag.example\n\n{label}\nRicardo Matters\nDorpsstraat 1\n1234 AB Leiden\n\nTotaal 120,00 €"
    assert extracted(text_document(text), INVOICE, "nl").fields["buyer_name"].value == "Ricardo Matters"


def test_a_firm_of_india_is_named_without_its_salutation():
    assert clean(row("M/s. Bharat Tools Ltd").segments[0]) == "Bharat Tools Ltd"


def test_a_town_a_little_apart_from_its_postal_code_ends_an_address():
    address = "M. SALIM HADDAD", "13 RUE VIET", "94000  CRETEIL"
    text = "Câbles du Nord SARL\n\n" + "\n".join(" " * 40 + line for line in address) + "\n\nFacture N° 12 du 13/12/2026\nTotal TTC 7,99 €"
    assert extracted(text_document(text), INVOICE, "fr").fields["buyer_name"].value.endswith("SALIM HADDAD")


@pytest.mark.parametrize("signed", ["For Kalyan Motor Works", "For,\nKalyan Motor Works"])
def test_an_order_is_from_the_company_that_it_is_signed_for(signed):
    letter = "Dear Sir,\nplease supply for our works:\n\nItem  Quantity  Rate  Amount\nMotor 5 kW  5  10.00  50.00\nTotal  50.00"
    text = f"To,\nBolt Supply Limited\n4 Mill Lane\nLeeds LS1 4AP\n\n{letter}\nDelivery  4 weeks\n\n{signed}\n\nAuthorised Signatory"
    fields = extracted(text_document(text), ORDER, "en").fields
    assert fields["buyer_name"].value == "Kalyan Motor Works"


def test_who_is_called_by_title_without_an_address_is_the_reader():
    body = "Vidange 60,00\nPneus 40,00\nRemise 0,00\nTotal HT 100,00\nTotal TTC 120,00 EUR"
    text = f"Garage Daniello SARL\nFacture n° 118\nMme Claire Vasseur\n{body}"
    fields = extracted(text_document(text), INVOICE, "fr").fields
    assert (fields["seller_name"].value, fields["buyer_name"].value) == ("Garage Daniello SARL", "Claire Vasseur")


def test_a_letter_to_messrs_is_to_the_seller_when_it_orders():
    text = "Torni Bianchi S.p.A.\nVia Lago 3\n20121 Milano\n\nOrdine 7\n\nSpett.le/Messrs\nR.T. S.R.L.\nVia Monte 18\n23862 Civate LC\n"
    assert names(text, ORDER, "it")[0] == "R.T. S.R.L"
    assert names(text.replace("Ordine", "Fattura"), INVOICE, "it")[1] == "R.T. S.R.L"


@pytest.mark.parametrize("greeting", ["Hi Jane Miller,", "Dear Jane Miller", "Hola Jane Miller!", "Sehr geehrte Jane Miller,"])
def test_who_is_greeted_by_the_whole_name_is_the_buyer(greeting):
    assert names(f"{greeting}\n\nyour invoice is ready.\n\nTotal 57.50 GBP\n", INVOICE, "en")[1] == "Jane Miller"


@pytest.mark.parametrize("greeting", ["Dear Sir or Madam,", "Dear Valued Customer,", "Hi Jane, good news", "Dear Jane,"])
def test_a_greeting_of_anybody_names_nobody(greeting):
    assert names(f"{greeting}\n\nyour invoice is ready.\n\nTotal 57.50 GBP\n", INVOICE, "en")[1] == ""


@pytest.mark.parametrize("key", ["Nom de l'entreprise", "Nom de société", "Company name", "Nombre de la empresa"])
def test_a_company_that_only_says_its_name_is_the_writer(key):
    assert names(f"{key} : Voltra\nFacture à : Paul Girard\nFacture n° 12\n\nTotal TTC 72,00 EUR\n", INVOICE, "fr")[0] == "Voltra"


def test_an_address_without_postal_codes_ends_with_its_country():
    text = "INVOICE\n\nHigher Level Traders\nKadaw Road\nColombo\nSri Lanka\n\nBill To\nNovatic Private Limited\n\nTotal 120.00\n"
    assert names(text, INVOICE, "en") == ("Higher Level Traders", "Novatic Private Limited")


def test_labels_with_umlauts_in_two_letters_are_known():
    text = "Weber GmbH\nRingweg 1\n10115 Berlin\n\nRechnungsempfaenger:\nAmt fuer Strassen\nAmtsweg 10\n53113 Bonn\n\nGesamt 12,00\n"
    assert names(text, INVOICE, "de") == ("Weber GmbH", "Amt fuer Strassen")


@pytest.mark.parametrize(
    "text",
    [
        "non",
        "Sede Legale",
        "Street House Number",
        "Member of Harlow Group",
        "(formerly Harlow Ltd.)",
        "Direzione e Coordinamento di Alba S.p.A.",
        "Editée le 03 Février 2016",
        "March 3rd 2024",
    ],
)
def test_what_stands_in_the_place_of_a_name_is_none(text):
    assert not is_name(row(text).segments[0])


def test_a_name_may_remember_a_day():
    assert is_name(row("Association du 8 mai 1945").segments[0])


@pytest.mark.parametrize("text", ["EIA", "R.T. S.R.L.", "R. van Steen Montage", "KPN"])
def test_names_may_be_but_letters(text):
    assert is_name(row(text).segments[0])


def test_a_person_who_ordered_is_not_the_addressee_of_the_address():
    text = (
        "Voyages Carole SARL\n19 avenue du Parc\n94160 Saint-Mandé\n\n"
        + "\n".join(" " * 45 + line for line in ("ERG SAS", "20 rue Pascal", "92400 Courbevoie"))
        + "\n\nFacture n° 19\nCommandé par : Mr Louis Perrin\nTotal TTC 327,00\n"
    )
    assert names(text, INVOICE, "fr")[1] == "ERG SAS"


def test_on_a_sheet_the_town_of_an_address_is_no_name():
    cells = [["Invoice", "INV-12"], ["Customer", "Thane, Maharashtra, 400701"]]
    assert "buyer_name" not in extracted(sheet(cells), INVOICE, "en").fields


@pytest.mark.parametrize(
    ("second", "buyer"),
    [
        ("Fitness World Nutrition", "Fitness World Nutrition"),
        ("3e étage gauche", "Pierre-Yves Brugnot"),
        ("Luc Morel", "Pierre-Yves Brugnot"),
        ("py.brugnot@example.fr\nDonnées du véhicule", "Pierre-Yves Brugnot"),
    ],
)
def test_below_a_first_name_stands_the_company_but_where_it_is_an_address_or_another_person(second, buyer):
    lines = ("Facturer à :", "Pierre-Yves Brugnot", second, "8 quai Sud", "74000 Annecy")
    text = "FACTURE F-77\n\nHarlow Tools SARL\n35000 Rennes\n\n" + "\n".join(lines) + "\n\nTotal TTC 120,00 EUR\n"
    assert names(text, INVOICE, "fr")[1] == buyer


@pytest.mark.parametrize(
    ("foot", "seller"),
    [
        ("Tel. 04 77 00 00 00 - info@forezlampes.fr - www.forezlampes.fr", "forezlampes"),
        ("Contact : forez.lampes@gmail.com", ""),
        ("www.forezlampes.fr - www.transports-du-lac.fr", ""),
        ("Votre compte : achats@imprimeriedulac.fr", ""),
    ],
)
def test_where_a_logo_alone_names_the_seller_the_one_domain_does(foot, seller):
    buyer = "Facturé à :\nImprimerie du Lac SAS\n8 quai Sud\n74000 Annecy"
    text = f"FACTURE N° F-12\nDate : 12/11/2026\n\n{buyer}\n\nTotal TTC 120,00 €\n\n{foot}\n"
    assert names(text, INVOICE, "fr") == (seller, "Imprimerie du Lac SAS")


def test_a_form_with_the_capital_below_a_name_is_nobody_and_an_address_may_end_with_its_country():
    letterhead = "Cabinet Lenoir Avocats\nSELARL au capital de 10 000 €\n8 bd Haussmann 75009 Paris\n"
    text = f"{letterhead}\nFACTURE N° 12\nClient : Harlow Tools SARL, 35 avenue du Port, 35000 Rennes, France\n\nTotal TTC 120,00 €\n"
    assert names(text, INVOICE, "fr") == ("Cabinet Lenoir Avocats", "Harlow Tools SARL")


@pytest.mark.parametrize(
    "sentence",
    [
        "Gritfloor is operated by Corrib Fitness Supply Ltd, 3 Dock Gate, Galway. CRO 590417.",
        "GRITFLOOR est une enseigne de la société Corrib Fitness Supply Ltd — SAS au capital de 850 000 €",
        "Gritfloor ist eine Marke der Corrib Fitness Supply Ltd, Galway",
    ],
)
def test_a_trade_name_stands_for_the_company_that_is_said_to_trade_so(sentence):
    text = f"GRITFLOOR\n\nInvoice 12\n\nBill To\nSeaside CrossFit Limited\n\nTotal 57.50 EUR\n\n{sentence}\n"
    assert names(text, INVOICE, "en") == ("Corrib Fitness Supply Ltd", "Seaside CrossFit Limited")


def test_to_whose_attention_it_is_is_no_name():
    address = "Hydrotec Provence SARL\nÀ l'attention de M. Garcin\nQuartier Saint-Christophe\n04000 Digne-les-Bains"
    text = f"{address}\n\nFacture 12\n\nTotal 5,00 EUR"
    assert "attention" not in " ".join(names(text, INVOICE, "fr"))
