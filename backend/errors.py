"""The errors Countersign raises, named by the reaction they call for.

    CountersignError
    ├── NotFound                 tell the person: it is not there, or not theirs
    ├── NotAllowed               tell the person: the case is not in a state for that
    ├── Conflict                 tell the person: someone was faster; show the newer version
    ├── BadInput                 tell the person: this cannot be read, and why
    ├── NotSignedIn              sign in again
    │   └── ClaimsWanted             sign in again, proving more (a second factor, a device)
    ├── NotPermitted             signed in, but without the right
    ├── SignInUnavailable        try again later: who is asking cannot be told
    ├── MailboxError
    │   ├── MailboxUnavailable       try again later
    │   ├── MailboxMisconfigured     ask the administrator of the mail system
    │   └── MailboxRefused           tell the person: the mail system does not do that
    └── ConnectorError
        ├── ConnectorUnavailable     try again later
        ├── ConnectorMisconfigured   ask the administrator
        └── PostingRejected          ask the reviewer, in the ERP's words

The class docstring is the default message and fit to be shown. A document that cannot be read is no error but a Finding.
"""


class CountersignError(Exception):
    """Something went wrong in Countersign."""

    def __init__(self, message: str | None = None, fr: str = "") -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        #: The same in French, "" when the message is in its author's own words (the ERP's).
        self.fr = fr
        super().__init__(self.message)


class NotFound(CountersignError):
    """There is nothing here by that name."""


class NotAllowed(CountersignError):
    """The case is not in a state that allows this."""


class Conflict(CountersignError):
    """Somebody changed this in the meantime."""


class BadInput(CountersignError):
    """This input cannot be used."""


class NotSignedIn(CountersignError):
    """Please sign in."""


class ClaimsWanted(NotSignedIn):
    """Please confirm that it is you."""

    def __init__(self, claims: str = "") -> None:
        super().__init__()
        #: What the next token must hold, as the JSON that Entra takes (OpenID Connect Core 1.0, 5.5).
        self.claims = claims


class NotPermitted(CountersignError):
    """You do not have the right to do this."""


class SignInUnavailable(CountersignError):
    """Signing in is not possible right now."""


class MailboxError(CountersignError):
    """The mail system did not do what was asked."""


class MailboxUnavailable(MailboxError):
    """The mail system cannot be reached right now."""

    def __init__(self, message: str | None = None, fr: str = "", seconds: float = 0.0) -> None:
        super().__init__(message, fr)
        #: After how many seconds it asks to be asked again, 0 when it does not say.
        self.seconds = seconds


class MailboxMisconfigured(MailboxError):
    """The access to the mail system is not set up correctly."""


class MailboxRefused(MailboxError):
    """The mail system refused this."""

    def __init__(self, message: str | None = None, fr: str = "", *, status: int = 0, code: str = "") -> None:
        super().__init__(message, fr)
        #: The HTTP status and the mail system's own code for it.
        self.status, self.code = status, code


class ConnectorError(CountersignError):
    """The ERP did not do what was asked."""


class ConnectorUnavailable(ConnectorError):
    """The ERP cannot be reached right now."""


class ConnectorMisconfigured(ConnectorError):
    """The connection to the ERP is not set up correctly."""


class PostingRejected(ConnectorError):
    """The ERP refused the document."""
