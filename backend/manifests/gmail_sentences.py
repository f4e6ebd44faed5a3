"""What an administrator is told of how an installation is served to Gmail, and what to do about it."""

from __future__ import annotations

from backend.model.sentence import Sentence

OTHER_SERVER = Sentence(
    "À cette adresse, ce n’est pas Countersign qui répond, ou la connexion avec Google n’y est pas configurée.",
    "It is not Countersign that answers at this address, or signing in with Google is not set up there.",
)
SAME_SETTINGS = Sentence(
    "Donnez au serveur les mêmes variables COUNTERSIGN_* qu’à cette commande, puis redémarrez-le.",
    "Give the server the same COUNTERSIGN_* variables as this command, then start it again.",
)
SERVER = Sentence(
    "Countersign y répond, et y propose la connexion avec Google.", "Countersign answers there, and offers to sign in with Google."
)
OPEN = Sentence(
    "{path} répond {status} à un appel que Google n’a pas signé, au lieu de le refuser.",
    "{path} answers {status} to a call that Google did not sign, instead of refusing it.",
)
HAND_OVER = Sentence(
    "Le proxy doit transmettre /gmail/ tel quel, avec l’en-tête Authorization, et sans connexion à lui ; Countersign refuse lui-même.",
    "The proxy must hand /gmail/ over as it is, with the header Authorization, and without a sign-in of its own; Countersign then refuses.",
)
REFUSED = Sentence("Un appel que Google n’a pas signé est refusé.", "A call that Google did not sign is refused.")
NO_LOGO = Sentence("{url} n’est pas servie comme image PNG.", "{url} is not served as a PNG picture.")
LEAVE_OPEN = Sentence(
    "Les serveurs de Google lisent les images sans se connecter : laissez /icons/ et /gmail/crops/ ouverts.",
    "Google's servers read pictures without signing in: leave /icons/ and /gmail/crops/ open.",
)
LOGO = Sentence("Les images sont servies à qui les demande.", "Pictures are served to whoever asks.")
BY_HAND = (
    Sentence(
        "Google atteint {address} depuis Internet, avec un certificat d’une autorité publique : ouvrez {logo} d’un téléphone hors du "
        "réseau de l’entreprise.",
        "Google reaches {address} from the Internet, with a certificate by a public authority: open {logo} on a phone outside the "
        "company's network.",
    ),
    Sentence(
        "console.cloud.google.com, « Google Auth Platform » : audience « Interne », les champs d’application de /deployment.html.",
        "console.cloud.google.com, “Google Auth Platform”: audience “Internal”, the scopes of /deployment.html.",
    ),
    Sentence(
        "« Clients », le client « Application Web » : l’URI de redirection {redirect}.",
        "“Clients”, the client “Web application”: the redirect URI {redirect}.",
    ),
    Sentence(
        "`gcloud workspace-add-ons get-authorization` montre le même client OAuth et le même compte de service que les réglages.",
        "`gcloud workspace-add-ons get-authorization` shows the same OAuth client and service account as the settings.",
    ),
    Sentence(
        "« SDK Google Workspace Marketplace » : le déploiement HTTP est celui de `countersign manifest gmail`, l’application « Privée ».",
        "“Google Workspace Marketplace SDK”: the HTTP deployment is that of `countersign manifest gmail`, the app is “Private”.",
    ),
    Sentence(
        "admin.google.com, « Applications », « Applications Google Workspace Marketplace » : Countersign y est, pour les bonnes personnes.",
        "admin.google.com, “Apps”, “Google Workspace Marketplace apps”: Countersign is installed for the right people.",
    ),
)
