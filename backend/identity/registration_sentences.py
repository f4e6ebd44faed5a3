"""What an administrator is told of the app registration in Entra, and what to do about it; the admin centre's words in both languages."""

from __future__ import annotations

from backend.model.sentence import Sentence

NO_AUTHORITY = Sentence(
    "{authority} ne répond pas à ce serveur : personne ne peut se connecter.",
    "{authority} does not answer this server: nobody can sign in.",
)
REACH_AUTHORITY = Sentence(
    "Autorisez ce serveur à l’atteindre (HTTPS), et vérifiez COUNTERSIGN_ENTRA_AUTHORITY.",
    "Let this server reach it (HTTPS), and check COUNTERSIGN_ENTRA_AUTHORITY.",
)
AUTHORITY = Sentence("{authority} répond et publie ses clés.", "{authority} answers and publishes its keys.")
NO_TENANTS = Sentence("Aucun locataire n’est autorisé : personne ne peut se connecter.", "No tenant is allowed: nobody can sign in.")
NO_TENANT = Sentence("Entra ne connaît pas le locataire {tenant}.", "Entra does not know the tenant {tenant}.")
TENANT_ID = Sentence(
    "Donnez dans COUNTERSIGN_ENTRA_TENANTS l’« ID de l’annuaire (locataire) », lu dans la vue d’ensemble de l’inscription.",
    "Give in COUNTERSIGN_ENTRA_TENANTS the “Directory (tenant) ID”, as the registration's overview shows it.",
)
TENANT = Sentence("Entra connaît le locataire {tenant}.", "Entra knows the tenant {tenant}.")
NO_CREDENTIAL = Sentence(
    "Sans secret ni certificat, Countersign n’ouvre pas de messages sur mobile ni dans les boîtes partagées, ne fait pas de brouillons "
    "et ne surveille aucune boîte.",
    "Without a secret or certificate, Countersign opens no messages on mobile or in shared mailboxes, makes no drafts, and watches "
    "no mailbox.",
)
NEW_SECRET = Sentence(
    "Dans l’inscription, « Certificats & secrets » : créez un secret (COUNTERSIGN_ENTRA_SECRET prend sa valeur, non son ID) ou, mieux, "
    "chargez un certificat (COUNTERSIGN_ENTRA_CERTIFICATE).",
    "In the registration, “Certificates & secrets”: make a secret (COUNTERSIGN_ENTRA_SECRET takes its value, not its id) or, better, "
    "upload a certificate (COUNTERSIGN_ENTRA_CERTIFICATE).",
)
WRONG_SECRET = Sentence("Entra n’accepte pas le secret (locataire {tenant}).", "Entra does not accept the secret (tenant {tenant}).")
SECRET_OVER = Sentence("Le secret a expiré (locataire {tenant}).", "The secret is over (tenant {tenant}).")
WRONG_CERTIFICATE = Sentence(
    "Entra n’accepte pas le certificat (locataire {tenant}).", "Entra does not accept the certificate (tenant {tenant})."
)
UPLOAD_CERTIFICATE = Sentence(
    "Chargez sa partie publique dans l’inscription, « Certificats & secrets », « Certificats ».",
    "Upload its public part in the registration, “Certificates & secrets”, “Certificates”.",
)
REDIRECTS = Sentence(
    "L’inscription a les adresses de redirection qu’il faut.", "The registration has the redirect addresses that are needed."
)
NO_REDIRECT = Sentence(
    "L’inscription n’a pas l’adresse de redirection {missing} : la connexion échoue.",
    "The registration lacks the redirect address {missing}: signing in fails.",
)
ADD_REDIRECT = Sentence(
    "« Authentification », plateforme « Application à page unique » : ajoutez-la.",
    "“Authentication”, platform “Single-page application”: add it.",
)
THE_SECRET = Sentence("Le secret", "The secret")
THE_CERTIFICATE = Sentence("Le certificat", "The certificate")
ENDS = Sentence("{what} est valable jusqu’au {end}.", "{what} is valid until {end}.")
ENDS_SOON = Sentence(
    "{what} n’est valable que jusqu’au {end} : ensuite, plus rien ne fonctionne dans les boîtes.",
    "{what} is valid until {end} only: nothing works in mailboxes afterwards.",
)
IN_TIME = Sentence(
    "Ajoutez-en un nouveau à côté de l’ancien, changez le réglage, redémarrez, puis retirez l’ancien.",
    "Add a new one beside the old one, change the setting, start again, then remove the old one.",
)
IS_OVER = Sentence("{what} n’est plus valable depuis le {end}.", "{what} is not valid any more since {end}.")
UNKNOWN_END = Sentence(
    "Jusqu’à quand le secret est valable ne se voit pas d’ici.", "Until when the secret is valid cannot be seen from here."
)
NO_DATE = Sentence("COUNTERSIGN_ENTRA_CREDENTIAL_UNTIL n’est pas une date.", "COUNTERSIGN_ENTRA_CREDENTIAL_UNTIL is no date.")
WRITE_DATE = Sentence(
    "Écrivez sa date d’expiration (« Certificats & secrets ») dans COUNTERSIGN_ENTRA_CREDENTIAL_UNTIL, par exemple 2027-11-20, ou prenez "
    "un certificat, qui la dit lui-même.",
    "Write when it expires (“Certificates & secrets”) into COUNTERSIGN_ENTRA_CREDENTIAL_UNTIL, such as 2027-11-20, or take a "
    "certificate: it tells this itself.",
)
NOT_IN_TENANT = Sentence(
    "Le locataire {tenant} ne connaît pas encore l’application.", "The tenant {tenant} does not know the application yet."
)
CONSENT = Sentence(
    "Un administrateur du locataire donne son consentement : le lien est sur /deployment.html.",
    "An administrator of the tenant consents: the link is at /deployment.html.",
)
NO_API = Sentence(
    "L’inscription n’expose pas d’API (locataire {tenant}) : aucun jeton ne peut être demandé pour Countersign.",
    "The registration exposes no API (tenant {tenant}): no token can be asked for Countersign.",
)
EXPOSE = Sentence(
    "« Exposer une API » : définissez l’URI de l’ID d’application api://<client-id> et l’étendue access_as_user, puis consentez.",
    "“Expose an API”: set the application ID URI api://<client-id> and the scope access_as_user, then consent.",
)
NO_ASSIGNMENT = Sentence(
    "Cela ne peut pas être vérifié avec « Affectation requise » (locataire {tenant}).",
    "This cannot be told with “Assignment required” (tenant {tenant}).",
)
ASSIGNMENT = Sentence(
    "Vérifiez à la main dans le manifeste de l’inscription que requestedAccessTokenVersion vaut 2.",
    "Check by hand in the registration's manifest that requestedAccessTokenVersion is 2.",
)
OTHER_REFUSAL = Sentence(
    "Entra refuse un jeton à l’application ({number}, locataire {tenant}).",
    "Entra refuses the application a token ({number}, tenant {tenant}).",
)
LOOK_UP = Sentence(
    "Cherchez ce numéro sur https://login.microsoftonline.com/error.", "Look this number up at https://login.microsoftonline.com/error."
)
CREDENTIAL = Sentence(
    "L’application prouve qui elle est au locataire {tenant}.", "The application proves to the tenant {tenant} who it is."
)
VERSION_1 = Sentence(
    "Les jetons pour Countersign sont de version 1, et seront refusés.", "Tokens for Countersign are of version 1, and will be refused."
)
VERSION_2 = Sentence(
    "Dans le manifeste de l’inscription, api.requestedAccessTokenVersion : 2.",
    "In the registration's manifest, api.requestedAccessTokenVersion: 2.",
)
VERSION = Sentence("Les jetons pour Countersign sont de version 2.", "Tokens for Countersign are of version 2.")
EVERY_MAILBOX = Sentence(
    "Consentie dans Entra, l’autorisation d’application {roles} vaut pour toutes les boîtes du locataire {tenant}.",
    "Consented to in Entra, the application permission {roles} is for every mailbox of the tenant {tenant}.",
)
LIMIT = Sentence(
    "Retirez-la de l’inscription et donnez-la par Exchange, boîte par boîte (RBAC pour les applications) : docs/deploy-outlook.md.",
    "Remove it from the registration and give it by Exchange, mailbox by mailbox (RBAC for applications): docs/deploy-outlook.md.",
)
NO_MAILBOX = Sentence(
    "L’application seule n’a reçu d’Entra aucun droit sur toutes les boîtes du locataire {tenant}.",
    "The application alone was given no right to all mailboxes of the tenant {tenant} by Entra.",
)
PERSON = Sentence("Le jeton est celui de {name}, de rôle {role}.", "The token is {name}'s, of the role {role}.")
NO_TOKEN = Sentence("Ce n’est pas un jeton d’accès.", "This is no access token.")
OTHER_AUDIENCE = Sentence(
    "Le jeton est pour une autre application : demandez-le pour api://<client-id>/access_as_user.",
    "The token is for another application: ask for one for api://<client-id>/access_as_user.",
)
OTHER_SCOPE = Sentence("Il y manque l’étendue access_as_user.", "It lacks the scope access_as_user.")
OTHER_TENANT = Sentence("Son locataire n’est pas dans COUNTERSIGN_ENTRA_TENANTS.", "Its tenant is not among COUNTERSIGN_ENTRA_TENANTS.")
FRESH_TOKEN = Sentence(
    "Prenez-en un nouveau, d’une personne qui a un rôle (clerk, approver, admin ou auditor).",
    "Take a new one, of a person who has a role (clerk, approver, admin or auditor).",
)
NOT_CONSENTED = Sentence(
    "Graph ne permet pas encore, au nom d’une personne : {scopes}.", "Graph does not yet allow, in a person's name: {scopes}."
)
ADD_SCOPES = Sentence(
    "« API autorisées », Microsoft Graph, autorisations déléguées : ajoutez-les, puis « Accorder le consentement d’administrateur ».",
    "“API permissions”, Microsoft Graph, delegated permissions: add them, then “Grant admin consent”.",
)
CONSENTED = Sentence("Graph permet au nom d’une personne tout ce qu’il faut.", "Graph allows in a person's name all that is needed.")
