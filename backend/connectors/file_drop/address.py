"""Which place an administrator's address is, and whether it may be used; nothing is opened yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from urllib.parse import unquote, urlsplit

from backend.connectors.connector import Surroundings
from backend.connectors.file_drop import sftp
from backend.connectors.file_drop.config import Config
from backend.connectors.file_drop.folder import allowed_folder
from backend.connectors.file_drop.place import Place
from backend.errors import ConnectorMisconfigured
from backend.model.sentence import Sentence

#: A folder's name: one folder, and a visible one.
_FOLDER = re.compile(r"[\w-][\w. -]*")
_SSH = 22

_WRONG = Sentence(
    "L’adresse est file:///dossier ou sftp://serveur:port/dossier, sans utilisateur ni mot de passe dedans.",
    "The address is file:///folder or sftp://server:port/folder, with no user and no password in it.",
)
_NO_LOGIN = Sentence(
    "Indiquez l’utilisateur SFTP, et son mot de passe ou sa clé privée.", "Give the SFTP user, and its password or its private key."
)
_NO_FOLDER = Sentence("Un dossier est un seul nom, sans « / » : {name}", "A folder is one name, without “/”: {name}")
_SAME_FOLDER = Sentence("Les dossiers doivent être différents.", "The folders must be different ones.")


def place(config: Config, around: Surroundings) -> Callable[[], AbstractContextManager[Place]]:
    """What opens the place of a Config; raises ConnectorMisconfigured for an address that is none, or not allowed."""
    _refuse_wrong_folders(config)
    try:
        url = urlsplit(config.url)
        host, port = url.hostname or "", url.port or _SSH
    except ValueError:
        raise ConnectorMisconfigured(_WRONG.en, _WRONG.fr) from None
    path = unquote(url.path)
    if url.username or url.password or url.query or url.fragment or not path.startswith("/") or "\0" in path:
        raise ConnectorMisconfigured(_WRONG.en, _WRONG.fr)
    if url.scheme == "file" and not url.netloc:
        return lambda: nullcontext(allowed_folder(path, around.drop_root, around.organisation))
    if url.scheme != "sftp" or not host:
        raise ConnectorMisconfigured(_WRONG.en, _WRONG.fr)
    if not config.user or not (config.password or config.private_key):
        raise ConnectorMisconfigured(_NO_LOGIN.en, _NO_LOGIN.fr)
    fingerprints = tuple(config.fingerprint.split())
    return partial(sftp.connected, sftp.Server(host, port, config.user, fingerprints, config.password, config.private_key), path)


def _refuse_wrong_folders(config: Config) -> None:
    folders = [name for name in (config.outgoing, config.originals, config.catalog, config.acknowledgements) if name]
    for name in folders:
        if not _FOLDER.fullmatch(name):
            wrong = _NO_FOLDER.filled(name=name)
            raise ConnectorMisconfigured(wrong.en, wrong.fr)
    if len(set(folders)) != len(folders):
        raise ConnectorMisconfigured(_SAME_FOLDER.en, _SAME_FOLDER.fr)
