"""Lines of tables of every shape: their columns, their items, and what is none of them."""

from __future__ import annotations

import pytest

from backend.extraction.learned import using
from backend.model.field import SURE
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, pdf, sheets, table, text_document

NUMBERS = ("quantity", "net_price", "line_amount")


def lines_of(document, document_type=DocumentType.INVOICE, language="fr"):
    return extracted(document, document_type, language).lines


def numbers(lines):
    return [tuple(line[name].value if name in line else "" for name in NUMBERS) for line in lines]


def described(lines):
    return [line["description"].value for line in lines]


def totals(net, top):
    return [(-470, top, 9, "Total HT"), (-550, top, 9, net)]


def test_columns_that_no_head_names_are_told_by_what_they_multiply_to():
    rows = [
        ("Foo", "Bar description", "Zzz", "Xyz", "Total"),
        ("A", "Chaise pliante", "4", "25,00", "100,00"),
        ("B", "Table", "3", "80,00", "240,00"),
    ]
    page = [*table(200, (40, 90, -330, -430, -550), [("", "Description", "", "", "Total"), *rows[1:]]), *totals("340,00", 260)]
    assert numbers(lines_of(pdf(page))) == [("4", "25.00", "100.00"), ("3", "80.00", "240.00")]


def test_a_table_without_a_head_is_read_by_what_its_rows_multiply_to():
    page = [*table(200, (40, -330, -430, -550), [("Chaise pliante", "4", "25,00", "100,00"), ("Table ronde", "3", "80,00", "240,00")])]
    lines = lines_of(pdf([*page, *totals("340,00", 260)]))
    assert numbers(lines) == [("4", "25.00", "100.00"), ("3", "80.00", "240.00")]
    assert described(lines) == ["Chaise pliante", "Table ronde"]


def test_heads_need_not_stand_over_their_columns():
    head = [(60, 200, 9, "Qtés"), (150, 200, 9, "N° article"), (240, 200, 9, "Article"), (430, 200, 9, "P.U."), (500, 200, 9, "Montant HT")]
    body = table(
        216,
        (-95, 110, 200, -475, -560),
        [("50", "6474-75", "Laine de verre 200 mm", "9,89", "494,50"), ("2", "72-09", "Écran", "257,53", "515,06")],
    )
    lines = lines_of(pdf([*head, *body, *totals("1 009,56", 270)]))
    assert numbers(lines) == [("50", "9.89", "494.50"), ("2", "257.53", "515.06")]
    assert [line["seller_item_id"].value for line in lines] == ["6474-75", "72-09"]
    assert described(lines) == ["Laine de verre 200 mm", "Écran"]


def test_an_amount_one_line_lower_is_of_the_same_item():
    head = [("Pos.", "Bezeichnung", "Preis", "Menge", "Betrag")]
    page = table(
        200,
        (40, 80, -330, -400, -550),
        [
            *head,
            ("1", "Trennblätter", "9,90", "20", ""),
            ("", "", "", "", "198,00"),
            ("2", "Joghurt", "5,50", "50", ""),
            ("", "", "", "", "275,00"),
        ],
        step=10,
    )
    assert numbers(lines_of(pdf(page), language="de")) == [("20", "9.90", "198.00"), ("50", "5.50", "275.00")]


def test_sums_of_sections_and_what_is_carried_forward_are_no_lines():
    rows = [
        ("Désignation", "Qté", "P.U. HT", "Montant HT"),
        ("Carton simple", "500", "0,22", "110,00"),
        ("Carton double", "100", "0,80", "80,00"),
        ("Sous-total lot 1", "", "", "190,00"),
        ("À reporter", "", "", "190,00"),
        ("Palette", "2", "12,00", "24,00"),
    ]
    page = [*table(200, (40, -330, -430, -550), rows), *totals("214,00", 320)]
    assert described(lines_of(pdf(page))) == ["Carton simple", "Carton double", "Palette"]


def test_rows_of_tax_below_the_totals_are_no_lines():
    rows = [("Désignation", "Qté", "P.U. HT", "Montant HT"), ("Carton simple", "500", "2,20", "1 100,00")]
    below = [(40, 300, 9, "20"), (-430, 300, 9, "1 100,00"), (-550, 300, 9, "220,00")]
    page = [
        *table(200, (40, -330, -430, -550), rows),
        *totals("1 100,00", 260),
        (40, 284, 9, "Taux"),
        (-430, 284, 9, "Base HT"),
        (-550, 284, 9, "TVA"),
        *below,
    ]
    assert numbers(lines_of(pdf(page))) == [("500", "2.20", "1100.00")]


@pytest.mark.parametrize(("net", "count"), [("112,00", 2), ("100,00", 1)])
def test_freight_in_the_table_is_a_line_when_it_counts_in_the_sum(net, count):
    rows = [("Désignation", "Qté", "P.U. HT", "Montant HT"), ("Chaise pliante", "4", "25,00", "100,00"), ("Frais de port", "", "", "12,00")]
    page = [*table(200, (40, -330, -430, -550), rows), *totals(net, 280)]
    assert len(lines_of(pdf(page))) == count


def test_of_a_gross_and_a_net_price_the_net_one_is_the_price():
    rows = [
        ("Réf.", "Désignation", "Qté", "Tarif", "Rem.", "PU net", "Total HT"),
        ("65-2", "Bidon 20 L", "5", "38,00", "20 %", "30,40", "152,00"),
    ]
    page = [*table(200, (40, 90, -310, -370, -420, -480, -550), rows), *totals("152,00", 260)]
    assert numbers(lines_of(pdf(page))) == [("5", "30.40", "152.00")]


def test_a_discount_makes_the_net_price():
    rows = [("Désignation", "Qté", "P.U. HT", "Rem. %", "Montant HT"), ("Olives", "10", "1,50", "10", "13,50")]
    assert numbers(lines_of(pdf(table(200, (40, -310, -380, -450, -550), rows)))) == [("10", "1.35", "13.50")]


def test_a_price_for_a_hundred_is_the_price_of_one():
    rows = [("Bezeichnung", "Menge", "Preis", "Betrag"), ("Müllsack extrastark", "150", "49,29", "73,94")]
    assert numbers(lines_of(pdf(table(200, (40, -330, -430, -550), rows)), language="de")) == [("150", "0.4929", "73.94")]


def test_of_two_columns_that_describe_the_one_without_words_has_the_references_or_the_discounts():
    rows = [
        ("Material", "Short text", "Qty", "Unit price", "Amount"),
        ("10-4711", "Hex bolt M8 x 40", "100", "0.12", "12.00"),
        ("10-4712", "Washer M8", "100", "0.05", "5.00"),
    ]
    lines = lines_of(pdf(table(200, (40, 120, -350, -430, -550), rows)), language="en")
    assert [(line["seller_item_id"].value, line["description"].value) for line in lines] == [
        ("10-4711", "Hex bolt M8 x 40"),
        ("10-4712", "Washer M8"),
    ]
    rows = [
        ("Artigo", "Descrição", "Qtd.", "Pr. Unitário", "Desc.", "Valor"),
        ("AZ3030B", "Azulejo 30x30 branco", "120,00", "8,40", "5,00", "957,60"),
        ("PORTE", "Transporte", "1,00", "45,00", "0,00", "45,00"),
    ]
    lines = lines_of(pdf(table(200, (40, 120, -350, -420, -480, -550), rows)), language="pt")
    assert [(line["seller_item_id"].value, line["net_price"].value) for line in lines] == [("AZ3030B", "7.98"), ("PORTE", "45.00")]


def test_what_a_column_holds_tells_the_reference_from_the_description():
    rows = [
        ("Stk.", "Material", "Artikel", "Preis", "Summe"),
        ("2", "884291", "Wartungspauschale", "50,00", "100,00"),
        ("5", "961983", "Softwareentwicklung", "80,00", "400,00"),
    ]
    lines = lines_of(pdf([*table(200, (40, 90, 170, -430, -550), rows)]), language="de")
    assert [(line["seller_item_id"].value, line["description"].value) for line in lines] == [
        ("884291", "Wartungspauschale"),
        ("961983", "Softwareentwicklung"),
    ]


@pytest.mark.parametrize(
    ("printed", "quantity", "code"),
    [("3 Stk", "3", "H87"), ("2,5h", "2.5", "HUR"), ("10x", "10", ""), ("-4 kg", "-4", "KGM"), ("1pauschal", "1", "LS")],
)
def test_a_quantity_is_read_with_the_unit_glued_to_it(printed, quantity, code):
    rows = [("Pos.", "Bezeichnung", "Menge", "Preis", "Betrag"), ("1", "Beratung", printed, "64,00", "")]
    (line,) = lines_of(pdf(table(200, (40, 80, 300, -430, -550), rows)), DocumentType.ORDER, "de")
    assert (line["quantity"].value, line["unit_code"].value if "unit_code" in line else "") == (quantity, code)


def test_the_number_of_the_line_is_kept():
    rows = [
        ("Pos.", "Bezeichnung", "Menge", "Preis", "Betrag"),
        ("010", "Lampe", "2", "10,00", "20,00"),
        ("020", "Kabel", "3", "1,00", "3,00"),
    ]
    assert [line["line_number"].value for line in lines_of(pdf(table(200, (40, 80, -330, -430, -550), rows)), language="de")] == [
        "010",
        "020",
    ]


def test_a_code_alone_below_the_description_is_the_reference():
    rows = [
        ("Article", "Qté", "Prix unitaire", "Montant HT"),
        ("Gaine Ø20", "72", "0,95", "68,40"),
        ("6487-02-N", "", "", ""),
        ("Plinthe blanche", "10", "3,70", "37,00"),
        ("5196-02-R", "", "", ""),
    ]
    lines = lines_of(pdf(table(200, (40, -330, -430, -550), rows, step=11)))
    assert [line["seller_item_id"].value for line in lines] == ["6487-02-N", "5196-02-R"]


def test_prices_are_amounts_where_nothing_is_counted():
    rows = [("Description", "Price"), ("Website design", "300.00"), ("Hosting", "75.00"), ("Total", "375.00")]
    lines = lines_of(pdf(table(200, (40, -300), rows)), language="en")
    assert [(line["description"].value, line["line_amount"].value) for line in lines] == [
        ("Website design", "300.00"),
        ("Hosting", "75.00"),
    ]


def test_lines_of_text_that_make_the_total_are_lines():
    text = "Rechnung 7\nReparatur Wasserhahn  80,00 EUR\nAnfahrt  20,00 EUR\nNetto:  100,00 EUR\nUSt (19%):  19,00 EUR\nBrutto:  119,00 EUR"
    lines = lines_of(text_document(text), language="de")
    assert [(line["description"].value, line["line_amount"].value) for line in lines] == [
        ("Reparatur Wasserhahn", "80.00"),
        ("Anfahrt", "20.00"),
    ]


def test_pasted_rows_are_read_whether_a_space_groups_digits_or_divides_numbers():
    text = "Pos. Artikel Menge Preis Betrag\n3 Sturzflug-Geier 1 180,00 180,00\n4 Adler 2 1 250,00 2 500,00\nSumme netto 2 680,00"
    lines = lines_of(text_document(text), language="de")
    assert numbers(lines) == [("1", "180.00", "180.00"), ("2", "1250.00", "2500.00")]


def test_pasted_rows_below_their_description_belong_to_it():
    text = "Pos Produkt Menge Preis Netto\n1 Server EQ4\n(17.01. - 16.02.)\n2 41,18 € 82,36 €\n2 Adresse\n1 0,84 € 0,84 €\nNetto 83,20 €"
    lines = lines_of(text_document(text), language="de")
    assert numbers(lines) == [("2", "41.18", "82.36"), ("1", "0.84", "0.84")]
    assert [line["description"].value.split(" ")[0] for line in lines] == ["Server", "Adresse"]


def test_only_what_multiplies_out_is_sure():
    rows = [
        ("Désignation", "Qté", "P.U. HT", "Montant HT"),
        ("Carton simple", "500", "0,22", "110,00"),
        ("Carton double", "100", "0,80", "85,00"),
    ]
    one, other = lines_of(pdf(table(200, (40, -330, -430, -550), rows)))
    assert all(one[name].confidence >= SURE for name in NUMBERS)
    assert not any(other[name].confidence >= SURE for name in NUMBERS)


def test_of_several_quantities_the_one_that_makes_the_amount_counts():
    rows = [
        ("Désignation", "Qté commandée", "Qté livrée", "P.U. HT", "Montant HT"),
        ("Carton simple", "50", "40", "2,00", "80,00"),
        ("Carton double", "10", "10", "3,00", "30,00"),
    ]
    assert numbers(lines_of(pdf(table(200, (40, -260, -350, -450, -550), rows)))) == [("40", "2.00", "80.00"), ("10", "3.00", "30.00")]


@pytest.mark.parametrize(("of_box", "ordered"), [("Units per box", "Qty"), ("Unidades por caja", "Cantidad pedida"), ("PCB", "Qté")])
def test_how_much_a_box_holds_is_no_quantity(of_box, ordered):
    rows = [("Description", of_box, ordered), ("Carton simple", "12", "40"), ("Carton double", "6", "10")]
    assert [line["quantity"].value for line in lines_of(pdf(table(200, (40, -350, -550), rows)), DocumentType.ORDER)] == ["40", "10"]


def test_one_of_a_thing_has_its_price_for_the_amount():
    rows = [
        ("Designation", "Qty", "Unit price", "Total"),
        ("Trousers", "I", "349.00", "349.00"),
        ("Shirt", "2", "20.00", "40.00"),
    ]
    (trousers, _) = lines_of(pdf(table(200, (40, -330, -430, -550), rows)), language="en")
    assert trousers["quantity"].value == "1"
    assert trousers["quantity"].confidence < SURE


def test_a_numbered_line_is_no_total_whatever_its_words_announce():
    rows = [
        ("Ln", "Services", "Item", "Qty"),
        ("1", "Web hosting", "849.437", "1 month"),
        ("2", "Deposit paid for keys", "403.407", "3 pcs"),
        ("3", "Legal advice", "762.491", "4 h"),
    ]
    lines = lines_of(pdf(table(200, (40, 70, 350, -500), rows)), DocumentType.ORDER_CONFIRMATION, "en")
    assert [line["quantity"].value for line in lines] == ["1", "3", "4"]


def test_a_summary_of_taxes_holds_no_lines():
    rows = [("Produkt", "Menge", "Preis"), ("Mehl", "12", "3,42"), ("Stuhl", "3", "485,22")]
    taxes = [("Code", "MwSt %", "Netto", "MwSt Betrag"), ("1", "23,00", "1496,70", "344,24")]
    page = [*table(200, (40, -330, -430), rows), *table(300, (40, 120, 250, 400), taxes)]
    assert described(lines_of(pdf(page), language="de")) == ["Mehl", "Stuhl"]


def test_the_end_of_a_code_in_a_later_sentence_is_no_quantity():
    rows = [("SKU", "Description", "Qty", "Unit Price"), ("HC-44", "Coupling", "12", "$142.50"), ("HC-45", "Coupling", "8", "$168.00")]
    later = [(40, 400, 9, "As agreed, the delay of nine days on"), (370, 400, 9, "PO-87"), (430, 400, 9, "is due to customs")]
    lines = lines_of(pdf([*table(200, (40, 100, -390, -480), rows), *later]), DocumentType.ORDER, "en")
    assert [line["quantity"].value for line in lines] == ["12", "8"]


def test_a_price_for_a_thousand_is_that_of_one():
    rows = [
        ("Material", "Description", "Order qty", "Price", "Net value"),
        ("1979135", "Pallet", "130", "7,190.00/1,000", "934.70"),
        ("1979136", "Crate", "2", "10.00", "20.00"),
    ]
    lines = lines_of(pdf(table(200, (40, 120, -330, -450, -550), rows)), DocumentType.ORDER, "en")
    assert numbers(lines) == [("130", "7.19", "934.70"), ("2", "10.00", "20.00")]


def test_a_large_count_glued_to_its_unit_is_read():
    rows = [
        ("Bezeichnung", "Menge", "Preis", "Netto"),
        ("Rillenkugellager", "1 200,00Stück", "13,54", "16 248,00"),
        ("Schraube", "2,00Stück", "1,00", "2,00"),
    ]
    assert numbers(lines_of(pdf(table(200, (40, -330, -430, -550), rows)), language="de"))[0] == ("1200.00", "13.54", "16248.00")


def test_an_original_and_its_copy_are_read_once():
    rows = [("Nazwa", "Ilość", "Cena netto", "Wartość netto"), ("Farba", "2", "43,08", "86,16"), ("Model", "1", "24,31", "24,31")]
    pages = [table(200, (40, -330, -430, -550), rows)] * 2
    lines = lines_of(pdf([*pages[0], (-450, 260, 9, "Razem netto"), (-550, 260, 9, "110,47")], pages[1]), language="pl")
    assert described(lines) == ["Farba", "Model"]


def test_the_amount_may_stand_a_line_below_the_quantity_of_its_item():
    rows = [
        ("Pos", "Bezeichnung", "Nettopreis", "Menge", "Nettobetrag"),
        ("1", "Stahlcoil", "", "10 Stk", ""),
        ("", "Basismenge: 1 Stk", "", "", "1.000,00"),
        ("2", "Stange", "", "5 Stk", ""),
        ("", "Basismenge: 1 Stk", "", "", "300,00"),
    ]
    lines = lines_of(pdf(table(200, (40, 80, -330, -430, -550), rows, step=11)), language="de")
    assert numbers(lines) == [("10", "100", "1000.00"), ("5", "60", "300.00")]


def test_a_quantity_below_zero_takes_back_what_is_ordered():
    rows = [("Réf.", "Désignation", "Qté"), ("42/1890", "Huile moteur", "150"), ("42/1891", "Huile moteur", "-37")]
    lines = lines_of(pdf(table(200, (40, 120, -430), rows)), DocumentType.ORDER)
    assert [line["quantity"].value for line in lines] == ["150", "-37"]


def test_a_currency_over_the_last_column_is_the_name_of_its_amounts():
    rows = [
        ("Datum", "Beschreibung", "Anz.", "EUR"),
        ("03.07.2026", "Gerüst stellen", "2", "82,40"),
        ("09.07.2026", "Anstrich", "3", "120,60"),
    ]
    page = [*table(200, (40, 130, -430, -550), rows), (-470, 260, 9, "Gesamtbetrag"), (-550, 260, 9, "203,00")]
    lines = lines_of(pdf(page), language="de")
    assert [(line["quantity"].value, line["line_amount"].value) for line in lines] == [("2", "82.40"), ("3", "120.60")]


def test_what_seems_to_describe_behind_the_price_is_the_amount():
    rows = [
        ("Product description", "Qty", "Price Each", "Goods"),
        ("Support retainer", "1", "283.61", "283.61"),
        ("Painting walls", "2", "20.00", "40.00"),
    ]
    lines = lines_of(pdf(table(200, (40, -330, -430, -550), rows)), language="en")
    assert numbers(lines) == [("1", "283.61", "283.61"), ("2", "20.00", "40.00")]


def test_a_long_number_below_is_no_amount_where_amounts_are_printed_as_money():
    rows = [("Désignation", "Qté", "Prix", "Montant H.T."), ("Casque de chantier", "2", "15,00", "30,00")]
    page = [*table(200, (40, -330, -430, -550), rows), (40, 232, 9, "Garnier - 87 place du Marché"), (-550, 232, 9, "65142705771")]
    assert numbers(lines_of(pdf(page), DocumentType.ORDER)) == [("2", "15.00", "30.00")]


def test_the_weight_of_an_item_is_no_total():
    rows = [
        ("Item Description", "Stock Code", "Qty", "Price"),
        ("Flat white", "WT007-13", "5", "3.68"),
        ("Net weight 86.3 kg", "", "", ""),
        ("Porcelain tile", "NT507-22", "3", "50.28"),
    ]
    assert [line["quantity"].value for line in lines_of(pdf(table(200, (40, 300, -430, -550), rows)), language="en")] == ["5", "3"]


def test_words_beside_a_description_are_no_reference():
    rows = [
        ("Item", "Description", "Unit price", "Quantity", "Total"),
        ("Coffee", "One per hour", "2.00", "24", "48.00"),
        ("Pizza", "", "7.00", "2", "14.00"),
    ]
    lines = lines_of(pdf(table(200, (40, 130, -380, -450, -550), rows)), language="en")
    assert described(lines) == ["Coffee One per hour", "Pizza"]
    assert not any("seller_item_id" in line for line in lines)


def test_codes_beside_a_description_are_references_whatever_text_stands_below():
    rows = [("Item", "Description", "Quantity", "Total"), ("AX-100", "Folding chair", "2", "14.00"), ("AX-200", "Table", "1", "48.00")]
    notes = table(240, (40, 130), [("Please", "pay within a week"), ("Thanks", "for your order"), ("Regards", "from all of us")])
    lines = lines_of(pdf([*table(200, (40, 130, -450, -550), rows), *notes]), language="en")
    assert [line["seller_item_id"].value for line in lines] == ["AX-100", "AX-200"]


def test_a_total_with_a_quantity_and_a_price_is_no_line():
    rows = [
        ("Description", "Quantity", "Unit price", "Amount"),
        ("Fatty acid", "100", "705.00", "70500.00"),
        ("TOTAL", "100", "705.00", "70500.00"),
    ]
    assert numbers(lines_of(pdf(table(200, (40, -330, -430, -550), rows)), language="en")) == [("100", "705.00", "70500.00")]


def test_a_discount_that_is_counted_is_a_line():
    rows = [("Description", "Quantity", "Subtotal"), ("Running shoes", "1", "53.00"), ("Discount", "1", "-10.00")]
    page = [*table(200, (40, -330, -550), rows), (-470, 260, 9, "Total without VAT"), (-550, 260, 9, "43.00")]
    assert numbers(lines_of(pdf(page), language="en")) == [("1", "53", "53.00"), ("1", "10", "-10.00")]


@pytest.mark.parametrize("item", ["Vase      $124.00\nQty: 2\n", "Vase × 2      $124.00\n", "2 x Vase      $124.00\n"])
def test_lines_without_a_head_say_how_many(item):
    text = f"Thank you for your order\n\n{item}Linen throw      $88.00\n\nSubtotal      $212.00\nTotal      $212.00\n"
    lines = lines_of(text_document(text), DocumentType.ORDER, "en")
    assert numbers(lines) == [("2", "62", "124.00"), ("", "", "88.00")]
    assert described(lines) == ["Vase", "Linen throw"]


def test_prices_that_make_the_total_are_what_the_lines_cost():
    rows = [("Artikel", "Anzahl", "Preis"), ("Briefkasten", "2", "89,90"), ("Klingel", "1", "119,00")]
    page = [*table(200, (40, -330, -430), rows), (-330, 280, 9, "Gesamtbetrag"), (-430, 280, 9, "298,80")]
    lines = lines_of(pdf(page), DocumentType.ORDER, "de")
    assert numbers(lines) == [("2", "89.90", "179.80"), ("1", "119.00", "119.00")]


def test_the_sum_of_a_few_of_many_lines_does_not_leave_out_the_others():
    rows = [("Beschreibung", "Menge", "Preis", "Betrag"), ("Klage", "2", "10,00", "20,00")]
    rows += [(f"Auslagen {name}", "", "", f"{name},50") for name in range(3, 13)]
    page = [*table(200, (40, -330, -430, -550), rows), (-430, 420, 9, "Honorar netto"), (-550, 420, 9, "20,00")]
    assert len(lines_of(pdf(page), language="de")) == 11


@pytest.mark.parametrize("head", ["Plan", "Title", "Abonnement"])
def test_what_is_sold_may_be_a_plan_or_a_title(head):
    rows = [(head, "Period", "Amount"), ("Silver monthly", "December", "160.00")]
    assert described(lines_of(pdf(table(200, (40, 200, -550), rows)), language="en")) == ["Silver monthly"]


def test_heads_in_another_order_than_their_columns_are_set_right_by_what_multiplies():
    rows = [
        ("Cant.", "Descripción", "Precio unitario", "Importe"),
        ("Pan", "15", "1,50", "22,50"),
        ("Leche", "10", "1,75", "17,50"),
    ]
    lines = lines_of(pdf(table(200, (40, 200, 330, 450), rows)), language="es")
    assert described(lines) == ["Pan", "Leche"]
    assert numbers(lines) == [("15", "1.50", "22.50"), ("10", "1.75", "17.50")]


def test_bullets_of_an_invoice_are_lines_where_they_make_its_total():
    bullets = "- Vis inox (Quantité : 4, Prix unitaire : 20 EUR)\n- Écrou (Quantité : 2, Prix unitaire : 55 EUR)\n"
    lines = lines_of(text_document(f"Facture\n{bullets}Montant à payer : 190 EUR"))
    assert [(line["quantity"].value, line["net_price"].value) for line in lines] == [("4", "20"), ("2", "55")]
    with using(None):
        assert lines_of(text_document(f"Facture\n{bullets}Montant à payer : 999 EUR")) == ()


def test_a_summary_of_tax_by_code_is_no_table_of_lines():
    rows = [("Sl", "Particulars", "HSN/SAC", "Amount"), ("1", "Managed service", "998315", "69,132.78")]
    summary = [("HSN/SAC", "Taxable", "Integrated Tax", "Total"), ("998315", "69,132.78", "12,443.90", "12,443.90")]
    page = [*table(200, (40, 90, -330, -550), rows), *totals("69,132.78", 260), *table(330, (40, -240, -400, -550), summary)]
    assert described(lines_of(pdf(page), language="en")) == ["Managed service"]


def test_a_duration_counts_its_hours():
    rows = [("Beschreibung", "Dauer", "Einzelbetrag", "Gesamtpreis"), ("Beratung", "05:58 h", "109,00 €", "650,37 €")]
    assert numbers(lines_of(pdf(table(200, (40, -330, -430, -550), rows)), language="de")) == [("5.9667", "109.00", "650.37")]


@pytest.mark.parametrize("above", ["Wir berechnen Ihnen folgende Leistung:", "Status: Leistung offen"])
def test_a_sentence_right_above_a_head_is_no_part_of_it(above):
    rows = [("Pos", "Menge", "Thema", "Einzelpreis", "Gesamtpreis"), ("1", "3", "Nachtdienst", "10,50", "31,50")]
    page = [(40, 190, 9, above), *table(200, (40, 90, 160, -430, -550), rows, step=12), *totals("31,50", 260)]
    lines = lines_of(pdf(page), language="de")
    assert described(lines) == ["Nachtdienst"]
    assert numbers(lines) == [("3", "10.50", "31.50")]


def test_a_service_with_a_quantity_and_a_price_is_a_line_without_a_column_of_amounts():
    rows = [("Article", "Quantité", "Prix unitaire"), ("Service après-vente annuel", "1", "380,00"), ("Filtre", "2", "15,00")]
    page = [*table(200, (40, -330, -450), rows), (-330, 300, 9, "Total HT"), (-450, 300, 9, "410,00")]
    assert numbers(lines_of(pdf(page))) == [("1", "380.00", "380.00"), ("2", "15.00", "30.00")]


def test_a_numbered_line_with_its_amount_alone_is_no_total_whatever_its_words_announce():
    head = ("N°", "Désignation", "Qté", "Prix unitaire", "Montant HT")
    rows = [head, ("1", "Total énergie active", "-", "-", "18,00"), ("2", "Total acheminement", "-", "-", "25,60")]
    lines = lines_of(pdf([*table(200, (40, 90, -330, -430, -550), rows), *totals("43,60", 280)]))
    assert described(lines) == ["Total énergie active", "Total acheminement"]
    assert [line["line_amount"].value for line in lines] == ["18.00", "25.60"]


def test_prices_of_counted_things_make_the_total_as_often_as_they_are_counted():
    text = "Order confirmed\n\n2 x Concert seat      £27.50\nTransaction fee      £2.50\n\nTotal      £57.50\n"
    lines = lines_of(text_document(text), DocumentType.ORDER, "en")
    assert numbers(lines) == [("2", "27.50", "55.00"), ("", "", "2.50")]
    assert described(lines) == ["Concert seat", "Transaction fee"]


def test_only_amounts_in_the_lane_of_the_total_make_it_where_all_do_not():
    rows = [("Leistung für Sie", "Euro"), ("Wetteranzeige", "510 €"), ("Kartendruck", "950 €"), ("Summe", "1460 €")]
    page = [*table(200, (40, -550), rows, step=40), (40, 252, 9, "17 Stunden zu 30 €"), (40, 292, 9, "19 Stunden zu 50 €")]
    assert [line["line_amount"].value for line in lines_of(pdf(page), language="de")] == ["510", "950"]


HEAD_OF_SHEET = ("No", "Code", "Description", "Quantity", "Unit price", "Amount")
COPPER = (1, "KX-1001", "Copper tube", 12, 3.5, 42)
VALVE = (2, "KX-1002", "Ball valve", 7, 9, 63)


@pytest.mark.parametrize(
    "other",
    [
        [HEAD_OF_SHEET, COPPER, VALVE],
        [("No", "Code", "Description", "Quantity"), (1, "KX-1001", "Copper tube", 12), (2, "KX-1002", "Ball valve", 7)],
        [("Code", "Description", "Pieces"), ("KX-1001", "Copper tube", 5), ("KX-1001", "Copper tube", 7), ("KX-1002", "Ball valve", 7)],
    ],
)
def test_sheets_that_tell_the_same_lines_again_are_read_once(other):
    for book in ([[HEAD_OF_SHEET, COPPER, VALVE], other], [other, [HEAD_OF_SHEET, COPPER, VALVE]]):
        assert numbers(lines_of(sheets(*book), language="en")) == [("12", "3.5", "42"), ("7", "9", "63")]


def test_sheets_that_tell_other_lines_of_one_order_are_read_together():
    book = [[HEAD_OF_SHEET, COPPER], [HEAD_OF_SHEET, VALVE]]
    assert numbers(lines_of(sheets(*book), language="en")) == [("12", "3.5", "42"), ("7", "9", "63")]


def test_on_a_sheet_what_a_column_holds_tells_the_reference_from_the_description():
    rows = [
        ("Service description", "Item", "Qty", "Rate"),
        ("7204022", "Laying of copper cable", 5, 20),
        ("7204023", "Cutting of holes", 3, 7),
    ]
    lines = lines_of(sheets(rows), language="en")
    assert described(lines) == ["Laying of copper cable", "Cutting of holes"]
    assert [line["seller_item_id"].value for line in lines] == ["7204022", "7204023"]


def test_a_word_divided_at_the_end_of_a_line_is_one():
    rows = [
        ("Leistungsbezeichnung", "Anzahl", "Betrag"),
        ("Symptombezogene Beur-", "1", "10,72"),
        ("teilung", "", ""),
        ("Vor-", "2", "8,00"),
    ]
    page = [*table(200, (40, -330, -450), [*rows, ("und Nachlauf", "", "")], step=12), (-330, 290, 9, "Summe"), (-450, 290, 9, "18,72")]
    assert described(lines_of(pdf(page), language="de")) == ["Symptombezogene Beurteilung", "Vor- und Nachlauf"]


def test_what_a_thing_is_worth_in_short_is_its_price():
    rows = [("Descripción", "Cant.", "V/R. UNIT.", "V/R. TOTAL"), ("Armario de madera", "2", "731.000", "1.462.000")]
    lines = lines_of(pdf([*table(200, (40, -330, -430, -550), rows), *totals("1.462.000", 250)]), language="es")
    assert numbers(lines) == [("2", "731000", "1462000")]


def test_a_name_in_the_middle_of_a_wide_column_is_that_of_all_the_words_under_it():
    head = [
        (30, 200, 9, "Référence"),
        (210, 200, 9, "Produit"),
        (-400, 200, 9, "Prix unitaire"),
        (-470, 200, 9, "Quantité"),
        (-550, 200, 9, "Total"),
    ]
    rows = [
        ("6196", "Acide Folique (Vitamine B9)", "9,95 €", "6", "59,70 €"),
        ("6146", "Active Burner", "8,90 €", "30", "267,00 €"),
        ("6315", "Ashwagandha Bio", "9,43 €", "60", "565,80 €"),
    ]
    page = [*head, *table(220, (45, 115, -400, -470, -550), rows), *totals("892,50 €", 320)]
    lines = lines_of(pdf(page))
    assert [line["seller_item_id"].value for line in lines] == ["6196", "6146", "6315"]
    assert described(lines) == ["Acide Folique (Vitamine B9)", "Active Burner", "Ashwagandha Bio"]


def test_a_second_line_that_says_with_or_without_tax_belongs_to_the_head():
    head = [("Beschreibung", "Leistungszeitpunkt", "Menge", "Stückpreis", "USt. %", "Zwischensumme")]
    rows = [
        ("Indexkolben", "17. März 2026", "2", "5,87 €", "19.0 %", "13,97 €"),
        ("Feder", "17. März 2026", "1", "4,00 €", "19.0 %", "4,76 €"),
    ]
    columns = (40, 180, -330, -400, -470, -550)
    page = [
        *table(200, columns, head), (-410, 211, 9, "ohne USt."), (-550, 211, 9, "inkl. USt."),
        *table(230, columns, rows), (-470, 290, 9, "Zahlbetrag"), (-550, 290, 9, "18,73 €"),
    ]  # fmt: skip
    lines = lines_of(pdf(page), language="de")
    assert numbers(lines) == [("2", "5.87", "13.97"), ("1", "4.00", "4.76")]
    assert described(lines) == ["Indexkolben", "Feder"]


def test_what_nobody_filled_in_on_an_order_form_is_no_line_and_whole_numbers_are_counts():
    rows = [
        ["Code", "Variety", "Pack", "Trade £", "RRP £", "Packets required", "Line total £"],
        ["KV107", "Beetroot Boltardy", "250 seeds", 0.92, 2.29, 20, 18.4],
        ["KV114", "Beetroot Golden", "150 seeds", 1.1, 2.75, None, 0],
        ["KV121", "Broad Bean", "45 seeds", 1.34, 3.35, 30, 40.2],
        ["KV142", "Carrot Purple", "250 seeds", 1.3, 3.25, None, 0],
    ]
    lines = lines_of(sheets(rows, name="Order form"), DocumentType.ORDER, "en")
    assert numbers(lines) == [("20", "0.92", "18.4"), ("30", "1.34", "40.2")]


def test_a_day_that_is_wanted_for_some_lines_only_is_not_that_of_the_order():
    rows = [
        ("Réf.", "Désignation", "Qté", "P.U. HT", "Montant HT", "Livraison"),
        ("A-1", "Chaise pliante", "4", "25,00", "100,00", "12/03/2026"),
        ("B-2", "Table ronde", "3", "80,00", "240,00", "26/03/2026"),
    ]

    def wanted(*some):
        page = [(40, 60, 14, "BON DE COMMANDE N° 4711"), (40, 80, 10, "Date : 02/03/2026")]
        found = extracted(pdf([*page, *table(200, (40, 90, -330, -400, -480, -560), [rows[0], *some])]), DocumentType.ORDER, "fr")
        return [line["requested_delivery_date"].value for line in found.lines], found.value("requested_delivery_date")

    assert wanted(*rows[1:]) == (["2026-03-12", "2026-03-26"], "")
    assert wanted(rows[1], (*rows[2][:5], "12/03/2026")) == (["2026-03-12", "2026-03-12"], "2026-03-12")
