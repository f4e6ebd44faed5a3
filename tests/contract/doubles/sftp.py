"""An SFTP server over a folder, on a port of this machine: paramiko's server side, which renames as OpenSSH does, or as SFTP 3 alone."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import paramiko
from paramiko.sftp import SFTP_FAILURE, SFTP_NO_SUCH_FILE, SFTP_OK

USER, PASSWORD = "countersign", "s3cret-of-the-tests"


class _Handle(paramiko.SFTPHandle):
    def __init__(self, file, flags):
        super().__init__(flags)
        self.readfile = self.writefile = file

    def stat(self):
        self.writefile.flush()
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))


class _Files(paramiko.SFTPServerInterface):
    """The files of one folder; a client's paths begin there."""

    def __init__(self, server, *, root, extended, pause, **kwargs):
        super().__init__(server, **kwargs)
        self.root, self.extended, self.pause = root, extended, pause

    def _at(self, path):
        return Path(f"{self.root}{self.canonicalize(path)}")

    def list_folder(self, path):
        def listed():
            for one in sorted(self._at(path).iterdir()):
                # What goes while the list is made is left out.
                with suppress(FileNotFoundError):
                    yield self._attributes(one)

        return self._told(lambda: list(listed()))

    def stat(self, path):
        return self._told(lambda: self._attributes(self._at(path)))

    lstat = stat

    def open(self, path, flags, attr):  # noqa: ARG002 -- the interface's names
        def opened():
            handle = os.open(self._at(path), flags, 0o660)
            return _Handle(os.fdopen(handle, "wb" if flags & os.O_WRONLY else "rb"), flags)

        return self._told(opened)

    def remove(self, path):
        return self._told(lambda: self._at(path).unlink()) or SFTP_OK

    def rename(self, oldpath, newpath):
        def renamed():
            os.link(self._at(oldpath), self._at(newpath))
            time.sleep(self.pause)
            self._at(oldpath).unlink()

        return self._told(renamed) or SFTP_OK

    def posix_rename(self, oldpath, newpath):
        if not self.extended:
            return super().posix_rename(oldpath, newpath)
        return self._told(lambda: self._at(oldpath).replace(self._at(newpath)) and None) or SFTP_OK

    def _attributes(self, path):
        attributes = paramiko.SFTPAttributes.from_stat(path.lstat())
        attributes.filename = path.name
        return attributes

    def _told(self, deed):
        try:
            return deed()
        except FileExistsError:
            return SFTP_FAILURE
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno) or SFTP_NO_SUCH_FILE


class _Door(paramiko.ServerInterface):
    """Lets one user in, by password or by key."""

    def __init__(self, key):
        self.key = key

    def check_channel_request(self, kind, chanid):  # noqa: ARG002 -- the interface's names
        return paramiko.OPEN_SUCCEEDED

    def check_auth_password(self, username, password):
        return paramiko.AUTH_SUCCESSFUL if (username, password) == (USER, PASSWORD) else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username, key):
        return paramiko.AUTH_SUCCESSFUL if username == USER and key == self.key else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username):  # noqa: ARG002 -- the interface's names
        return "password,publickey"


@contextmanager
def serving(root, host_key, user_key, *, extended=True, pause=0.0):
    """The port of a server for the folder, which knows a user by PASSWORD and by a key.

    Without extensions a file has both names for a pause (seconds) while it is renamed.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    transports = []

    def serve():
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                transport = paramiko.Transport(line)
                transports.append(transport)
                transport.add_server_key(host_key)
                transport.set_subsystem_handler("sftp", paramiko.SFTPServer, partial(_Files, root=root, extended=extended, pause=pause))
                with suppress(paramiko.SSHException, EOFError):
                    transport.start_server(threading.Event(), _Door(user_key))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)
        for transport in transports:
            transport.close()
