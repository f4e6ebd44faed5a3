"""The words by which people change an order in sentences, in six languages, folded: expressions, ready to be put into others."""

from __future__ import annotations

from backend.extraction import prose_words

#: Another number, thing or day is told instead of this one.
INSTEAD = rf"(?:{prose_words.INSTEAD}|au lieu du|a la place du|en vez del|en lugar del|invece del)"

#: A number of pieces, with the x that may follow it.
NUMBER = r"(?<![\w.,/-])(?:\d{1,3}(?:[ .]\d{3})+|\d+(?:[.,]\d{1,3})?)(?![\w/-]|[.,]\d)"
#: A line of the order, or several ("lignes 2 et 3"), by their numbers.
LINE = (
    r"\b(?:lignes?|postes?|pos\.?|positions?|lines?|items?(?=\s\d{1,3}\b)|zeilen?|lineas?|posicion(?:es)?|righ?[ae]|posizion[ei]"
    r"|regels?|posities?)"
    r"\s*(?:n°|nr\.?|no\.?|num\.?|#)?\s*(?P<lines>\d{1,4}(?:\s*(?:,|et|and|und|y|e|en|&|\+)\s*\d{1,4})*)(?![\w/-]|[.,]\d)"
)
#: The order itself with its number, which is no quantity.
ORDER = (
    r"\b(?:(?:(?:bon de )?commande|cde|bc|ordre|(?:purchase |sales )?order|po|so|bestellung|auftrag|best\.?-?nr\.?|pedido"
    r"|orden(?: de compra)?|ordine|ord\.?"
    r"|bestelling|opdracht|(?:inkoop|aankoop)(?:order|bestelling)|bestelbon|einkaufsbestellung|encomenda)"
    r"\s*(?:n°|nr\.?|no\.?|num(?:ero|mer)?\.?|#|:)?\s*(?=[\w./-]*\d)(?=\d{3}|[a-z]\S|\d+[-./])|(?:la|der"
    r"|die)\s(?=\d{3}\d*\b))"
    r"(?P<number>[a-z0-9](?:[\w./-]*\w)?)"
)
#: Something is taken out of the order.
CANCEL = (
    r"\b(?:annul\w+|supprim\w+|retir(?:er|ez|ons|e)|enlev\w+|cancel\w*|remov\w+|delet\w+|drop|strike|take out|leave out|scrap"
    r"|stornier\w+|streich\w+"
    r"|entfern\w+|entfall\w*|entfallt|loschen|weglassen|anul\w+|elimin\w+|quit\w+|suprim\w+|cancell\w+|toglie\w*|togli|schrap\w*"
    r"|verwijder\w*"
    r"|vervall\w*|vervalt|ne (?:voulons|veux|souhaitons) plus (?:de|d'|la|le|les)|no longer (?:need|want)|nicht mehr (?:benotigt"
    r"|gebraucht)"
    r"|ya no (?:necesit\w+|quer\w+)|non (?:serve|servono|vogliamo) piu|niet meer nodig)"
)
#: One thing is to come instead of another, and what leads to the new one.
SWAP = (
    r"\b(?:remplac\w+|echang\w+|swap\w*|replac\w+|exchang\w+|ersetz\w+|(?:aus|um)?tausch\w+|sustitu\w+|cambi\w+|reemplaz\w+"
    r"|sostitu\w+|vervang\w+|ruil\w*)"
)
BY = r"\b(?:par|contre|with|by|for|durch|gegen|por|con|door|voor)\b"
#: Something more is to come.
ADD = (
    r"\b(?:r?ajout\w*|en plus|supplementaires?|add|adding|include|additional(?:ly)?|extra|more|erganz\w*|hinzu\w*|dazu\w*"
    r"|zusatzlich\w*|weitere[nrs]?|noch"
    r"|anad\w+|inclu\w+|agreg\w+|otr[oa]s?|aggiung\w*|in piu|toevoeg\w*|toe te voegen|erbij|nog)\b"
)
#: A quantity is to be another one.
SET = (
    r"\b(?:pass\w+|port(?:er|ez|e|ons)|ramen\w+|redui\w+|diminu\w+|augment\w+|modifi\w+|chang\w+|corrig\w+|rectifi\w+|mettre|mettez"
    r"|limit\w+"
    r"|increas\w+|reduc\w+|decreas\w+|lower\w*|rais\w+|amend\w*|updat\w+|adjust\w*|correct\w*|revis\w+|set|make|cut|bring|bump"
    r"|ander\w*|erhoh\w+|reduzier\w+|verringer\w+|setz\w+|kurz\w+|anpass\w*|korrigier\w+|senk\w+"
    r"|modific\w+|cambi\w+|aument\w+|reduc\w+|rebaj\w+|subi\w*|baj\w+|dej\w+|pon\w*|correg\w+|pas\w+"
    r"|ridu\w+|aument\w+|port\w+|corregg\w+|rettific\w+|mett\w+"
    r"|wijzig\w+|verhog\w+|verlag\w+|verminder\w+|aanpass\w*|pas|maak|zet|bijstell\w*)\b"
)
#: What leads to the new quantity after those.
TO = r"\b(?:a|to|auf|naar|op|zu|hasta|in)\s+(?:seulement |only |nur |solo |slechts |just )?"
FROM = r"\b(?:de|d'|from|von|desde|da|van)\s*"
#: "4 and not 6".
NOT = r"(?:et non(?: pas| plus)?|et pas|and not|not|und nicht|nicht|y no|no|e non|non|en niet|niet|pas)\s+(?:de\s+|d')?"
#: "we only need 4".
ONLY = (
    r"\b(?:(?:besoin|faut|faudra|voudrions|voulons|prendrons)\s+que\s+(?:de\s+|d')?|plus que\s+|seulement\s+|only\s+(?:need\s+"
    r"|want\s+)?|just\s+(?:need\s+)?"
    r"|nur(?: noch)?\s+|solo\s+(?:necesit\w+\s+|quer\w+\s+)?|solamente\s+|soltanto\s+|slechts\s+|nog maar\s+)"
)
#: "the right quantity is 10".
RIGHT = (
    r"\b(?:quantites?|qte|quantity|qty|menge|anzahl|stuckzahl|cantidad|quantita|quantitativo|aantal|hoeveelheid)(?:\s[a-z']+){0,3}?"
    r"\s*(?:\b(?:est|is|ist|es|e|lautet|devient|becomes|sera|should be|doit etre|soll|moet|zijn)\b|[:=]|->|→)\s*(?:de\s+|d'|sein\s+)?"
)
#: A delivery is to come on another day.
MOVE = (
    r"\b(?:decal\w+|report\w+|avanc\w+|repouss\w+|differ\w+|retard\w+|livr\w+|reprogramm\w+|planifi\w+|move|moved|postpon\w+|push\w*"
    r"|pull\w*|bring forward"
    r"|delay\w*|reschedul\w+|deliver\w*|ship\w*|verschieb\w+|verleg\w+|vorzieh\w*|vorverleg\w+|liefer\w+|aplaz\w+|retras\w+"
    r"|adelant\w+|pospon\w+"
    r"|entreg\w+|posticip\w+|anticip\w+|spost\w+|rinvi\w+|consegn\w+|verplaats\w*|uitstel\w*|verschuif\w*|vervroeg\w*|lever\w*|bezorg\w*)"
)
#: What may stand before the verb of a clause.
COURTESY = (
    r"\b(?:de|d'|to|di|zu|merci|veuillez|pouvez|pourriez|vous|nous|je|il|faut|faudrait|souhaitons|voudrions|voudrais|aimerions|bien|vouloir|svp|aussi|egalement"
    r"|puis|please|kindly|can|could|you|we|i|would|like|want|need|also|then|bitte|auch|konnen|konnten|sie|wir|mochten|dann|por|favor|tambien|pueden|puede"
    r"|queremos|per|favore|vi|si|prega|preghiamo|chiediamo|anche|potete|graag|kunt|kunnen|u|wij|willen|ook|la|le|the|die|den|der|het|il|el|en|in|nella|von|of)\b"
)
#: A clause about the delivery begins.
DELIVERY = r"\b(?:livr(?:aison|er|ez)|deliver\w*|lieferung|liefern|entrega\w*|consegna\w*|levering|leveren)\b"
#: Words of such sentences that name nothing.
_SPOKEN = """
bonjour bonsoir madame monsieur hello hi dear hallo guten tag hola buenos dias buongiorno salve goedemorgen beste cordialement merci svp
stp please pls
thanks thank bitte danke gracias grazie graag dank
je j nous vous il elle on i we you it they wir sie ihr es mir uns euch ich yo nosotros usted ustedes me nos os le les se noi voi vi ci
mi ik wij we u jullie
pouvez pourriez pouvons peux peut possible serait est soit sont etait avons avez ai suite cause en y ne n pas plus que qui finalement
plutot desormais
can could would will may might should like need want needs have has had is are was be instead rather kindly actually finally now
konnen konnten wurden mochten wollen mussen brauchen benotigen haben hatten hatte ist sind war doch lieber nur jetzt bitten zu um uns
puede podria pueden podrian puedes quisieramos queremos necesitamos hay ha han es son era sea finalmente ahora por favor rogamos al ser
potete potreste puo possiamo vorremmo chiediamo abbiamo avete ha serve servono sono sia infine ora cortesemente prego di che
kunt kunnen kan willen wil moeten nodig hebben heeft is zijn was worden liever nu alstublieft aub er graag wordt
quantite quantites qte quantity quantities qty menge mengen anzahl stuckzahl cantidad cantidades quantita quantitativo aantal aantallen
hoeveelheid
ligne lignes poste postes line lines position positionen zeile zeilen linea lineas riga righe regel regels
commande commandes cde bc order orders po bestellung bestellungen auftrag pedido pedidos orden ordine ordini bestelling bestellingen
opdracht
notre nos votre vos ma mon cette ce cet our your my this that unsere unserer unserem unser ihre ihrer dieser diese nuestro nuestra su
este esta nostro
nostra vostro vostra questo questa onze ons uw deze dit mijn
changement modification erreur change changes mistake error anderung fehler korrektur cambio error modifica errore wijziging fout
faut faudrait faudra besoin aurons aurions voudrions voulons souhaitons souhaite aimerions prendrons passee passees hier matin aujourd
hui jour
indique indiquee indiquees commandees commande commandes ordered said wrote bestellt indicato indicati ordinato ordinati besteld
non not nicht niet pas ni
tout reste inchange sans rest wie gehabt same quantity meme quantite gleiche misma cantidad stessa zelfde hoeveelheid
article articles reference references ref item items article produit produits product products artikel produkt articulo articulos
producto articolo
prodotto articoli pour for fur para per voor von vom suivant follows following comme suit
la le les l un une the a an der die das den dem ein eine einen el los las una il lo i gli het de een
today yesterday morning ci joint annexe attached update updated corrected revised bien vouloir vouloir tenir compte noter noted
seulement only just nur noch solo solamente soltanto slechts nog maar mal bis zum auf as soon possible
"""
NOTHING = frozenset(_SPOKEN.split())
#: Words that join the words of a name, and begin or end none.
JOINS = frozenset(
    [
        "de",
        "d",
        "du",
        "des",
        "of",
        "the",
        "von",
        "der",
        "die",
        "das",
        "den",
        "en",
        "in",
        "a",
        "au",
        "aux",
        "y",
        "e",
        "et",
        "and",
        "und",
        "for",
        "pour",
        "fur",
        "para",
        "per",
        "voor",
        "la",
        "le",
        "les",
        "l",
        "el",
        "il",
        "lo",
        "i",
        "gli",
        "un",
        "une",
        "an",
        "ein",
        "het",
        "van",
        "di",
        "del",
        "della",
        "dei",
        "delle",
        "da",
        "dal",
        "con",
        "with",
        "avec",
        "mit",
        "met",
        "to",
        "zu",
        "zum",
        "auf",
        "al",
        "alla",
        "sur",
        "on",
        "op",
        "te",
        "par",
        "by",
        "bei",
        "um",
        "que",
        "than",
        "als",
    ]
)
