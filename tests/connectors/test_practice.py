"""What the practice ERP does beyond the contract: its refusals, its numbers, its web page, its company."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from stdnum import ean, iban
from stdnum.eu import vat as eu_vat
from stdnum.fr import siret
from stdnum.gb import vat as gb_vat

from backend.connectors.practice import Config, PracticeErp, open_practice_erp, posting
from backend.connectors.practice import tables as t
from backend.connectors.practice.states import State
from backend.errors import ConnectorMisconfigured, NotFound, PostingRejected
from backend.model.catalog import union
from backend.model.mail import Address, Attachment, Mail
from backend.model.trade import CreditNote, Invoice, Line, Order, Party, Totals

CONFLUENT = Party("C2002", "Brasserie du Confluent")
VIAL = Party("F0101", "Coutellerie Vial & Fils")
GLASSES = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal(20))
KNIVES = Line("MD-1001", "Couteau de chef", Decimal(24), Decimal("14.20"), Decimal("340.80"), "C62", Decimal(20), "CF-2026-00138/1")
ORDER = Order("CDE-1999", date(2026, 11, 16), "EUR", CONFLUENT, (GLASSES,))
INVOICE = Invoice(
    "FA-1", date(2026, 11, 3), "EUR", VIAL, (KNIVES,), Totals(Decimal("340.80"), Decimal("68.16"), Decimal("408.96")),
    purchase_order_number="CF-2026-00138", tax_breakdown=((Decimal(20), Decimal("340.80"), Decimal("68.16")),),
)  # fmt: skip


@pytest.fixture
def erp(tmp_path):
    return open_practice_erp(tmp_path, "https://countersign.example/")


def refusal(erp, document):
    with pytest.raises(PostingRejected) as rejected:
        erp.post(document, "key")
    return rejected.value.message


def test_numbers_go_on_where_the_company_stood(erp):
    erp = PracticeErp(Config(str(erp.database.url), "https://countersign.example"), lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert erp.post(ORDER, "order").number == "CV-2026-00431"
    assert erp.post(INVOICE, "invoice").number == "FF-2026-00085"


def test_numbers_start_anew_each_year(erp):
    erp = PracticeErp(Config(str(erp.database.url), "https://countersign.example"), lambda: datetime(2027, 1, 2, 9, tzinfo=UTC))
    assert erp.post(ORDER, "order").number == "CV-2027-00001"


def test_a_receipt_links_to_the_page_of_the_document(erp):
    receipt = erp.post(ORDER, "order")
    assert receipt.url == f"https://countersign.example/erp.html#sales_orders/{receipt.id}"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"customer": Party("C9999", "Personne")}, "Le client « Personne » n'existe pas dans l'ERP."),
        ({"customer": Party("C2013", "Bistrot Chez Margaux")}, "Le client Bistrot Chez Margaux est bloqué"),
        ({"currency": "USD"}, "La devise USD n'est pas celle du client Brasserie du Confluent (EUR)."),
        ({"order_number": "CDE-1171"}, "La commande CDE-1171 de ce client est déjà enregistrée sous le numéro CV-2026-00423."),
        ({"lines": ()}, "La pièce n'a pas de ligne."),
        ({"lines": (replace(GLASSES, item_id=""),)}, "Ligne 1 (« Verre à vin 35 cl ») : il manque l'article."),
        ({"lines": (GLASSES, replace(GLASSES, quantity=Decimal(-2)))}, "Ligne 2 : la quantité -2 n'est pas positive."),
    ],
)
def test_an_order_is_refused_with_its_reason(erp, change, sentence):
    assert sentence in refusal(erp, replace(ORDER, **change))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"supplier": Party("F0115", "Plastivia Nouvelle")}, "Le fournisseur Plastivia Nouvelle est bloqué à la comptabilisation."),
        ({"invoice_number": ""}, "Le numéro de facture du fournisseur manque."),
        ({"currency": "GBP"}, "La devise GBP n'est pas celle du fournisseur Coutellerie Vial & Fils (EUR)."),
        ({"issue_date": date(2026, 9, 30)}, "La période comptable est clôturée jusqu'au 30/09/2026 : une pièce du 30/09/2026 est refusée."),
        ({"invoice_number": "FA26-11377"}, "La pièce FA26-11377 de ce fournisseur est déjà comptabilisée sous le numéro FF-2026-00079"),
        ({"lines": (replace(KNIVES, quantity=Decimal(0)),)}, "Ligne 1 : la quantité 0 n'est pas positive."),
        ({"totals": Totals(Decimal("340.80"), Decimal("68.16"))}, "Le total HT, la TVA et le total TTC sont nécessaires."),
        ({"totals": Totals(Decimal("340.80"), Decimal("68.16"), Decimal("408.97"))}, "ne font pas le total TTC 408,97."),
        ({"lines": (replace(KNIVES, line_amount=Decimal("300.00")),)}, "La somme des lignes (300,00) n'est pas le total HT (340,80)."),
        ({"tax_breakdown": ((Decimal("5.5"), Decimal("340.80"), Decimal("68.16")),)}, "La TVA à 5,5 % sur 340,80 n'est pas 68,16."),
        ({"tax_breakdown": ((Decimal(20), Decimal(100), Decimal(20)),)}, "La TVA par taux ne fait pas la TVA totale (68,16)."),
        ({"purchase_order_number": "CF-2026-99999"}, "La commande fournisseur CF-2026-99999 n'existe pas dans l'ERP."),
        ({"purchase_order_number": ""}, "Des lignes renvoient à une commande, mais le numéro de commande manque."),
        ({"purchase_order_number": "CF-2026-00141"}, "La commande CF-2026-00141 n'a pas été passée à ce fournisseur."),
        ({"lines": (replace(KNIVES, quantity=Decimal(25)),)}, "25 facturés, mais 24 commandés, dont 0 déjà facturés."),
        ({"lines": (KNIVES, replace(KNIVES, quantity=Decimal(1)))}, "25 facturés, mais 24 commandés"),
        ({"lines": (replace(KNIVES, purchase_order_line_id="x/1"),)}, "La ligne x/1 n'est pas une ligne de la commande CF-2026-00138."),
    ],
)
def test_an_invoice_is_refused_with_its_reason(erp, change, sentence):
    assert sentence in refusal(erp, replace(INVOICE, **change))


@pytest.mark.parametrize(
    ("number", "supplier", "sentence"),
    [("CF-2026-00122", "F0104", "La commande CF-2026-00122 est soldée"), ("CF-2026-00128", "F0101", "n'a pas été passée à ce fournisseur")],
)
def test_a_purchase_order_that_is_over_takes_no_invoice(erp, number, supplier, sentence):
    assert sentence in refusal(erp, replace(INVOICE, purchase_order_number=number, supplier=Party(supplier, "")))


def test_every_reason_is_named_at_once(erp):
    message = refusal(erp, replace(INVOICE, currency="GBP", lines=(replace(KNIVES, quantity=Decimal(0)),)))
    assert "La devise GBP" in message
    assert "Ligne 1" in message


def test_more_than_was_invoiced_cannot_be_credited(erp):
    line = replace(KNIVES, quantity=Decimal(1), line_amount=Decimal("14.20"))
    totals = Totals(Decimal("14.20"), Decimal("2.84"), Decimal("17.04"))
    note = CreditNote("AV-1", date(2026, 11, 6), "EUR", VIAL, (line,), totals, purchase_order_number="CF-2026-00138")
    assert "avoir sur 1, mais 0 seulement ont été facturés" in refusal(erp, note)


def test_a_credit_note_is_taken_off_what_was_invoiced(erp):
    erp.post(INVOICE, "invoice")
    line = replace(KNIVES, quantity=Decimal(4), line_amount=Decimal("56.80"))
    totals = Totals(Decimal("56.80"), Decimal("11.36"), Decimal("68.16"))
    erp.post(CreditNote("AV-1", date(2026, 11, 6), "EUR", VIAL, (line,), totals, purchase_order_number="CF-2026-00138"), "credit")
    (purchase_order,) = erp.find_purchase_orders(["CF-2026-00138"])
    assert purchase_order.lines[0].invoiced_quantity == 20


def test_an_invoice_that_is_paid_cannot_be_cancelled(erp):
    receipt = erp.post(INVOICE, "invoice")
    with erp.database.writing() as connection:
        connection.execute(t.supplier_invoices.update().where(t.supplier_invoices.c.id == receipt.id).values(status=State.PAID.value))
    with pytest.raises(PostingRejected, match="ne peut plus être annulée"):
        erp.cancel(receipt)


def test_a_number_that_two_documents_share_has_no_status(erp):
    erp.post(ORDER, "one")
    assert erp.status("cde 1999") is not None
    erp.post(replace(ORDER, customer=Party("C2003", "Les Tilleuls Traiteur")), "two")
    assert erp.status("CDE-1999") is None


def test_a_purchase_order_is_found_however_its_number_is_spaced(erp):
    assert [order.number for order in erp.find_purchase_orders(["cf2026 00138"])] == ["CF-2026-00138"]


def test_a_process_killed_in_the_middle_of_a_posting_leaves_nothing(erp):
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_die_while_posting, args=(str(erp.database.url),))
    process.start()
    process.join(timeout=60)
    assert process.exitcode == -signal.SIGKILL
    assert erp.find("key") is None
    assert erp.post(ORDER, "key") == erp.find("key")


def _die_while_posting(url):
    erp = PracticeErp(Config(url, ""))
    with erp.database.writing() as connection:
        posting.post(connection, ORDER, "key", datetime.now(UTC))
        os.kill(os.getpid(), signal.SIGKILL)


def test_opening_it_from_many_threads_at_once_seeds_it_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        erps = list(pool.map(lambda _: open_practice_erp(tmp_path, ""), range(8)))
    assert len(union(erps[0].fetch_catalog()).customers) == 16


def test_an_address_that_is_no_sqlite_file_is_the_administrators_business():
    for url in ("not a url", "postgresql://localhost/erp", "sqlite://"):
        with pytest.raises(ConnectorMisconfigured):
            PracticeErp(Config(url, ""))


def test_an_erp_without_its_tables_says_so(tmp_path):
    (finding,) = PracticeErp(Config(f"sqlite:///{tmp_path / 'empty.sqlite'}", "")).check()
    assert finding.rule == "ERP-CONNECTION"


@pytest.mark.parametrize("kind", ["customers", "suppliers", "items", "purchase_orders", "sales_orders", "supplier_invoices"])
def test_every_kind_is_listed_and_every_row_opens(erp, kind):
    listing = erp.listing(kind)
    assert listing.rows
    for row in listing.rows:
        record = erp.record(kind, row[0])
        assert row[0] in record.title.fr
    assert {len(row) for row in listing.rows} == {len(listing.columns)}


def test_pages_are_written_in_the_readers_language(erp):
    page = erp.record("purchase_orders", "CF-2026-00122")
    assert {"label": "État", "value": "Soldée"} in page.in_language("fr")["fields"]
    assert {"label": "Status", "value": "Closed"} in page.in_language("en")["fields"]
    assert page.in_language("fr")["lines"]["rows"][0][4] == "242,00"
    assert page.in_language("en")["lines"]["rows"][0][4] == "242.00"


@pytest.mark.parametrize(("price", "shown"), [("13.9", "13,90"), ("14", "14,00"), ("0.0125", "0,0125")])
def test_prices_are_written_with_their_cents_and_finer_ones_as_they_are(erp, price, shown):
    receipt = erp.post(replace(ORDER, lines=(replace(GLASSES, net_price=Decimal(price)),)), "key")
    (line,) = erp.record("sales_orders", receipt.id).in_language("fr")["lines"]["rows"]
    assert line[4] == shown


def test_a_purchase_order_shows_what_receipts_and_invoices_made_of_it(erp):
    states = {row[0]: row[4].en for row in erp.listing("purchase_orders").rows}
    assert {
        "CF-2026-00118": "Invoiced",
        "CF-2026-00138": "Received",
        "CF-2026-00148": "Partly received",
        "CF-2026-00153": "Open",
    }.items() <= (states.items())


def test_kept_files_can_be_opened(erp):
    receipt = erp.post(ORDER, "key")
    attachment = Attachment("1", "commande.pdf", "application/pdf", b"%PDF-1.7")
    erp.attach(receipt, Mail("<1@example>", "Commande", Address("a@b.example")), [attachment])
    (kept,) = erp.record("sales_orders", receipt.id).files
    assert (kept.name, kept.size) == ("commande.pdf", 8)
    assert erp.file(kept.id).content == b"%PDF-1.7"


def test_what_is_not_there_is_not_found(erp):
    for ask in (lambda: erp.listing("secrets"), lambda: erp.record("items", "MD-0"), lambda: erp.file(99)):
        with pytest.raises(NotFound):
            ask()


def test_the_identifiers_of_the_company_are_valid(erp):
    catalog = union(erp.fetch_catalog())
    for partner in (*catalog.customers, *catalog.suppliers):
        check = gb_vat if partner.country == "GB" else eu_vat
        assert check.is_valid(partner.vat_id), partner
        if partner.country == "FR":
            assert siret.is_valid(partner.legal_id), partner
            assert partner.vat_id[4:] == partner.legal_id[:9]
    assert eu_vat.is_valid(catalog.own_vat_id)
    assert all(iban.is_valid(account) for supplier in catalog.suppliers for account in supplier.ibans)
    assert all(ean.is_valid(item.gtin) for item in catalog.items)


def test_the_past_invoices_of_the_company_add_up(erp):
    with erp.database.reading() as connection:
        lines: dict[str, Decimal] = {}
        for line in connection.execute(sa.select(t.supplier_invoice_lines)):
            assert abs(line.quantity * line.net_price - line.line_amount) < Decimal("0.01")
            lines[line.supplier_invoice_id] = lines.get(line.supplier_invoice_id, Decimal(0)) + line.line_amount
        for invoice in connection.execute(sa.select(t.supplier_invoices)):
            assert invoice.tax_exclusive_amount == lines[invoice.id]
            assert invoice.tax_inclusive_amount == invoice.tax_exclusive_amount + invoice.tax_amount
