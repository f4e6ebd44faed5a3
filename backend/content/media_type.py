"""What kind of file some bytes are (IANA media types), judged by the bytes first and by names and claims last."""

from __future__ import annotations

import io
import re
import zipfile

from backend.content.charset import decoded

PDF = "application/pdf"
XML = "application/xml"
HTML = "text/html"
PLAIN = "text/plain"
CSV = "text/csv"
MESSAGE = "message/rfc822"
OUTLOOK_MESSAGE = "application/vnd.ms-outlook"
TNEF = "application/ms-tnef"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
ZIP = "application/zip"
#: RFC 1767.
EDIFACT = "application/edifact"
X12 = "application/edi-x12"
SIGNED_OR_ENCRYPTED = "application/pkcs7-mime"
UNKNOWN = "application/octet-stream"

#: How many bytes of a file are looked at.
_HEAD = 4096

#: A PDF header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3, note 13).
_PDF_HEAD = 1024

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\x78\x9f\x3e\x22", TNEF),
    (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"-----BEGIN PKCS7", SIGNED_OR_ENCRYPTED),
)

#: Container formats that name their brand in bytes 8 to 12 (RIFF; ISO base media, ISO 14496-12).
_BRANDS = {(b"RIFF", b"WEBP"): "image/webp"} | {(b"ftyp", brand): "image/heic" for brand in (b"heic", b"heix", b"mif1", b"msf1", b"avif")}

#: Names of streams that betray what a Compound File holds ([MS-CFB] directory entries are UTF-16).
_COMPOUND = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("__properties_version1.0", OUTLOOK_MESSAGE),
    ("Workbook", XLS),
    ("Book", XLS),
    ("WordDocument", DOC),
)

_EXTENSIONS = {
    "pdf": PDF, "xml": XML, "html": HTML, "htm": HTML, "txt": PLAIN, "csv": CSV, "tsv": CSV, "eml": MESSAGE, "msg": OUTLOOK_MESSAGE,
    "xlsx": XLSX, "xlsm": XLSX, "xlsb": XLSB, "xls": XLS, "ods": ODS, "docx": DOCX, "doc": DOC, "zip": ZIP, "p7m": SIGNED_OR_ENCRYPTED,
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "tif": "image/tiff", "tiff": "image/tiff",
    "bmp": "image/bmp", "webp": "image/webp", "heic": "image/heic", "ics": "text/calendar", "vcf": "text/vcard", "rtf": "application/rtf",
    "p7s": "application/pkcs7-signature",
}  # fmt: skip

#: The service segments that an interchange begins with, or a message without one (ISO 9735; ASC X12.6).
_INTERCHANGES = ((re.compile(r"UNA.{4}[ *].|UN[BH]\W"), EDIFACT), (re.compile(r"ISA([^\w\s])\d\d\1"), X12))
_HTML_START = re.compile(r"<(!doctype\s+html|html|head|body|table|div|meta|style|p|span|center|font|br)\b", re.IGNORECASE)
_XML_START = re.compile(r"<(\?xml|!--|!doctype|[a-z_][\w.-]*(:[\w.-]+)?(\s+[\w:.-]+\s*=|\s*/?>))", re.IGNORECASE)
_XML_ROOT = re.compile(r"<([a-z_][\w.-]*:)?([a-z_][\w.-]*)", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
_MAIL_FIELDS = re.compile(r"^(from|to|subject|date|received|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE)


def detect(name: str, content: bytes, claimed: str = "") -> str:
    """The media type of a file in lower case, `application/octet-stream` when nothing tells."""
    claimed = claimed.partition(";")[0].strip().lower()
    kind = _signature(content) or _text(name, content, claimed)
    if kind in {"", PLAIN, CSV} and b"%PDF-" in content[:_PDF_HEAD]:
        return PDF
    return kind or _believed(name, claimed)


def extension(media_type: str) -> str:
    """The usual file name extension of a media type, "bin" for an unknown one."""
    return next((end for end, known in _EXTENSIONS.items() if known == media_type), "bin")


def _signature(content: bytes) -> str:
    """What the first bytes say, "" when they say nothing."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content[:4] == b"PK\x03\x04":
        return _zipped(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return next((kind for stream, kind in _COMPOUND if stream.encode("utf-16-le") in content), "application/x-ole-storage")
    # ContentInfo of RFC 5652: a SEQUENCE that begins with an OID 1.2.840.113549.1.7.x.
    if content[:1] == b"\x30" and b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07" in content[:20]:
        return SIGNED_OR_ENCRYPTED
    return _BRANDS.get((content[:4], content[8:12])) or _BRANDS.get((content[4:8], content[8:12])) or _start(content)


def _start(content: bytes) -> str:
    """What a signature at the very beginning says."""
    return next((kind for start, kind in _SIGNATURES if content.startswith(start)), "")


def _zipped(content: bytes) -> str:
    """What a ZIP container holds, by the members that the Office formats must have."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return ZIP
    if "xl/workbook.xml" in names:
        return XLSX
    if "xl/workbook.bin" in names:
        return XLSB
    if "word/document.xml" in names:
        return DOCX
    if "mimetype" in names and ODS.encode() in content[:200]:
        return ODS
    return ZIP


def _text(name: str, content: bytes, claimed: str) -> str:
    """What kind of text it is, "" when it is none."""
    head = _head(content).lstrip("\ufeff \t\r\n")
    if not head or _is_binary(head):
        return ""
    if _HTML_START.match(head):
        return HTML
    if _XML_START.match(head):
        return _marked_up(head)
    interchange = next((kind for start, kind in _INTERCHANGES if start.match(head)), "")
    if interchange:
        return interchange
    kinds = {claimed, _by_name(name)}
    if MESSAGE in kinds or _is_message(head):
        return MESSAGE
    return next((kind for kind in (CSV, "text/calendar", "text/vcard") if kind in kinds), PLAIN)


def _head(content: bytes) -> str:
    """The beginning as text; its markup is ASCII, so that one letter a byte will do but for UTF-16."""
    start = content[:_HEAD]
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in start[:4]:
        return decoded(start)
    return start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_binary(head: str) -> bool:
    """Whether control characters betray that it is no text."""
    controls = sum(letter < " " and letter not in "\t\r\n\f\x1b\x1a" for letter in head)
    return controls * 100 > len(head)


def _marked_up(head: str) -> str:
    """HTML, SVG or XML, by the root element."""
    root = next((m[2].lower() for m in _XML_ROOT.finditer(head) if m[2].lower() not in {"xml", "doctype"}), "")
    return {"html": HTML, "svg": "image/svg+xml"}.get(root, XML)


def _is_message(head: str) -> bool:
    """Whether a text begins like a message (RFC 5322): a block of header fields, of which a letter would not have some."""
    start = _MAIL_HEADER.match(head.replace("\r\n", "\n"))
    fields = {m[1].lower() for m in _MAIL_FIELDS.finditer(start[0])} if start else set()
    return len(fields) > 1 and bool(fields & {"message-id", "mime-version", "received", "return-path"})


def _by_name(name: str) -> str:
    """What the extension says."""
    return _EXTENSIONS.get(name.rpartition(".")[2].lower(), "")


def _believed(name: str, claimed: str) -> str:
    """What name and claim say about bytes that do not tell themselves: never a text, for a text would have told."""
    by_name = _by_name(name)
    kind = by_name if claimed in {"", UNKNOWN, "application/binary", "application/download", "application/force-download"} else claimed
    return kind if kind and not kind.startswith("text/") else by_name or UNKNOWN
