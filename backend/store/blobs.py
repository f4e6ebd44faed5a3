"""Blobs: the bytes of attachments under the SHA-256 of their content, a folder or any fsspec file system."""

from __future__ import annotations

import hashlib
import io
import os
import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import fsspec  # type: ignore[import-untyped]

from backend.errors import NotFound


@dataclass(frozen=True)
class Blobs:
    """The bytes of one organisation."""

    #: An fsspec URL.
    url: str

    def put(self, content: bytes) -> str:
        """The name the bytes are kept under, their SHA-256; they are complete on disk before the name exists."""
        name = hashlib.sha256(content).hexdigest()
        files, path = self._place(name)
        if files.exists(path):
            return name
        files.makedirs(files._parent(path), exist_ok=True)  # noqa: SLF001 — fsspec's documented way to a parent
        unfinished = f"{path}.{uuid.uuid4().hex}"
        with files.open(unfinished, "wb") as file:
            file.write(content)
            file.flush()
            with suppress(io.UnsupportedOperation):  # a file that is not on this machine
                os.fsync(file.fileno())
        files.mv(unfinished, path)
        return name

    def get(self, name: str) -> bytes:
        """The bytes; raises NotFound when they are gone or are no longer those that were put."""
        files, path = self._place(name)
        try:
            content: bytes = files.cat_file(path)
        except FileNotFoundError:
            raise NotFound("The attachment's content is missing.", "Le contenu de la pièce jointe est introuvable.") from None
        if hashlib.sha256(content).hexdigest() != name:
            raise NotFound("The attachment's content was damaged.", "Le contenu de la pièce jointe est endommagé.")
        return content

    def _place(self, name: str) -> tuple[Any, str]:
        files, root = fsspec.core.url_to_fs(self.url)
        return files, f"{root}/{name[:2]}/{name}"
