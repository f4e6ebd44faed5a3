"""The installation's secret, and what is kept under it so that the database alone does not tell it."""

from __future__ import annotations

import base64
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.settings import Settings

#: The length of a Fernet key, in bytes.
_KEY = 32


@dataclass(frozen=True)
class Sealing:
    """Seals texts with the present secret, and opens what the present or an old one sealed."""

    settings: Settings

    def seal(self, text: str, purpose: str) -> str:
        """The text, readable only with the secret and for the same purpose."""
        return _fernet(installation_secret(self.settings), purpose).encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str, purpose: str) -> str:
        """What was sealed; raises ValueError when it was by another secret, for another purpose, or was changed since."""
        old = [secret.strip() for secret in self.settings.old_secret_keys.split(",") if secret.strip()]
        every = (installation_secret(self.settings), *old)
        try:
            return MultiFernet([_fernet(secret, purpose) for secret in every]).decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ValueError("This was sealed with a secret that is not known here.") from None

    def is_present(self, sealed: str, purpose: str) -> bool:
        """Whether the present secret opens it."""
        try:
            _fernet(installation_secret(self.settings), purpose).decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


def installation_secret(settings: Settings) -> str:
    """From the settings, else a random one that is made once and kept in the data folder for its owner only."""
    return settings.secret_key or _kept_secret(settings.data_folder / "secret_key")


def _kept_secret(file: Path) -> str:
    """The content of the file; several processes that start together agree on the one that is linked into place first."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="ascii")


def _fernet(secret: str, purpose: str) -> Fernet:
    """A key for each purpose, derived from the secret (RFC 5869): what one sealed, no other opens."""
    derived = HKDF(SHA256(), _KEY, salt=None, info=f"countersign {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
