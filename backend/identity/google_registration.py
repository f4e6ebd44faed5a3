"""Whether Google is set up as Countersign needs it, as far as it can be told from here."""

from __future__ import annotations

from collections.abc import Iterator

from backend.errors import SignInUnavailable
from backend.identity.certificates import Certificates
from backend.identity.google import Google
from backend.identity.google_sign_in import is_accepted
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.user import Role

_CLIENT_FORM, _ACCOUNT_FORM = ".apps.googleusercontent.com", "gserviceaccount.com"
_COPY = Sentence(
    "Copiez-le de `gcloud workspace-add-ons get-authorization` (oauthClientId, serviceAccountEmail) ou de « Clients » dans la console.",
    "Copy it from `gcloud workspace-add-ons get-authorization` (oauthClientId, serviceAccountEmail) or from “Clients” in the console.",
)
_OTHER_FORM = Sentence("{variable} n’a pas la forme attendue (…{form}).", "{variable} has not the expected form (…{form}).")
_SAME_CLIENT = Sentence(
    "COUNTERSIGN_GOOGLE_CLIENT_ID est le client du navigateur au lieu de celui du module complémentaire.",
    "COUNTERSIGN_GOOGLE_CLIENT_ID is the browser's client instead of the add-on's.",
)
_NO_CERTIFICATES = Sentence(
    "Les certificats de Google ne peuvent pas être lus : personne ne pourra travailler dans Gmail.",
    "Google's certificates cannot be read: nobody will be able to work in Gmail.",
)
_LET_OUT = Sentence(
    "Laissez ce serveur joindre www.googleapis.com, oauth2.googleapis.com et gmail.googleapis.com (HTTPS).",
    "Let this server reach www.googleapis.com, oauth2.googleapis.com and gmail.googleapis.com (HTTPS).",
)
_CERTIFICATES = Sentence("Google publie {count} certificats, lus d’ici.", "Google publishes {count} certificates, read from here.")
_NO_ANSWER = Sentence("Google ne répond pas où l’on se connecte.", "Google does not answer where people sign in.")
_WRONG_SECRET = Sentence(
    "Google n’accepte pas le client OAuth du navigateur, ou son secret.",
    "Google does not accept the browser's OAuth client, or its secret.",
)
_NEW_SECRET = Sentence(
    "« Clients », le client « Application Web » : créez un secret et donnez-le à COUNTERSIGN_GOOGLE_WEB_SECRET.",
    "“Clients”, the client “Web application”: make a secret and give it to COUNTERSIGN_GOOGLE_WEB_SECRET.",
)
_SECRET = Sentence("Google accepte le client OAuth du navigateur.", "Google accepts the browser's OAuth client.")
_DOMAIN = Sentence("{domain} entre dans l’organisation {organisation}.", "{domain} goes into the organisation {organisation}.")
_NO_ADMINISTRATOR = Sentence("Personne n’est administrateur par Google.", "Nobody is an administrator by Google.")
_NAME_ONE = Sentence("Nommez-en un par COUNTERSIGN_GOOGLE_ROLES (adresse=admin).", "Name one by COUNTERSIGN_GOOGLE_ROLES (address=admin).")


class GoogleRegistration:
    """The OAuth clients, the service account and the domains, as Google knows them."""

    def __init__(self, google: Google) -> None:
        self._google = google

    def findings(self) -> Iterator[Finding]:
        """What is good (info) and what has to be mended."""
        yield from self._forms()
        yield self._certificates()
        yield self._secret()
        for domain, organisation in sorted(self._google.domains.items()):
            yield _good("DOMAIN", _DOMAIN.filled(domain=domain, organisation=organisation))
        alone = [domain for domain, organisation in self._google.domains.items() if domain == organisation]
        if alone and Role.ADMINISTRATOR not in self._google.roles.values():
            yield Finding("GOOGLE-ROLES", Severity.WARNING, _NO_ADMINISTRATOR, remedy=_NAME_ONE)

    def _forms(self) -> Iterator[Finding]:
        """What was copied from the wrong line."""
        google = self._google
        if google.client_id == google.web_client_id:
            yield _wrong("FORM", _SAME_CLIENT, _COPY)
        for variable, value, form in (
            ("COUNTERSIGN_GOOGLE_SERVICE_ACCOUNT", google.service_account, _ACCOUNT_FORM),
            ("COUNTERSIGN_GOOGLE_WEB_CLIENT_ID", google.web_client_id, _CLIENT_FORM),
        ):
            if not value.endswith(form):
                yield _wrong("FORM", _OTHER_FORM.filled(variable=variable, form=form), _COPY)

    def _certificates(self) -> Finding:
        try:
            known = Certificates(self._google.places.certificates).get()
        except SignInUnavailable:
            return _wrong("CERTIFICATES", _NO_CERTIFICATES, _LET_OUT)
        return _good("CERTIFICATES", _CERTIFICATES.filled(count=len(known)))

    def _secret(self) -> Finding:
        try:
            is_ours = is_accepted(self._google)
        except SignInUnavailable:
            return _wrong("CLIENT", _NO_ANSWER, _LET_OUT)
        return _good("CLIENT", _SECRET) if is_ours else _wrong("CLIENT", _WRONG_SECRET, _NEW_SECRET)


def _good(rule: str, sentence: Sentence) -> Finding:
    return Finding(f"GOOGLE-{rule}", Severity.INFO, sentence)


def _wrong(rule: str, sentence: Sentence, remedy: Sentence) -> Finding:
    return Finding(f"GOOGLE-{rule}", Severity.BLOCKING, sentence, remedy=remedy)
