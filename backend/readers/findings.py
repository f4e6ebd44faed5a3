"""What readers have to say about files they could not read, or not wholly."""

from __future__ import annotations

from backend.model.finding import Finding, Severity
from backend.model.mail import Attachment
from backend.model.sentence import Sentence

_SEND_PDF = Sentence("Demandez le document en PDF ou saisissez-le à la main.", "Ask for the document as a PDF, or enter it by hand.")
_SEND_OPEN = Sentence("Demandez le document sans mot de passe.", "Ask for the document without a password.")


def encrypted(attachment: Attachment) -> Finding:
    """The file needs a password or a key that we do not have."""
    sentence = Sentence(
        "« {name} » est protégé par un mot de passe ou chiffré : il n'a pas été lu.",
        "“{name}” is encrypted or needs a password: it was not read.",
    )
    return _finding("READ-ENCRYPTED", attachment, sentence, _SEND_OPEN)


def broken(attachment: Attachment) -> Finding:
    """The file is damaged."""
    return _finding(
        "READ-BROKEN",
        attachment,
        Sentence("« {name} » est endommagé : il ne peut pas être lu.", "“{name}” is damaged: it cannot be read."),
        _SEND_PDF,
    )


def broken_page(attachment: Attachment, number: int) -> Finding:
    """One page is damaged."""
    sentence = Sentence(
        "La page {page} de « {name} » est endommagée : elle n'a pas été lue.", "Page {page} of “{name}” is damaged: it was not read."
    )
    return _finding("READ-BROKEN", attachment, sentence, _SEND_PDF, page=number)


def slow_page(attachment: Attachment, number: int) -> Finding:
    """Recognising one page took too long."""
    sentence = Sentence(
        "La page {page} de « {name} » est trop longue à reconnaître : elle n'a pas été lue.",
        "Page {page} of “{name}” takes too long to recognise: it was not read.",
    )
    return _finding("READ-TRUNCATED", attachment, sentence, _SEND_PDF, page=number)


def too_slow(attachment: Attachment, seconds: float) -> Finding:
    """Reading it took longer than it may, and was ended."""
    sentence = Sentence(
        "La lecture de « {name} » a été arrêtée après {seconds} secondes.", "Reading “{name}” was ended after {seconds} seconds."
    )
    return _finding("READ-TOO-LARGE", attachment, sentence, _SEND_PDF, seconds=f"{seconds:.0f}")


def too_much_memory(attachment: Attachment, megabytes: int) -> Finding:
    """Reading it took more memory than it may, and was ended."""
    sentence = Sentence(
        "« {name} » demande plus de {megabytes} Mo de mémoire : il n'a pas été lu.",
        "“{name}” takes more than {megabytes} MB of memory: it was not read.",
    )
    return _finding("READ-TOO-LARGE", attachment, sentence, _SEND_PDF, megabytes=megabytes)


def empty(attachment: Attachment) -> Finding:
    """The file has no bytes."""
    return _finding("READ-BROKEN", attachment, Sentence("« {name} » est vide.", "“{name}” is empty."), _SEND_PDF)


def too_large(attachment: Attachment, limit: Sentence) -> Finding:
    """The file exceeds a bound, which is named in words."""
    sentence = Sentence("« {name} » est trop grand pour être lu : {limit}.", "“{name}” is too large to be read: {limit}.")
    return _finding("READ-TOO-LARGE", attachment, sentence, _SEND_PDF, limit=limit)


def truncated(attachment: Attachment, limit: Sentence) -> Finding:
    """Only the beginning was read; the bound is named in words."""
    sentence = Sentence("« {name} » n'a été lu qu'en partie : {limit}.", "Only a part of “{name}” was read: {limit}.")
    return _finding("READ-TRUNCATED", attachment, sentence, None, limit=limit)


def unsupported(attachment: Attachment) -> Finding:
    """There is no reader for this kind of file."""
    sentence = Sentence("« {name} » est d'un format qui n'est pas lu ({kind}).", "“{name}” is of a format that is not read ({kind}).")
    return _finding("READ-UNSUPPORTED", attachment, sentence, _SEND_PDF, kind=attachment.media_type)


def signed_or_encrypted(attachment: Attachment) -> Finding:
    """An S/MIME container: what it holds is not opened."""
    sentence = Sentence(
        "« {name} » est un message signé ou chiffré (S/MIME) : son contenu n'a pas été lu.",
        "“{name}” is a signed or encrypted message (S/MIME): its content was not read.",
    )
    return _finding(
        "READ-ENCRYPTED",
        attachment,
        sentence,
        Sentence("Demandez le document dans un message non chiffré.", "Ask for the document in a message that is not encrypted."),
    )


def no_ocr(attachment: Attachment) -> Finding:
    """A scan, and no OCR engine to read it."""
    sentence = Sentence(
        "« {name} » est une image ou un scan, et la reconnaissance de texte n'est pas installée.",
        "“{name}” is an image or a scan, and text recognition is not installed.",
    )
    remedy = Sentence(
        "Installez le moteur précis (pip install countersign[accurate]) ou Tesseract (apt install tesseract-ocr tesseract-ocr-fra).",
        "Install the accurate engine (pip install countersign[accurate]) or Tesseract (apt install tesseract-ocr tesseract-ocr-fra).",
    )
    return _finding("READ-NO-OCR", attachment, sentence, remedy)


def hidden_sheets(attachment: Attachment, names: str) -> Finding:
    """Sheets that nobody sees were left out."""
    sentence = Sentence("Feuilles masquées non lues dans « {name} » : {names}.", "Hidden sheets not read in “{name}”: {names}.")
    return _finding("READ-HIDDEN", attachment, sentence, None, severity=Severity.INFO, names=names)


def count_limit(limit: int, fr: str, en: str) -> Sentence:
    """A bound in words: the first `limit` pages, lines, ..."""
    return Sentence(f"au plus {limit} {fr}", f"at most {limit} {en}")


def byte_limit(limit: int) -> Sentence:
    """A bound on size in words."""
    return Sentence(f"au plus {limit // 1024 // 1024} Mo", f"at most {limit // 1024 // 1024} MB")


def embedded_limit(limit: int) -> Sentence:
    """A bound on the size of embedded files in words."""
    return Sentence(
        f"au plus {limit // 1024 // 1024} Mo par fichier joint au PDF", f"at most {limit // 1024 // 1024} MB for a file embedded in the PDF"
    )


def time_limit(seconds: float, page: int, pages: int) -> Sentence:
    """The time is over: how far reading came."""
    return Sentence(f"{page} pages sur {pages} en {seconds:.0f} secondes", f"{page} pages of {pages} in {seconds:.0f} seconds")


def _finding(
    rule: str, attachment: Attachment, sentence: Sentence, remedy: Sentence | None, severity: Severity = Severity.WARNING, **values: object
) -> Finding:
    """A finding about a file."""
    filled = sentence.filled(name=attachment.name, **values)
    return Finding(rule, severity, filled, remedy=remedy, attachment=attachment.part)
