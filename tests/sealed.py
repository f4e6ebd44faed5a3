"""Messages that only their recipients can open."""

from __future__ import annotations


def _message(headers: str, body: str) -> bytes:
    return f"From: x@supplier.example\r\nSubject: Facture\r\nMessage-ID: <sealed@supplier.example>\r\n{headers}\r\n{body}\r\n".encode()


SEALED = {
    "encrypted": _message("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n", "MIAGCSqGSIb3DQEHA6CA"),
    "signed as a whole": _message("Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n", "MIAGCSqGSIb3DQEHAqCA"),
    "restricted": _message(
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\n\r\nx\r\n--b\r\nContent-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\r\n\r\nx\r\n--b--",
    ),
}
