"""What documents travel in: a scan of a page, a PDF with its XML inside, a workbook."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import UTC, datetime

import numpy as np
import openpyxl
import pikepdf
import pypdfium2
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from PIL import Image, ImageCms, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.trade import Paperwork, Partner

_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72


def scan(pdf: bytes, seed: int) -> bytes:
    """The first page as an office scanner gives it: an image only, a little askew, grainy, grey at one edge."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil().convert("L")
    picture = picture.rotate(random.Random(seed).uniform(0.5, 0.9), Image.Resampling.BICUBIC, fillcolor=250)  # noqa: S311 -- no secret
    grain = np.random.default_rng(seed)
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
    paper = 247 - 26 * np.exp(-np.arange(pixels.shape[1]) / 40)
    pixels = pixels * paper / 255 + grain.normal(0, 4.0, pixels.shape)
    file = io.BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=42, dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH))
    result = io.BytesIO()
    canvas = Canvas(result, pagesize=A4, invariant=1)
    canvas.setTitle("Scan 12/11/2026")
    canvas.drawImage(ImageReader(io.BytesIO(file.getvalue())), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return result.getvalue()


def with_xml(pdf: bytes, xml: bytes, issued: datetime) -> bytes:
    """A Factur-X file: the PDF with its XML embedded as factur-x.xml (Factur-X 1.0, 6.2: AFRelationship, XMP extension)."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        parameters = pikepdf.Dictionary(ModDate=pikepdf.String(f"D:{issued:%Y%m%d%H%M%S}Z"), Size=len(xml))
        stream = pikepdf.Stream(document, xml, Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/text/xml"), Params=parameters)
        file = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Filespec,
                F=pikepdf.String("factur-x.xml"),
                UF=pikepdf.String("factur-x.xml"),
                Desc=pikepdf.String("Factur-X invoice"),
                AFRelationship=pikepdf.Name.Alternative,
                EF=pikepdf.Dictionary(F=stream, UF=stream),
            )
        )
        document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[pikepdf.String("factur-x.xml"), file]))
        document.Root.AF = pikepdf.Array([file])
        document.Root.OutputIntents = pikepdf.Array([_output_intent(document)])
        document.Root.Metadata = pikepdf.Stream(
            document, _XMP.format(issued=f"{issued:%Y-%m-%dT%H:%M:%SZ}").encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        result = io.BytesIO()
        document.save(result, deterministic_id=True)
    return result.getvalue()


def _output_intent(document: pikepdf.Pdf) -> pikepdf.Dictionary:
    """sRGB, as PDF/A asks; bytes 24 to 35 of a profile are the moment it was made (ICC.1:2010, 7.2.8)."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes.fromhex("07ea00010001000000000000")
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        DestOutputProfile=pikepdf.Stream(document, bytes(profile), N=3),
    )


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{issued}</xmp:CreateDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"><fx:DocumentType>INVOICE</fx:DocumentType>
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version>
<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def workbook(order: Paperwork, us: Partner) -> bytes:
    """A customer's order as an Excel workbook with a heading, a table and a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Commande"
    sheet["A1"] = "RESTALYS COLLECTIVITÉS"
    sheet["A1"].font = Font(bold=True, size=16, color="7A2E8E")
    sheet["A2"] = f"{order.partner.street}, {order.partner.place} – SIRET {order.partner.siret}"
    facts = [
        ("Bon de commande n°", order.number),
        ("Date", order.issue_date),
        ("Livraison souhaitée", order.due_date),
        ("Fournisseur", us.name),
        ("Livrer à", "Cuisine centrale, 60 rue du Lyonnais, 69800 Saint-Priest"),
    ]
    for row, (label, value) in enumerate(facts, start=4):
        sheet.cell(row, 1, label).font = Font(bold=True)
        cell = sheet.cell(row, 2, value)
        cell.alignment = Alignment(horizontal="left")
        if not isinstance(value, str):
            cell.number_format = "DD/MM/YYYY"
    _workbook_lines(sheet, order, first=11)
    for column, width in zip("ABCDEF", (22, 16, 58, 10, 12, 14), strict=True):
        sheet.column_dimensions[column].width = width
    return _without_clock(book)


def _workbook_lines(sheet: openpyxl.worksheet.worksheet.Worksheet, order: Paperwork, first: int) -> None:
    thin = Side(style="thin", color="BBBBBB")
    border = Border(thin, thin, thin, thin)
    for column, title in enumerate(("Code Restalys", "Réf. fournisseur", "Désignation", "Qté", "PU HT", "Total HT"), start=1):
        cell = sheet.cell(first, column, title)
        cell.font, cell.fill, cell.border = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="7A2E8E"), border
    for row, line in enumerate(order.rows, start=first + 1):
        values = (line.reference, line.item, line.description, int(line.quantity), float(line.price), float(line.amount))
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.border = border
            if isinstance(value, float):
                cell.number_format = "#,##0.00\u00a0€"
    last = first + 1 + len(order.rows)
    sheet.cell(last, 5, "Total HT").font = Font(bold=True)
    total = sheet.cell(last, 6, float(order.net))
    total.font, total.number_format = Font(bold=True), "#,##0.00\u00a0€"


def _without_clock(book: openpyxl.Workbook) -> bytes:
    """The workbook's file with the moment of writing replaced by a fixed one."""
    written, result = io.BytesIO(), io.BytesIO()
    book.properties.creator = "Restalys Approvisionnement"
    book.properties.created = datetime(2026, 11, 16, 8, 12, tzinfo=UTC).replace(tzinfo=None)
    book.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                modified = f"{book.properties.modified:%Y-%m-%dT%H:%M:%SZ}".encode()
                content = content.replace(modified, b"2026-11-16T08:12:00Z")
            fixed.writestr(zipfile.ZipInfo(name, (2026, 11, 16, 8, 12, 0)), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()
