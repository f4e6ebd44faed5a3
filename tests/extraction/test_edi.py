"""Orders and invoices sent as EDIFACT or X12."""

from __future__ import annotations

from backend import readers
from backend.extraction import structured
from backend.model.mail import Attachment
from backend.model.trade import DocumentType
from tests.extraction.made import GTIN, IBAN, SELLER_VAT

INVOIC = f"""UNA:+.? '
UNB+UNOC:3+3012345000004:14+3098765000006:14+261105:0930+1'
UNH+1+INVOIC:D:96A:UN:EAN008'
BGM+380+F2026-014+9'
DTM+137:20261105:102'
RFF+ON:CA-2026-0142'
NAD+SU+3012345000004::9++Cartonnerie du Rhône SAS+12 quai Perrache+Lyon++69002+FR'
FII+RB+{IBAN}'
RFF+VA:{SELLER_VAT}'
NAD+BY+3098765000006::9++Atelier Bois & Cie'
CUX+2:EUR:4'
PAT+1'
DTM+13:20261205:102'
LIN+1++{GTIN}:EN'
PIA+5+CT-40:SA'
PIA+1+88:IN'
IMD+F++:::Carton 40 x 30'
QTY+47:50:PCE'
MOA+203:100.00'
PRI+AAA:200.00:CT::100:PCE'
TAX+7+VAT+++:::20+S'
UNS+S'
MOA+79:100.00'
MOA+125:100.00'
MOA+176:20.00'
MOA+77:120.00'
TAX+7+VAT+++:::20+S'
MOA+125:100.00'
MOA+124:20.00'
UNT+26+1'
UNZ+1+1'
"""
ORDERS = """UNH+1+{type}:D:96A:UN'BGM+220+CA-2026-0142'DTM+137:20261102:102'DTM+2:202611160800:203'
NAD+BY+1::9++Atelier Bois & Cie'NAD+DP+2::9++Atelier Bois+3 rue du Port+Nantes++44000+FR'
LIN+1++{GTIN}:EN'QTY+21:50,5'UNS+S'MOA+86:99,00'UNT+9+1'"""
X12 = (
    "ISA*00*          *00*          *16*SENDER         *16*RECEIVER       *261105*0900*U*00401*000000001*0*P*>~GS*PO*S*R~"
    "ST*850*0001~BEG*00*SA*PO-1**20261105~CUR*BY*USD~DTM*002*20261120~N1*BY*Atelier Bois~N1*ST*Dock 4~N3*3 Harbour St~N4*Boston*MA*02101~"
    "PO1*1*5*EA*2.5**BP*88*VP*A-1~PID*F****Box~CTT*1~AMT*TT*12.5~SE*12*0001~"
)


def found(text):
    (document,) = readers.read(Attachment("1", "a.edi", "", text.encode("latin-1")))
    return structured.extract(document)


def values(fields):
    return {name: field.value for name, field in fields.items()}


def test_every_term_of_an_edifact_invoice_has_its_place():
    (one,) = found(INVOIC)
    assert one.document.document_type is DocumentType.INVOICE
    assert values(one.document.fields) == {
        "invoice_number": "F2026-014", "issue_date": "2026-11-05", "due_date": "2026-12-05", "currency": "EUR",
        "tax_exclusive_amount": "100.00", "tax_amount": "20.00", "tax_inclusive_amount": "120.00", "order_reference": "CA-2026-0142",
        "seller_name": "Cartonnerie du Rhône SAS", "seller_vat_id": SELLER_VAT, "payment_iban": IBAN, "buyer_name": "Atelier Bois & Cie",
    }  # fmt: skip
    assert [values(line) for line in one.document.lines] == [
        {"line_number": "1", "gtin": GTIN, "buyer_item_id": "88", "seller_item_id": "CT-40", "description": "Carton 40 x 30",
         "quantity": "50", "unit_code": "PCE", "net_price": "2", "line_amount": "100.00", "tax_rate": "20"}
    ]  # fmt: skip
    assert values(one.document.tax_breakdown[0]) == {
        "tax_rate": "20",
        "taxable_amount": "100.00",
        "tax_amount": "20.00",
        "tax_category": "S",
    }
    assert not one.findings


def test_the_evidence_of_a_value_is_its_path_in_the_interchange():
    (one,) = found(INVOIC)
    assert one.document.lines[0]["quantity"].evidence.xpath == "/EDIFACT/INVOIC/LIN/QTY/E1/C2"


def test_an_edifact_order_its_change_and_its_response_are_told_apart():
    for name, kind in (("ORDERS", "order"), ("ORDCHG", "order_change"), ("ORDRSP", "order_confirmation")):
        (one,) = found(ORDERS.replace("{type}", name).replace("{GTIN}", GTIN))
        assert one.document.document_type == kind
        assert values(one.document.fields) == {
            "order_number": "CA-2026-0142", "issue_date": "2026-11-02", "requested_delivery_date": "2026-11-16",
            "buyer_name": "Atelier Bois & Cie", "delivery_address": "Atelier Bois, 3 rue du Port, 44000, Nantes, FR",
            "tax_exclusive_amount": "99.00",
        }  # fmt: skip
        assert one.document.lines[0]["quantity"].value == "50.5"


def test_a_credit_note_is_known_by_the_code_of_its_message():
    (one,) = found(INVOIC.replace("BGM+380", "BGM+381"))
    assert one.document.document_type is DocumentType.CREDIT_NOTE


def test_every_term_of_an_x12_order_has_its_place():
    (one,) = found(X12)
    assert one.document.document_type is DocumentType.ORDER
    assert values(one.document.fields) == {
        "order_number": "PO-1", "issue_date": "2026-11-05", "requested_delivery_date": "2026-11-20", "currency": "USD",
        "buyer_name": "Atelier Bois", "delivery_address": "Dock 4, 3 Harbour St, 02101, Boston, MA", "tax_exclusive_amount": "12.5",
    }  # fmt: skip
    assert [values(line) for line in one.document.lines] == [
        {"line_number": "1", "buyer_item_id": "88", "seller_item_id": "A-1", "description": "Box", "quantity": "5", "unit_code": "EA",
         "net_price": "2.5"}
    ]  # fmt: skip


def test_an_x12_invoice_and_an_acknowledgement_are_told_apart():
    head = X12[: X12.index("ST*")]
    (invoice,) = found(head + "ST*810*1~BIG*20261105*F-1*20261102*PO-1~IT1*1*5*EA*2.5**VP*A-1~TDS*1500~SE*4*1~")
    assert values(invoice.document.fields) == {
        "invoice_number": "F-1",
        "issue_date": "2026-11-05",
        "tax_inclusive_amount": "15.00",
        "order_reference": "PO-1",
    }
    (answer,) = found(head + "ST*855*1~BAK*00*AD*PO-1*20261103****SO-77~PO1*1*5*EA*2.5**VP*A-1~SE*3*1~")
    assert (answer.document.document_type, answer.document.number()) == (DocumentType.ORDER_CONFIRMATION, "SO-77")
    assert answer.document.value("order_reference") == "PO-1"


def test_an_acknowledgement_without_a_number_of_its_own_is_known_by_that_of_the_order():
    (answer,) = found(X12[: X12.index("ST*")] + "ST*855*1~BAK*00*AD*PO-1*20261103~PO1*1*5*EA*2.5**VP*A-1~SE*3*1~")
    assert answer.document.number() == answer.document.value("order_reference") == "PO-1"


def test_a_line_that_a_change_deletes_has_a_quantity_of_nothing():
    (edifact,) = found(ORDERS.replace("{type}", "ORDCHG").replace("LIN+1++{GTIN}", f"LIN+1+2+{GTIN}"))
    assert edifact.document.lines[0]["quantity"].value == "0"
    change = X12.replace("*850*", "*860*").replace("BEG*00*SA*PO-1**20261105", "BCH*04*SA*PO-1***20261105")
    (x12,) = found(change.replace("PO1*1*5*EA*2.5**BP*88", "POC*1*DI*5*0*EA*2.5**BP*88"))
    assert (x12.document.document_type, x12.document.lines[0]["quantity"].value) == (DocumentType.ORDER_CHANGE, "0")
