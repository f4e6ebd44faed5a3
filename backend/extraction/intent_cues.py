"""The phrases by which a message says what its sender wants, in six languages, folded.

`…` stands for a few words, `*` for the end of a word, `#` for a digit; ` | ` separates phrases.
"""

from __future__ import annotations

from collections.abc import Mapping

from backend.model.trade import Intent

#: Phrases that say it outright.
CLEAR: Mapping[Intent, str] = {
    Intent.BANK_DETAILS_CHANGE: """
        change* de (rib|coordonnees bancaires|banque|iban|compte bancaire)
        | changement … (rib|coordonnees bancaires|domiciliation|iban|compte bancaire)
        | nouve* (rib|coordonnees bancaires|iban|compte bancaire|references bancaires)
        | modifi* … (rib|coordonnees bancaires|iban|compte bancaire)
        | nos coordonnees bancaires (ont|changent|sont modifiees) | mettre a jour … (rib|coordonnees bancaires|iban)
        | (change|changed|update|updated|new) … (bank details|bank account|banking details|banking information|account details|iban)
        | (bank details|bank account|banking details|iban) … (has|have) (been )?changed
        | (neue|geanderte|aktualisierte) (bankverbindung|kontoverbindung|bankdaten|iban)
        | anderung … (bankverbindung|kontoverbindung|bankdaten|iban)
        | (bankverbindung|kontoverbindung|bankdaten) … geandert
        | (cambio|nueva|nuevos|modificacion) … (cuenta bancaria|datos bancarios|iban)
        | (cambio|nuov*|modifica|variazione) … (coordinate bancarie|conto corrente|iban|dati bancari)
        | (nieuw*|wijziging|gewijzigd*) … (bankgegevens|bankrekening*|rekeningnummer|iban)
        """,
    Intent.PAYMENT_REMINDER: """
        relance | rappel de (paiement|facture|reglement|echeance) | (facture|factures) (impayee*|echue*|en retard|en souffrance)
        | impaye* | mise en demeure | retard de paiement
        | (reste*|demeure*) (a ce jour )?(impayee*|en attente de reglement|non reglee*) | sauf erreur … (reglement|paiement|facture*)
        | payment reminder | overdue (invoice*|payment*|account|balance)
        | (invoice*|payment*) … (overdue|past due|outstanding|unpaid|still open) | past due | final notice
        | dunning | friendly reminder … (invoice*|payment*|balance)
        | mahnung | zahlungserinnerung | (offene|uberfallige) (rechnung*|posten|forderung*|betrage)
        | rechnung* … (uberfallig|noch offen|nicht beglichen)
        | recordatorio de pago | (factura*|pago*) (vencida*|pendiente* de pago|impagada*|pendiente*) | reclamacion de pago
        | sollecito | fattur* (scadut*|insolut*|non pagat*) | mancato pagamento
        | betalingsherinnering | aanmaning | (openstaande|onbetaalde|vervallen) factu* | herinnering … (betaling|factuur)
        """,
    Intent.PAYMENT_STATUS_INQUIRY: """
        (quand|date) … (serons nous payes|sera t elle (payee|reglee)|allez vous (payer|regler)|sera (payee|reglee)|de (reglement
        |paiement|virement))
        | (ou en est|etat|statut|suivi|point) … (reglement|paiement|facture*|virement)
        | (confirmer|indiquer|preciser|donner|connaitre) … date de (reglement|paiement|virement)
        | (facture*) … (a t elle|ont elles|a bien|ont bien) … (ete )?(recue*|enregistree*|validee*|traitee*|comptabilisee*
        |mise* en paiement) | mise* en paiement
        | payment status | status of … (payment|invoice*) | when … (be paid|pay|payment|expect payment)
        | (payment|invoice) … (been (processed|approved|received|paid)|scheduled)
        | zahlungsstatus | wann … (bezahlt|uberwiesen|beglichen|zahlung) | status … (zahlung|rechnung*) | zahlungseingang
        | (estado|cuando) … (pago|pagara*|factura*|abonad*|pagad*)
        | (stato|quando) … (pagamento|fattur*|pagat*|saldat*|bonifico)
        | (status|wanneer) … (betaling|betaald|factu*|betalen)
        """,
    Intent.ORDER_STATUS_INQUIRY: """
        (ou en est|etat|statut|suivi|avancement|point|nouvelles) … (commande*|livraison*|expedition|bc)
        | (quand|date) … (commande*|livree*|livraison|expediee*|recevoir|expedition)
        | (commande*) … (toujours pas|pas encore|non) (ete )?(recue*|livree*|expediee*|arrivee*)
        | (pas encore|toujours pas|n avons pas|jamais) (ete )?(recu|livre*) … (commande*|marchandise*|materiel|colis)
        | (delai*|date) (de livraison|d expedition) … (commande*)
        | (livraison|colis|marchandise*|commande*) … (pas|jamais) … (arrive*|recu*|livre*|parvenu*) | numero de suivi
        | retard de livraison
        | (order|delivery|shipment|shipping|tracking) status | status of … (order*|delivery|shipment)
        | where is … (order|delivery|shipment|package)
        | when … (ship*|deliver*|order … arrive|receive … order|expect … (order|delivery))
        | (not|haven t) (yet )?(received|arrived) … (order*|goods|delivery|shipment) | tracking number
        | (lieferstatus|bestellstatus|auftragsstatus|liefertermin|lieferzeit) | status … (bestellung*|auftrag*|lieferung*)
        | wann … (geliefert|lieferung|bestellung|versandt|versendet|ware)
        | wo bleibt … (bestellung|lieferung|ware)
        | (estado|seguimiento|cuando) … (pedido*|entrega*|envio*) | donde esta … pedido
        | (stato|quando|dov) … (ordin*|consegn*|spedizion*)
        | (status|wanneer|waar blijft|waar is) … (bestelling*|order*|levering*|zending)
        """,
    Intent.ORDER_CANCELLATION: """
        annul* … (commande*|bon de commande|bc|cde) | (commande*) … (annulee*|a annuler)
        | annulation (de )?(la |notre |ma |d une )?commande*
        | cancel* … (order*|po|purchase order*) | (order*|po) … (cancelled|canceled|cancellation)
        | (stornier*|storno|widerruf*|annullier*) … (bestellung*|auftrag*)
        | (bestellung*|auftrag*) … (stornier*|storno|annullier*|zuruckziehen)
        | (anular|cancelar|anulacion|cancelacion) … pedido* | pedido* … (anulad*|cancelad*)
        | (annull*|cancell*|disdetta) … ordin* | ordin* … (annullat*|cancellat*)
        | (annuler*|intrek*) … (bestelling*|order*) | (bestelling*|order*) … (annuler*|geannuleerd|intrekken)
        """,
    Intent.ORDER_CHANGE: """
        modifi* … (commande*|bon de commande|quantite*|date de livraison|adresse de livraison) | (commande*) … modifi*
        | annule et remplace | (decaler|reporter|repousser|avancer|anticiper|decalage|report) … (livraison|commande*|expedition)
        | avenant … commande
        | (ajouter|rajouter|supprimer|remplacer|passer|augmenter|diminuer|reporter|avancer) … (a la commande|a notre commande
        |de la commande|notre commande|la commande)
        | (change|changes|amend*|modif*|update|revise*) … (order*|po|quantit*|delivery (date|address))
        | (postpone|reschedule|bring forward|delay) … (delivery|order*|shipment)
        | (revised|amended|updated) (order|po|purchase order) | (add|remove|increase|reduce|postpone) … (to|from|our|the) (order|po)
        | (ander*|anpass*|geandert*) … (bestellung*|auftrag*|menge*|liefertermin)
        | (bestellung*|auftrag*) … (ander*|geandert*|erhohen|reduzieren|verschieben|erganzen)
        | (lieferung|liefertermin) … (verschieben|vorziehen) | bestellanderung
        | (modific*|cambi*) … (pedido*|cantidad*) | (modific*|variazion*|cambi*) … (ordin*|quantita)
        | (wijzig*|aanpass*) … (bestelling*|order*|aantal*)
        """,
    Intent.DISPUTE: """
        litige | contest* … (facture*|montant|prix|avoir)
        | (facture*|montant|prix|tva|quantite*) … (erronee*|incorrect*|ne correspond* pas|erreur|non conforme*|conteste*|inexact*)
        | erreur … (facture*|facturation|prix|montant|quantite)
        | reclamation | (demande*|emettre|etablir|attente) … (avoir|note de credit)
        | (marchandise*|produit*|colis|livraison) … (abime*|casse*|endommage*|defectueu*|manquant*|non conforme*)
        | (manquant*|ecart) … (livraison|facture|prix)
        | dispute* | (invoice|amount|price|quantity) … (incorrect|wrong|does not match|doesn t match|error|discrepan*|mismatch)
        | (error|mistake|discrepan*|overcharged) … (invoice|price|amount|billing) | request* … credit note
        | (goods|delivery|items|products) … (damaged|defective|missing|faulty) | complaint
        | reklam* | (rechnung*|betrag|preis|menge) … (falsch|fehlerhaft|stimmt nicht|nicht korrekt|abweich*|unstimmig*)
        | (fehler|abweichung|unstimmigkeit) … (rechnung*|preis*|betrag) | beanstand* | widerspr* … rechnung
        | (ware*|lieferung) … (beschadigt|defekt|fehlt)
        | disputa | (factura|importe|precio) … (incorrect*|erroneo|erronea|no coincide*|error) | error … factura | reclamacion
        | contestazione | (fattura|importo|prezzo) … (errat*|non corrispond*|sbagliat*|errore) | errore … fattura | reclamo
        | betwist* | (factuur|bedrag|prijs) … (onjuist|fout*|klopt niet|niet correct|komt niet overeen) | klacht
        """,
    Intent.REMITTANCE_ADVICE: """
        avis de (paiement|virement|reglement)
        | (avons|ai) (procede au|effectue (le|un)|emis (le|un)|fait (le|un)) (virement|reglement|paiement)
        | (virement|reglement|paiement) … (a ete|vient d etre) (effectue|emis|execute|realise|envoye)
        | (ci joint|trouver|detail*) … (avis de virement|detail* (du|de votre|de notre) (reglement|paiement|virement))
        | bordereau de (reglement|paiement)
        | remittance (advice|detail*) | payment (advice|notification|confirmation)
        | (we have|has been|have) (made|sent|issued|processed|transferred) … payment
        | payment (of|for) … (has been|was) (made|sent|processed|issued)
        | zahlungsavis* | avis* … zahlung | zahlung … (angewiesen|uberwiesen|ausgefuhrt|veranlasst)
        | (haben|wurde) … (uberwiesen|angewiesen)
        | aviso de (pago|transferencia) | (hemos|se ha) (realizado|efectuado) … (pago|transferencia)
        | avviso di (pagamento|bonifico) | (abbiamo|e stato) (effettuat*|disposto|eseguit*) … (pagamento|bonifico)
        | betaaladvies | betalingsspecificatie | (betaling|overschrijving) … (verricht|uitgevoerd|gedaan|overgemaakt)
        """,
    Intent.QUOTE_REQUEST: """
        demande de (devis|prix|cotation|tarif*|offre)
        | (faire parvenir|envoyer|etablir|adresser|recevoir|obtenir|transmettre|faire|communiquer) … (devis|offre de prix|cotation
        |meilleur* prix|vos tarifs|tarif*|vos prix|votre offre) | appel d offre* | chiffrage
        | request for (quotation|quote|a quote|proposal|price*) | rfq
        | (send|provide|give|get|receive|like|need|want|prepare) … (quotation|quote|price list|best price*|pricing|an offer)
        | quote request | could you quote | please quote
        | (angebotsanfrage|preisanfrage|anfrage … (angebot|preis*))
        | (bitte|bitten|konnen|erbitten|benotigen|senden|unterbreiten|erstellen) … (angebot|preisangebot|preisliste|kostenvoranschlag)
        | solicitud de (presupuesto|cotizacion|oferta|precio*)
        | (enviar*|necesitamos|solicitamos|pasar*|podrian|hacer*) … (presupuesto|cotizacion|oferta|precio*)
        | richiesta (di )?(preventivo|offerta|quotazione|prezz*)
        | (inviar*|avere|ricevere|fare|formular*) … (preventivo|offerta|quotazione|prezz*)
        | (offerteaanvraag|prijsaanvraag|aanvraag … (offerte|prijs*)) | (graag|sturen|ontvangen|maken) … (offerte|prijsopgave)
        """,
    Intent.ORDER_CONFIRMATION: """
        confirmation de (la |votre |notre )?commande | (confirmons|confirme) (votre commande
        |(la |bonne )*reception de (la |votre )?commande)
        | accuse de reception de (la |votre )?commande | accusons reception de votre commande | arc … commande
        | order (confirmation|acknowledg*) | (confirm|acknowledge) (receipt of )?your (purchase )?order | thank you for your order
        | auftragsbestatigung | (bestatigen) … (ihre|ihren|den|die) (bestellung|auftrag)
        | confirmacion de(l)? (su )?pedido | (confirmamos) … (su )?pedido | conferma (d |dell )?ordine | (confermiamo) … ordine
        | orderbevestiging | (bevestigen) … (uw )?(bestelling|order)
        """,
    Intent.CREDIT_NOTE: """
        (ci joint|trouver|voici|adress*|transm*|envoy*) … (notre |l |un |votre )?(avoir|note de credit)
        | (votre|notre) avoir | avoir (n|no|numero|client|sur facture|relatif)
        | (attached|find|enclosed|here is|send*) … credit (note|memo)
        | (anbei|beigefugt|anhang|erhalten|senden) … (gutschrift|rechnungskorrektur|stornorechnung)
        | (adjunt*|envi*) … (abono|nota de credito|factura rectificativa) | (allegat*|invi*|trov*) … nota di credito
        | (bijlage|bijgevoegd|hierbij) … (creditnota|creditfactuur)
        """,
    Intent.INVOICE: """
        (ci joint|trouver|voici|adress*|transm*|envoy*|piece jointe|dispo*|annexe) … facture*
        | facture* … (ci joint*|en piece jointe|en annexe|jointe*) | votre (nouvelle )?facture (est disponible|du|n|no|numero)
        | (attached|find|enclosed|here is|send*|attachment) … invoice*
        | invoice* … (attached|enclosed|is ready|for your records|for payment) | your (new )?invoice
        | (anbei|beigefugt|anhang|anlage|erhalten|senden|ubersenden) … rechnung* | ihre rechnung
        | rechnung* … (anbei|im anhang|in der anlage|beigefugt)
        | (adjunt*|envi*|encontrar*) … factura* | factura* … adjunta* | (allegat*|invi*|trov*|trasmett*) … fattur* | fattur* … allegat*
        | (bijlage|bijgevoegd|hierbij|vindt) … factu* | factu* … (bijlage|bijgevoegd)
        """,
    Intent.ORDER: """
        (souhait*|voud*|desir*|aimer*|merci de|veuillez|prier* de|besoin de|faut) … (commander|passer commande|livrer|nous expedier
        |nous envoyer|nous faire parvenir|nous fournir|preparer la commande|enregistrer … commande)
        | (pouvez|pourriez|pourrais|merci de|veuillez) … (livrer|envoyer|expedier|fournir|preparer) … #
        | (confirme|confirmons|confirmer|valide|validons) (la|notre|ma|cette) commande
        | (ok|accord|accepte|acceptons|validons) … votre (offre|devis|proposition)
        | (passons|passe|adress*|transm*|trouver|envoy*|ci joint|voici|faisons parvenir
        |piece jointe) … (notre |une |la |ma )?(bon de )?commande* | notre (bon de )?commande suivante
        | nouvelle commande | bon de commande | je (vous )?commande | nous (vous )?commandons | commande (urgente|a livrer|suivante)
        | (would like|want|wish|need) to (place|order|purchase|buy)
        | (place|placing|submit*|send*|attached|find|enclosed) … (purchase order*|our order|an order|the order|following order
        |order for|new order|po) | (can|could|please) … (send|deliver|ship|supply) … #
        | please (supply|deliver|ship|send us|process … order|enter … order|accept … order) | purchase order | new order | we order
        | we hereby order
        | (hiermit|mochten|wollen|wir|gerne) … (bestellen|bestelle)
        | (anbei|beigefugt|anhang|erhalten|senden|ubersenden) … (bestellung*|auftrag) | neue bestellung
        | bitte (liefern|senden) sie
        | (bitte|konnen sie|konnten sie) … # … (liefern|senden|schicken)
        | (queremos|deseamos|quisieramos|quisiera|necesitamos) … (pedir|realizar|hacer|comprar|encargar)
        | (adjunt*|envi*|hacer|realizar|nuevo|siguiente|pasamos) … pedido | orden de compra | les pedimos
        | (puede*|podria*) … (enviar*|suministrar*) … #
        | (vorremmo|desideriamo|vogliamo|vorrei|intendiamo) … (ordinare|acquistare|effettuare)
        | (allegat*|invi*|trasmett*|nuovo|seguente) … ordine | ordine di acquisto | ordiniamo | con la presente … ordin*
        | (potete|potreste) … (inviar*|spedir*|fornir*|consegnar*) … #
        | (willen|wensen|graag|wij) … bestellen
        | (bijlage|bijgevoegd|hierbij|nieuwe|volgende) … (bestelling|order|bestelbon|inkooporder) | gelieve … te leveren
        | (kunt u|kan u|graag) … # … (leveren|sturen)
        """,
    Intent.OTHER: """
        se desabonner | desinscri* | desabonnement | voir (cet e mail|cet email|ce message|la version) (dans|en) (votre navigateur|ligne)
        | newsletter | lettre d information | infolettre | offre (exclusive|speciale|promotionnelle) | soldes | webinaire | code promo
        | unsubscribe | opt out | view (this (email|message) )?in (your )?browser | manage (your )?(preferences|subscription*)
        | special offer | webinar | promo code | limited time | discount code
        | abmelden | abbestellen | im browser (ansehen|anzeigen|offnen) | sonderangebot | rabattcode | darse de baja
        | cancelar (la )?suscripcion | ver en (el|su|tu) navegador | boletin
        | annulla l iscrizione | disiscri* | cancella* iscrizione | visualizza* nel browser | uitschrijven | afmelden | bekijk … browser
        | nieuwsbrief | out of office | absence du bureau | reponse automatique | automatic reply | abwesenheits*
        """,
}
#: Single words that point to it, weaker.
HINTS: Mapping[Intent, str] = {
    Intent.INVOICE: "facture* | invoice* | rechnung* | factura* | fattur* | factuur | facturen | faktura",
    Intent.CREDIT_NOTE: "note de credit | credit note | credit memo | gutschrift | rechnungskorrektur | nota de credito | nota di credito"
    " | creditnota",
    Intent.ORDER: "commande* | order* | po | bestellung* | bestelling* | pedido* | ordine | ordini | bc | bdc",
    Intent.PAYMENT_REMINDER: "rappel | reminder | erinnerung | recordatorio | promemoria | herinnering",
    Intent.DISPUTE: "desaccord | anomalie | erreur | discrepancy | abweichung | discrepanza",
    Intent.QUOTE_REQUEST: "devis | quotation | quote | rfq | angebot | presupuesto | preventivo | offerte",
    Intent.REMITTANCE_ADVICE: "remittance",
    Intent.BANK_DETAILS_CHANGE: "rib",
}
