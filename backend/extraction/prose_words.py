"""The words by which the sentences of an order are told apart, in six languages, folded: expressions, ready to be put into others."""

from __future__ import annotations

#: After these a count counts what is ordered: words of ordering and sending, pronouns and adverbs that stand between them and the count.
BEFORE_A_COUNT = (
    r"(?:(?:re|pre)?command\w*|livr\w+|envo[iy]\w*|expedi\w*|fourni\w*|prepar\w*|prevoi\w*|mettre|mets|mettez|faudr\w*|faut|ajout\w*"
    r"|rajout\w*|prend\w*|prenons|souhait\w+|voudr\w+|aimer\w+|recevoir|parvenir|besoin|reserv\w+|achat|achet\w+|noter|note[rz]?|rappro\w*"
    r"|reappro\w*|acquerir|desir\w+|besoin d[eu']|il me faut|svp|stp|soit|plutot|disons|encore|egalement|aussi|environ|nous|me|m'en"
    r"|m'|vous|commande d[e']|achat d[e']|livraison d[e']|portant sur|suivants?|pour"
    r"|(?:re)?order\w*|send|ship|suppl\w+|deliver\w*|need\w*|have|get|want|buy|purchase|add|require\w*|like|us|me|please|pls|for|another"
    r"|also|additional|extra|make it|take|quantity of|order of|grab"
    r"|liefer\w*|bestell\w*|brauch\w*|benotig\w*|send\w*|schick\w*|wir|ich|uns|mir|bitte|noch|auch|zusatzlich|gerne?|ab|merken|hiermit"
    r"|uber|zuzuglich|vor|statt dessen|lieber"
    r"|mand\w*|envi\w*|necesit\w*|ped\w+|pong\w*|anad\w*|apunt\w*|quer\w+|quisier\w*|servir\w*|suministr\w*|pedido de|reponer|tambien"
    r"|ademas|mejor|nos|pon|manda\w*"
    r"|sped\w*|invi\w*|ordin\w*|fornir\w*|serv\w*|vorre\w*|desider\w*|bisogno di|bisogno|consegn\w*|aggiung\w*|anche|ancora|facciamo\w*"
    r"|ordine di|prepar\w*|ci|vi|mi|circa|meglio"
    r"|lever\w*|stur\w*|bestel\w*|je|jullie|sie|ihr|tu|te|you|i|graag|nog|ook|willen|wil|hebben|nodig|wij|we|ons|mij"
    r"|toevoegen|extra|liever)"
)
#: Between two items, or before the last one.
JOINING = r"(?:et|and|und|y|e|en|ed|oder|ainsi que|de meme que|plus|sowie|as well as|sowohl|nonche|alsmede|asi como|puis|\+|&)"
#: The same with what may follow it before the count.
AND = rf"{JOINING}(?:\s+(?:de|d'|of|von|di|van|also|aussi|auch|anche|tambien|ook|encore|noch|nog))?"
#: Another number is told instead of this one.
INSTEAD = (
    r"(?:au lieu (?:de|des|d'(?=\d))|a la place d[e']s?|instead of|rather than|statt|anstatt|anstelle von|en vez de|en lugar de"
    r"|invece di|al posto di|in plaats van)"
)
#: Words that a sentence about ordering has; a number in any other sentence counts something else.
ORDERING = (
    r"\b(?:command\w+|livr(?:er|ez|aison)|envoyer|expedi(?:er|ez)|fourni\w+|prepar\w+|prevoi\w+|mettre|faudr\w+|faut|ajout\w+|rajout\w+"
    r"|prend(?:s|rai|rons|re)|prenons|souhait\w+|voudr\w+|aimer(?:ais|ions)|recevoir|parvenir|besoin|reserv\w+|achat|acheter|devis|panier"
    r"|order\w*|send|ship|supply|deliver|need|require|purchase|buy|get|have|want|add|like to|liefern|bestell\w+|brauchen|benotig\w+|senden"
    r"|schicken|mochten|rufen|abruf\w*|mand\w+|envi\w+|necesit\w+|pedi\w*|anad\w+|apunt\w+|queremos|quisier\w+"
    r"|suministr\w+|pong\w+|sped\w+|invia\w*|ordin\w+"
    r"|fornir\w*|serv\w+|vorre\w+|desider\w+|bisogno|aggiung\w+|leveren|sturen|bestel\w+|graag|willen|nodig|svp|stp"
    r"|please|bitte|po|delivery|lieferung|liefertermin|entrega|consegna|levering)\b"
)
#: What ends an item's description: the next clause, a place, a date.
END = (
    r"\s*(?:(?<!\bref)(?<!\bart)(?<!\bnr)(?<!\bno)(?<!\benv)(?<!\bstk)(?<!\bpcs)(?<!\bcod)(?<!\bcad)(?<!\bkg)(?<!\bfl)[;.!?](?:\s|$)"
    r"|\s(?:pour (?:le |la |une |un |lundi|mardi|mercredi|jeudi|vendredi|samedi|livraison|demain|fin)|livraison|a livrer"
    r"|a l'adresse|livree?s? "
    r"|livrables?|enlevement|avant le|au plus tard|des que|s'il vous plait|s'il te plait|svp|stp|merci|a l'attention|comme d'habitude"
    r"|comme convenu|comme annonce|franco|qui |dont |a notre|au (?:chantier|depot|siege|magasin)|a l'agence|sur le chantier|la semaine"
    r"|semaine \d|fin (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
    r"|to be delivered|for (?:delivery|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next)|delivered|delivery"
    r"|by (?:the )?\d|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow)|before|asap|as usual|as agreed|please"
    r"|to our|to my|my address"
    r"|bis (?:zum )?\d|lieferung|zur lieferung|geliefert|liefern|bestellen|senden|schicken|bitte|an unsere|nach unser|wie ublich|an:"
    r"|fur (?:den|die|montag|dienstag|mittwoch|donnerstag|freitag|morgen)"
    r"|para (?:el|la|los|manana)|antes del|en la obra|entrega|por favor|gracias|a la calle"
    r"|per (?:lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domani)|entro|consegna|grazie|per favore|presso|in via"
    r"|voor (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|morgen)|leveren|sturen|alstublieft|levering|aub)(?!\w))"
)
#: Counts of these are no items.
NOT_AN_ITEM = (
    r"(?:jours?|heures? (?:du|de|avant|plus)|semaines?|mois|ans?|annees?|days?|weeks?|months?|years?|tagen?|wochen?|monate?n?|jahren?"
    r"|dias|semanas|meses|giorni|settimane|mesi|dagen|weken|maanden|€|%|eur|rue|avenue|bd|boulevard|place|allee|chemin|route|quai|cours"
    r"|impasse|square|street|road|strasse|str|lane|via|piazza|calle|straat|laan|janvier|fevrier|mars|avril|mai|juin"
    r"|juillet|aout|septembre|octobre"
    r"|novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|marz|juni"
    r"|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|gennaio|febbraio|aprile"
    r"|maggio|giugno|luglio|settembre|ottobre|dicembre|maart|mei|augustus|uhr|am|pm|cedex|[a-z]+ cedex|commandes?|lignes?|fois"
    r"|personnes?|points?|questions?|magasins?|salaries?|employes?|orders?|lines?|bestellungen|positionen|pedidos?"
    r"|ordini|of our|of your|de nos|de vos"
    r"|fur|bis|et|and|und|a|au|to|h\d+|h(?! d)|tel|fax|devis|offres?|reponse|retour|copie|facture|confirmation|delai"
    r"|rappel|quote|reply|price|copy"
    r"|invoice|call|question|angebot|antwort|presupuesto|preventivo|offerta|offerte|rendez-vous|meeting|capital|rcs"
    r"|saludo|abrazo|\w+aine de|\w+antaine|quinzaine)\b"
)
#: Labels of a form: what follows each is a quantity, a reference, a price, the thing itself.
QUANTITY_LABEL = (
    r"(?:quantites?|qtes?|qty|quantity|menge|anzahl|stuckzahl|cantidad|cant|quantita|q\.?ta|aantal|hoeveelheid"
    r"|nombre|nb)(?: (?:commandees?|ordered|souhaitees?))?"
)
PRICE_LABEL = (
    r"(?:prix(?: unitaire)?|pu|p\.u\.?|unit price|price|preis|einzelpreis|stuckpreis|precio(?: unitario)?|prezzo(?: unitario|"
    r" unit)?|prijs|stukprijs|tarif|cost)(?: ?(?:net|ht|h\.t\.?|unitaire|ex vat|excl\.? vat))*"
)
AMOUNT_LABEL = (
    r"(?:(?:line |item |sub-?|sous-?)?total|(?:zeilen|positions)?summe|gesamt(?:preis|betrag)?|totale|totaal|amount|montant|betrag|importe"
    r"|importo|bedrag)(?: (?:price|de la ligne|ligne|riga|linea))?(?: ?(?:net|ht|h\.t\.?|ex vat|excl\.? vat|netto|neto))*"
)
THING_LABEL = (
    r"(?:article|designation|description|libelle|produit|item|product|artikel|bezeichnung|beschreibung|articulo|descripcion|producto"
    r"|articolo|descrizione|prodotto|omschrijving)"
)
REFERENCE_LABEL = (
    r"(?:(?:votre |your |ihre |notre |our |unsere? |vs\.? |ns\.? )?(?:ref(?:erencia|erence|erenz|erentie)?s?|dell'articolo|articolo"
    r"|art(?:ikel|icle|iculo|icolo)?[. -]{0,3}(?:nr|no|number|n°|nummer|num)?|sku|p/n|pn|code(?: article)?|item(?: no| number| code)?"
    r"|part(?: no| number)?|best(?:ell)?\.?-?nr|mat\.?-?nr|codigo|codice|cod|kod|rif|produkt-?nr|model no))"
)
#: A quantity that a price is for, when it is not one.
PER_MANY = (
    r"\s*(?:h\.?t\.?\s*)?(?:le|la|les|pro|per|par|pour|je|por|al?|/|the)\s*(?:mille|1000|1 000|cent|100|hundred"
    r"|thousand|tausend|hundert|mil|cien)\b"
)
#: Words before the amount of a whole line.
IN_ALL = r"(?:soit|total\w*|totaal|en tout|in all|altogether|insgesamt|gesamt|zusammen|en total|in totale|samen|=)\W*$"
