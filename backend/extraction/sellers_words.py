"""What only a seller says to who has ordered: thanks for the order, or that it has come in."""

from __future__ import annotations

from backend.patterns import late

_ORDER = "(?:order|purchase|commande|achat|bestellung|auftrag|einkauf|pedido|compra|orden|ordine|acquisto|bestelling|aankoop|encomenda)"
_YOUR = "(?:your|the|votre|ta|ihren?|deinen?|den|su|tu|il|tuo|suo|vostr[oae]|lei|jouw|je|uw|a|sua|placing an?)"
_THANKED = late(
    rf"\b(?:thanks?(?: you)?|merci|\w*dank|bedankt|gracias|grazie|obrigad[oa])(?: \w+)? (?:for|pour|de|fur|por|per|voor|pela)"
    rf" (?:{_YOUR} ){{0,2}}(?:recent )?{_ORDER}(?! ?(?:confirm|bestat|bevest|acknowl))(?!\w)"
    rf"|\bthank you for shopping\b|\b(?:we(?:'ve| have)? |have )(?:received|got) your {_ORDER}(?!\w)"
    rf"|\b(?:votre|ihre?|uw|je|tu|su|your) {_ORDER} (?:#?\S*\d\S* )?(?:a (?:bien )?ete|est|ist|is|has been|ha sido|esta|wurde)"
    r"(?: \w+){0,3} (?:confirm\w*|received|recue?|enregistree|validee|eingegangen|bestatigt|bevestigd|ontvangen|recibido)\b"
    r"|\b(?:order|commande|bestellung|pedido|ordine|bestelling)"
    r" (?:confirmed|confirmee|eingegangen|bestatigt|confirmado|confermato|bevestigd)\b"
    # What shops show of an order.
    r"|\bdetails for order\b|\border placed:? (?=\d|[a-z]{3,9} \d)|\border complete\b"
    r"|\bdetails (?:de (?:la|votre) commande|zu(?:r| ihrer) bestellung)\b"
)


def confirms_an_order(folded: str) -> bool:
    """Whether a folded text says so, in six languages."""
    return bool(_THANKED.search(folded))
