from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from backend.web import schemas
from backend.web.images import PageImages
from tests.web.conftest import signed_in

HTML = b"<html><script>alert(1)</script></html>"


def pdf() -> bytes:
    """Two pages, the second in landscape."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.drawString(100, 700, "Facture 4711")
    canvas.showPage()
    canvas.setPageSize((842, 595))
    canvas.drawString(100, 400, "Total 12,00")
    canvas.save()
    return file.getvalue()


@pytest.fixture(scope="module")
def mail_url(app):
    """A prepared message with a PDF, an XML and a HTML file with a bad name."""
    claire = signed_in(app, "claire")
    message = EmailMessage()
    message["From"] = "a@b.example"
    message["Message-ID"] = "<pages@b.example>"
    message.set_content("Bonjour,\nvoici la facture.")
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="facture.pdf")
    invoice = "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>É</ID></Invoice>".encode("iso-8859-1")
    declared = b"<?xml version='1.0' encoding='iso-8859-1'?>" + invoice
    message.add_attachment(declared, maintype="application", subtype="xml", filename="facture.xml")
    message.add_attachment(HTML, maintype="text", subtype="html", filename="../../é\u202efdp.html")
    opened = claire.open("POST", "/api/mails", data=message.as_bytes(), content_type="message/rfc822").json
    claire.wait_for(opened["id"], lambda view: view["status"] == "prepared")
    return f"/api/mails/{opened['id']}"


def test_a_page_has_its_words_with_their_places(claire, mail_url):
    page = claire.get(f"{mail_url}/attachments/1/pages/1").json
    assert schemas.PageView().validate(page) == {}
    assert (page["origin"], page["has_image"]) == ("text_layer", True)
    word = next(word for word in page["words"] if word["text"] == "4711")
    left, top, right, bottom = word["box"]
    assert 0.16 < left < right < 0.4
    assert 0.14 < top < bottom < 0.18


def test_the_body_is_part_0_and_has_no_image(claire, mail_url):
    page = claire.get(f"{mail_url}/attachments/0/pages/1").json
    assert (page["origin"], page["has_image"]) == ("body", False)
    assert claire.get(f"{mail_url}/attachments/0/pages/1/image").status_code == 404


def test_a_page_image_has_the_width_asked_for(claire, mail_url):
    response = claire.get(f"{mail_url}/attachments/1/pages/2/image?width=400")
    image = Image.open(io.BytesIO(response.data))
    assert response.mimetype in {"image/png", "image/jpeg"}
    assert image.width == 400
    assert image.width > image.height


def test_a_page_image_may_be_kept_by_the_person_only(claire, mail_url):
    first = claire.get(f"{mail_url}/attachments/1/pages/1/image?width=300")
    assert first.headers["Cache-Control"].startswith("private")
    assert "Authorization" in first.headers["Vary"]
    again = claire.get(f"{mail_url}/attachments/1/pages/1/image?width=300", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("width", [0, 49, 2481, 1_000_000_000, "x"])
def test_an_unreasonable_width_is_refused(claire, mail_url, width):
    assert claire.get(f"{mail_url}/attachments/1/pages/1/image?width={width}").status_code == 422


@pytest.mark.parametrize(
    "place",
    [
        "1/pages/3", "1/pages/0", "9/pages/1", "1/pages/3/image", "9/pages/1/image", "2/pages/1/image",
        "9/content", "1/xml", "..%2f1/content",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(claire, mail_url, place):
    assert claire.get(f"{mail_url}/attachments/{place}").status_code == 404


def test_an_xml_is_shown_as_text_in_its_own_encoding(claire, mail_url):
    assert "<ID>É</ID>" in claire.get(f"{mail_url}/attachments/2/xml").json["text"]


def test_a_file_is_downloaded_and_never_run(claire, mail_url):
    response = claire.get(f"{mail_url}/attachments/3/content")
    assert response.data == HTML
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_name_of_a_download_leads_nowhere_and_hides_nothing(claire, mail_url):
    disposition = claire.get(f"{mail_url}/attachments/3/content").headers["Content-Disposition"]
    assert "/" not in disposition
    assert ".." not in disposition
    assert "%E2%80%AE" not in disposition
    assert ".html" in disposition


def test_images_are_rendered_once_and_kept_within_their_bound():
    rendered: list[str] = []

    def render(name: str) -> bytes:
        rendered.append(name)
        return bytes(40)

    images = PageImages(memory=100)
    for name in "aabaccab":
        images.get(name, lambda name=name: render(name))
    assert "".join(rendered) == "abcb"


def test_an_image_beyond_the_bound_is_shown_all_the_same():
    assert len(PageImages(memory=100).get("large", lambda: bytes(200))) == 200
