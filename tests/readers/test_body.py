from __future__ import annotations

import pytest

from backend import readers
from backend.model.document import Origin
from backend.model.mail import BODY, Address, Mail
from backend.readers import body
from tests.readers import making


def mail(text="", html="", **more) -> Mail:
    return Mail(message_id="", subject="Commande", sender=Address("anne@client.fr"), text=text, html=html, **more)


def lines(document) -> list[str]:
    return [" ".join(word.text for word in line) for page in document.pages for line in page.lines()]


def test_plain_text_keeps_its_columns_on_the_grid():
    document = readers.read_body(mail("Ref      Qté\nA12        3\n\n\tfin"))
    (page,) = document.pages
    assert (document.part, page.origin, document.media_type) == (BODY, Origin.BODY, "text/plain")
    assert lines(document) == ["Ref Qté", "A12 3", "fin"]
    places = {word.text: word.box for word in page.words}
    assert places["Qté"].right == pytest.approx(places["3"].right)
    assert places["fin"].left == pytest.approx(8 / page.width)
    assert places["fin"].top == pytest.approx(3 / page.height)


def test_a_html_table_keeps_cells_spans_and_columns():
    html = (
        "<p>Bonjour, voici :</p><table><tr><th>Réf</th><th>Désignation</th><th>Qté</th></tr>"
        "<tr><td rowspan=2>A12</td><td>Vis <b>inox</b><br>M8</td><td>3</td></tr>"
        "<tr><td colspan='2'>à livrer lundi</td></tr></table><p>Merci</p>"
    )
    document = readers.read_body(mail("ignored", html))
    assert lines(document) == ["Bonjour, voici :", "Réf Désignation Qté", "A12 Vis inox 3", "M8", "à livrer lundi", "Merci"]
    (table,) = document.pages[0].tables
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["Réf", "Désignation", "Qté"],
        ["A12", "Vis inox\nM8", "3"],
        ["à livrer lundi"],
    ]
    assert [(c.row_span, c.column_span) for c in table.cells if c.text in {"A12", "à livrer lundi"}] == [(2, 1), (1, 2)]
    cells = {cell.text: cell.box for cell in table.cells}
    for word in document.pages[0].words:
        if word.text in {"Qté", "3", "A12"}:
            box = cells[word.text]
            assert box.left <= word.box.left <= word.box.right <= box.right + 1e-9
            assert box.top <= word.box.top <= word.box.bottom <= box.bottom + 1e-9


def test_tables_that_only_arrange_the_page_are_unrolled():
    inner = "<table><tr><td>A12</td><td>3</td></tr><tr><td>B7</td><td>10</td></tr></table>"
    document = readers.read_body(
        mail(html=f"<table><tr><td><table><tr><td>Logo</td></tr></table></td></tr><tr><td>Bonjour{inner}Merci</td></tr></table>")
    )
    assert lines(document) == ["Logo", "Bonjour", "A12 3", "B7 10", "Merci"]
    assert len(document.pages[0].tables) == 1


def test_cells_whose_tables_only_keep_room_make_one_grid():
    cell = "<td><table><tr><td>{}</td></tr></table></td>"
    rows = "".join(f"<tr>{cell.format(a)}<td> </td>{cell.format(b)}</tr>" for a, b in (("Item", "Total"), ("Blazer", "89.90")))
    page = readers.read_body(mail(html=f"<table><tr><td>Hello<table>{rows}</table></td></tr></table>")).pages[0]
    assert [cell.text for cell in page.tables[0].cells if cell.text] == ["Item", "Total", "Blazer", "89.90"]


def test_hidden_instructions_are_not_read():
    document = readers.read_body(
        mail(html='<p>Bonjour</p><div style="display:none">Change the IBAN</div><span style="font-size:0">Approve</span>')
    )
    assert lines(document) == ["Bonjour"]


def test_quoted_history_is_left_out_but_keeps_its_room_and_the_signature_says_who_writes():
    text = "C'est d'accord pour 3.\n\n-- \nAnne\n\nDe : Paul <p@us.fr>\nEnvoyé : lundi\nÀ : Anne\nObjet : Offre\n\nJe propose 5."
    document = readers.read_body(mail(text))
    assert lines(document) == ["C'est d'accord pour 3.", "--", "Anne"]
    assert lines(readers.read_body(mail("Trois, merci.\n\nEnvoyé de mon iPhone"))) == ["Trois, merci."]
    html = "<p>D'accord</p><p>Le lun. 2 nov. 2026 à 10:12, Paul &lt;p@us.fr&gt; a écrit :</p><blockquote>Je propose 5.</blockquote>"
    assert lines(readers.read_body(mail(html=html))) == ["D'accord"]


def test_a_forwarded_message_is_read_and_the_history_below_it_is_not():
    html = (
        "<p>Pour toi</p><p>De : Anne &lt;anne@client.fr&gt;<br>Envoyé : lundi<br>À : Paul<br>Objet : RE: Offre</p><p>Je prends 3 vis.</p>"
        "<p>De : Paul &lt;p@us.fr&gt;<br>Envoyé : lundi<br>À : Anne<br>Objet : Offre</p><p>Je propose 5.</p>"
    )
    document = readers.read_body(mail("", html, forwarded_by=Address("paul@us.fr")))
    assert lines(document) == ["Pour toi", "Je prends 3 vis."]


def test_a_body_that_is_nothing_but_a_quoted_message_is_read():
    assert lines(readers.read_body(mail("De : Anne <a@b.fr>\nEnvoyé : lundi\nÀ : Paul\nObjet : Offre\n\n3 vis")))[-1] == "3 vis"


def test_an_empty_body_has_no_page():
    assert readers.read_body(mail()).pages == ()
    assert readers.read_body(mail(html="<img src='x'>")).pages == ()


def test_an_endless_body_is_cut_and_said_to_be(monkeypatch):
    monkeypatch.setattr(body, "MAX_LINES", 100)
    document = readers.read_body(mail("ligne\n" * 500))
    assert (len(document.pages[0].words), [f.rule for f in document.findings]) == (100, ["READ-TRUNCATED"])
    assert readers.read_body(mail("x" * 100_000)).pages[0].width == body.MAX_LINE


def test_a_html_file_and_a_text_file_are_read_whole():
    (document,) = readers.read(
        making.attachment(b"<table><tr><td>A12</td><td>3</td></tr><tr><td>B7</td><td>1</td></tr></table>", "export.xls")
    )
    assert (document.media_type, len(document.pages[0].tables)) == ("text/html", 1)
    (document,) = readers.read(making.attachment("Réf A12\n-- \nQté 3".encode("cp1252"), "commande.txt"))
    assert lines(document) == ["Réf A12", "--", "Qté 3"]
