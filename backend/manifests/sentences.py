"""What an administrator is told of how an installation is served, and what to do about it."""

from __future__ import annotations

from backend.model.sentence import Sentence

NOT_REACHED = Sentence("{address} ne répond pas à ce serveur.", "{address} does not answer this server.")
REACH = Sentence(
    "Vérifiez le nom DNS, le pare-feu et que le serveur, ou le proxy devant lui, fonctionne.",
    "Check the DNS name, the firewall, and that the server, or the proxy before it, runs.",
)
NO_TLS = Sentence("{host} ne répond pas en TLS 1.2 ou 1.3.", "{host} does not answer by TLS 1.2 or 1.3.")
OFFER_TLS = Sentence(
    "Placez devant Countersign un proxy qui chiffre (nginx, Caddy, Apache), sur ce port.",
    "Put a proxy that encrypts before Countersign (nginx, Caddy, Apache), on this port.",
)
OVER = Sentence("Le certificat de {host} a expiré.", "The certificate of {host} is over.")
OVER_SOON = Sentence("Le certificat de {host} expire le {day}.", "The certificate of {host} is over on {day}.")
RENEW = Sentence("Renouvelez-le sur le proxy.", "Renew it on the proxy.")
OTHER_NAME = Sentence("Le certificat de {host} est établi pour un autre nom.", "The certificate of {host} is made out to another name.")
NAME = Sentence(
    "Installez un certificat à ce nom, ou corrigez COUNTERSIGN_PUBLIC_URL.", "Install one for this name, or correct COUNTERSIGN_PUBLIC_URL."
)
UNKNOWN_AUTHORITY = Sentence(
    "Le certificat de {host} vient d’une autorité que cette machine ne connaît pas, ou sa chaîne est incomplète.",
    "The certificate of {host} is by an authority that this machine does not know, or its chain is not whole.",
)
WHOLE_CHAIN = Sentence(
    "Installez la chaîne entière (avec l’intermédiaire). L’autorité de votre entreprise se donne par --ca-file ; Microsoft 365 n’envoie "
    "pourtant ses notifications, et Google ses appels, qu’à un certificat d’une autorité publique.",
    "Install the whole chain (with the intermediate). Your company's own authority is given by --ca-file; yet Microsoft 365 sends "
    "notifications, and Google its calls, only to a certificate by a public authority.",
)
DISTRUSTED = Sentence("Le certificat de {host} n’est pas accepté : {reason}.", "The certificate of {host} is not accepted: {reason}.")
ENCRYPTED = Sentence(
    "{address} répond, chiffré par {version}, certificat valable jusqu’au {day}.",
    "{address} answers, encrypted by {version}, certificate good until {day}.",
)
NO_PAGE = Sentence("{page} n’est pas servie (statut {status}).", "{page} is not served (status {status}).")
HAND_OVER = Sentence(
    "Le proxy doit transmettre à Countersign toutes les adresses, telles quelles, sans connexion à lui.",
    "The proxy must hand all addresses over to Countersign as they are, without a sign-in of its own.",
)
FORBIDDING = Sentence(
    "{page} est servie avec l’en-tête {header}, avec lequel Outlook ne peut pas l’utiliser.",
    "{page} is served with the header {header}, with which Outlook cannot use it.",
)
LEAVE_OUT = Sentence(
    "Countersign donne lui-même les en-têtes justes : retirez {header} de la configuration du proxy.",
    "Countersign gives the right headers itself: take {header} out of the proxy's configuration.",
)
POLICIES = Sentence(
    "{page} est servie avec {count} Content-Security-Policy au lieu d’une.",
    "{page} is served with {count} Content-Security-Policy headers instead of one.",
)
NOT_ALLOWED = Sentence(
    "La Content-Security-Policy de {page} n’est pas celle de Countersign : il y manque {hosts}.",
    "The Content-Security-Policy of {page} is not Countersign's: it lacks {hosts}.",
)
PAGE = Sentence("{page} est servie comme Outlook le demande.", "{page} is served as Outlook demands.")
NO_ICONS = Sentence(
    "Ces icônes manquent ou ne peuvent pas être gardées par Outlook : {sizes} pixels.",
    "These icons are missing or may not be kept by Outlook: {sizes} pixels.",
)
KEEP_ICONS = Sentence(
    "Le proxy doit transmettre /icons/ sans changer Cache-Control (ni no-cache, ni no-store).",
    "The proxy must hand /icons/ over and leave Cache-Control as it is (no no-cache, no no-store).",
)
ICONS = Sentence("Toutes les icônes sont servies, et Outlook peut les garder.", "All icons are served, and Outlook may keep them.")
OTHER_SERVER = Sentence(
    "À cette adresse, ce n’est pas cette installation qui répond, ou pas avec cette inscription d’application.",
    "It is not this installation that answers at this address, or not with this app registration.",
)
SAME_SETTINGS = Sentence(
    "Donnez au serveur les mêmes COUNTERSIGN_PUBLIC_URL et COUNTERSIGN_ENTRA_CLIENT_ID qu’à cette commande, puis redémarrez-le.",
    "Give the server the same COUNTERSIGN_PUBLIC_URL and COUNTERSIGN_ENTRA_CLIENT_ID as this command, then start it again.",
)
SERVER = Sentence(
    "Cette installation y répond, pour cette inscription d’application.", "This installation answers, for this app registration."
)
TOO_SMALL = Sentence("Le proxy refuse les messages de {megabytes} Mo.", "The proxy refuses messages of {megabytes} MB.")
LARGER = Sentence(
    "Relevez sa limite (nginx : client_max_body_size {megabytes}m).", "Raise its limit (nginx: client_max_body_size {megabytes}m)."
)
LARGE = Sentence("Un message de {megabytes} Mo n’est pas refusé.", "A message of {megabytes} MB is not refused.")
NOT_NOTIFIED = Sentence(
    "L’adresse des notifications (/api/notifications/) ne mène pas à Countersign : les boîtes surveillées sont lues avec retard.",
    "The address of notifications (/api/notifications/) does not lead to Countersign: watched mailboxes are read with a delay.",
)
NOTIFIED = Sentence("L’adresse des notifications mène à Countersign.", "The address of notifications leads to Countersign.")
