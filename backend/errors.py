"""The errors Countersign raises, named by the reaction they call for.

    CountersignError
    ├── NotFound                 tell the person: it is not there, or not theirs
    ├── NotAllowed               tell the person: the case is not in a state for that
    ├── Conflict                 tell the person: someone was faster; show the newer version
    ├── BadInput                 tell the person: this cannot be read, and why
    ├── NotSignedIn              sign in again
    ├── NotPermitted             signed in, but without the right
    ├── SignInUnavailable        try again later: who is asking cannot be told
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


class NotPermitted(CountersignError):
    """You do not have the right to do this."""


class SignInUnavailable(CountersignError):
    """Signing in is not possible right now."""


class ConnectorError(CountersignError):
    """The ERP did not do what was asked."""


class ConnectorUnavailable(ConnectorError):
    """The ERP cannot be reached right now."""


class ConnectorMisconfigured(ConnectorError):
    """The connection to the ERP is not set up correctly."""


class PostingRejected(ConnectorError):
    """The ERP refused the document."""
