"""A folder behind SFTP that files are dropped into: one connection for each deed, to a server whose key is known."""

from __future__ import annotations

import errno
import os
import re
import socket
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from posixpath import join

import paramiko

from backend.connectors.file_drop.place import MOST_BYTES
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable
from backend.model.sentence import Sentence

#: Seconds to reach the server, and for each of its answers.
_CONNECT, _ANSWER = 5.0, 60.0
_KEYS: tuple[type[paramiko.PKey], ...] = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)
#: A private key as text: what it begins with, its base64, what it ends with. A field of one line makes blanks of its line ends.
_PEM = re.compile(r"(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)")

_UNKNOWN_SERVER = Sentence(
    "Le serveur présente la clé {shown}, qui n’est pas celle indiquée. Comparez avec son administrateur avant de la saisir.",
    "The server shows the key {shown}, which is not the one given. Compare with its administrator before you enter it.",
)
_NO_ENTRY = Sentence("Le serveur refuse l’utilisateur, le mot de passe ou la clé.", "The server refuses the user, the password or the key.")
_NO_KEY = Sentence(
    "La clé privée n’est pas lisible : collez-la en entier, sans phrase de passe (Ed25519, ECDSA ou RSA).",
    "The private key cannot be read: paste all of it, without a passphrase (Ed25519, ECDSA or RSA).",
)
_BROKEN = Sentence("La connexion au serveur SFTP a échoué.", "The connection to the SFTP server failed.")


@dataclass(frozen=True)
class Server:
    """An SFTP server, who we are there, and the fingerprints that its key may have (SHA256:...)."""

    host: str
    port: int
    user: str
    fingerprints: tuple[str, ...]
    password: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)


@dataclass(frozen=True)
class Sftp:
    """One folder of an SFTP server with the folders in it; implements Place."""

    client: paramiko.SFTPClient
    path: str

    def names(self, folder: str) -> Sequence[str]:
        """The names of the files in a folder."""
        entries = self.client.listdir_attr(self._at(folder))
        return [entry.filename for entry in entries if stat.S_ISREG(entry.st_mode or 0)]

    def read(self, folder: str, name: str) -> bytes:
        """The content of a file."""
        with self.client.open(self._at(folder, name), "rb") as file:
            size = file.stat().st_size or 0
            if size > MOST_BYTES:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            file.prefetch(size)
            return file.read(size)

    def write_new(self, folder: str, name: str, content: bytes) -> None:
        """Make a file; SFTP has no way to ask for it to be on disk, so that is the server's to see to."""
        with self.client.open(self._at(folder, name), "wx") as file:
            file.write(content)
            file.flush()
            if file.stat().st_size != len(content):
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    def rename(self, folder: str, old: str, new: str) -> None:
        """Give a file another name at once, by OpenSSH's extension; SFTP 3 alone does it in two steps, and may be seen in between."""
        before, after = self._at(folder, old), self._at(folder, new)
        # In this order: where renaming is one step, both are there only if the new one is somebody else's.
        if self._is_there(after) and self._is_there(before):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        try:
            self.client.posix_rename(before, after)
        except OSError as error:
            # "Unsupported" has no number of its own here, as little as "failure".
            if error.errno is not None:
                raise
            self._rename_in_two_steps(before, after)

    def _rename_in_two_steps(self, before: str, after: str) -> None:
        try:
            self.client.rename(before, after)
        except OSError as error:
            if error.errno is None and self._is_there(after):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
            raise

    def _is_there(self, path: str) -> bool:
        try:
            self.client.lstat(path)
        except FileNotFoundError:
            return False
        return True

    def remove(self, folder: str, name: str) -> None:
        """Remove a file."""
        self.client.remove(self._at(folder, name))

    def _at(self, *names: str) -> str:
        return join(self.path, *names)


@contextmanager
def connected(server: Server, path: str) -> Iterator[Sftp]:
    """The folder, as long as it is needed; raises ConnectorMisconfigured for a server that is not the one meant, or that refuses us."""
    key = _private_key(server.private_key) if server.private_key else None
    with socket.create_connection((server.host, server.port), _CONNECT) as line, _told():
        transport = paramiko.Transport(line)
        try:
            transport.start_client(timeout=_CONNECT)
            _refuse_unknown(transport.get_remote_server_key(), server.fingerprints)
            if key is not None:
                transport.auth_publickey(server.user, key)
            else:
                transport.auth_password(server.user, server.password)
            yield Sftp(_client(transport), path)
        finally:
            transport.close()


def _client(transport: paramiko.Transport) -> paramiko.SFTPClient:
    client = paramiko.SFTPClient.from_transport(transport)
    channel = client.get_channel() if client else None
    if client is None or channel is None:
        raise paramiko.SSHException
    channel.settimeout(_ANSWER)
    return client


def _refuse_unknown(key: paramiko.PKey, fingerprints: tuple[str, ...]) -> None:
    shown = key.fingerprint.rstrip("=")
    if shown not in {one.rstrip("=") for one in fingerprints}:
        refused = _UNKNOWN_SERVER.filled(shown=shown)
        raise ConnectorMisconfigured(refused.en, refused.fr)


def _private_key(text: str) -> paramiko.PKey:
    found = _PEM.search(text)
    if found:
        begin, body, end = found.groups()
        base64 = "".join(body.split())
        lines = (begin, *(base64[at : at + 64] for at in range(0, len(base64), 64)), end, "")
        for kind in _KEYS:
            try:
                return kind.from_private_key(StringIO("\n".join(lines)))
            except (paramiko.SSHException, ValueError):
                continue
    raise ConnectorMisconfigured(_NO_KEY.en, _NO_KEY.fr)


@contextmanager
def _told() -> Iterator[None]:
    """Tells what fails in SSH itself as the contract's errors."""
    try:
        yield
    except paramiko.AuthenticationException as error:
        raise ConnectorMisconfigured(_NO_ENTRY.en, _NO_ENTRY.fr) from error
    except (paramiko.SSHException, EOFError) as error:
        raise ConnectorUnavailable(_BROKEN.en, _BROKEN.fr) from error
