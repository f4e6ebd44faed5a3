"""What the sentences of business mail speak of: concepts and their words in six languages, folded.

` | ` separates words or phrases, `*` stands for the end of a word, `#` for a number, `…` for up to four words.
"""

from __future__ import annotations

from collections.abc import Mapping

CONCEPTS: Mapping[str, str] = {
    "ORDER": """
        commande | commandes | bon de commande | bdc | bc | cde | cdes | purchase order* | order | orders | reorder | po | pos
        | bestellung | bestellungen | auftrag | auftrags | auftrage | pedido | pedidos | orden de compra | ordine | ordini | d ordine
        | bestelling | bestellingen | inkooporder* | ordernummer | bestellnummer | encargo | contrat ouvert | commande cadre
        | blanket po | call off | call offs | call off no # | appel de commande | achat | compra | acquisto | aankoop | purchase
        | orderbon | bestelbon | commessa | bestelopdracht | ordern*
        """,
    "YOUR_ORDER": """
        (votre|vos|ta) (derniere )?(commande*|bon de commande|cde|bc|achat)
        | your (recent |latest )?(order*|po|purchase order*|purchase) | (ihre|ihren|ihrer|deine) (bestellung*|auftrag*) | ihren auftrag
        | (su|sus|vuestro|tu) (pedido*|orden) | (vostro|vs|vs.|suo|tuo|il vostro|del vostro) ordine
        | (uw|jullie|je) (bestelling*|order*) | (su|sus|vuestra) (compra|orden de compra) | (il|del) (suo|vostro|vs) (ordine|acquisto)
        | votre (ref|reference) bc* | (ihr|ihren) (einkauf|auftrag) | (uw|jouw) (aankoop|order)
        """,
    "OUR_ORDER": """
        (notre|nos|ma|mon|mes) (derniere |prochaine )?(commande*|bon de commande|bons de commande|cde|bc|po)
        | commande (que (j|nous)|passee|envoyee|faite) | (our|my) (purchase )?(order*|po) | (nuestro|nuestros|mi|mis) (pedido*|orden)
        | (nostro|nostri|mio|ns|ns.) ordin* | (onze|mijn) (bestelling*|order*|inkooporder)
        | (order|pedido|bestellung|bestelling|ordine) (i|we|ich|wir) (placed|made)
        | (pedido|ordine|bestelling) (que|die|dat|che) (hice|hicimos|hemos|ho fatto|abbiamo) | i ordered | we ordered
        | nous avions commande* | nous avons commande* | j ai commande*
        | (chaises|articles|produits|pieces|materiel|marchandise*) commande* (le|la|en|il) | (notre|nos) (achat|demande d achat)
        | (our|my) purchase | (auf|zu) (meine|unsere) bestellung | ich warte … bestellung | bestellung vom
        | (nuestra|mi) (compra|orden de compra) | (il|del) (nostro|mio) (ordine|acquisto) | i placed order | j ai passe commande
        | lo necesitamos | commande passee | le bc | ordine inviato | bestelling van | je l ai commande*
        | (unsere|unserer|unseren|unserem|meine|meiner|meinen) (o g )?(heutigen )?(bestellung|bestellungen|auftrag|auftrage|auftrags)
        """,
    "LINE": """
        (ligne|lignes|poste|postes|position|positions|pos|line|lines|item|items|zeile|zeilen|linea|lineas|riga|righe|regel|regels) (n |no )?#
        """,
    "INVOICE": """
        facture | factures | facturation | fact | honoraires | note d honoraires | fac | invoice | invoices | inv | bill | billing
        | rechnung | rechnungen | abschlagsrechnung | telefonrechnung | schlussrechnung | factura | facturas | fattura | fatture
        | parcella | factuur | facturen | faktura | proforma | acompte | nota van | uw nota | minuta | minutas | note de frais
        | document comptable | tax invoice | e invoice | fatt | canone | liquidacion | recibo | quittance | deposit invoice
        | rekening voor | nota n | nota nr | teilrechnung | anzahlungsrechnung | zwischenrechnung | situation de travaux | decompte
        | avance de frais
        """,
    "OUR_INVOICE": """
        (notre|nos|ma|mes) (derniere |nouvelle )?(facture*|note d honoraires|honoraires|travaux)
        | (our|my) (latest |new )?(invoice*|bill) | (unsere|unserer|meine|meiner) (rechnung*) | (nuestra|nuestras|mi|mis) factura*
        | (nostra|nostre|ns|ns.|mia) fattur* | (onze|mijn) factu* | (notre|ma) (situation|note) | fattura … nostra | unsere rg
        | i sent inv* | la factura de (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)
        | (inv|invoice) # over
        """,
    "YOUR_INVOICE": """
        (votre|vos|cette|ces) facture* | (your|this) (invoice*|bill) | (ihre|ihrer|ihren|diese|dieser) rechnung*
        | (su|sus|vuestra|esta) factura* | (vostra|sua|questa) fattur* | (uw|deze) factu* | le montant facture
        | vous (nous )?avez facture | nous a ete facture | billed us | (you|you ve) billed | berechnete | facturado
        | facturee? (deux|en double) | vous nous facturez | nous facturez | vous facturez | (nos )?habeis (cobrado|facturado)
        | nos han (cobrado|facturado) | (ci avete|avete) (fatturato|addebitato) | u (heeft|hebt) … (gefactureerd|berekend)
        | jullie … (gefactureerd|berekend) | haben sie (uns )?… (berechnet|fakturiert) | (sie|ihr) … in rechnung gestellt
        | you (charged|invoiced|billed) (us|me) | we (were|ve been|have been) (charged|billed|invoiced) | fakturiert
        """,
    "CREDIT": """
        (un|l|notre|votre|cet|d|en|nouvel|faire|emettre|etablir|le present) avoir
        | avoir (n|no|num|av|#|de|du|sur|relatif|correspondant|commercial|ci joint|av*|rfa) | avoirs | note* de credit | credit note*
        | credit memo* | a credit | raised a credit | issue* … credit | credit us | gutschrift* | rechnungskorrektur* | stornorechnung*
        | nota* de (abono|credito) | factura rectificativa | abono | nota* (di|d) (credito|accredito) | creditnota | creditfactu*
        | l avoir | cet avoir | creditering | crediteren | gutgeschrieben | gutschreiben | storniert … rechnung | rechnung … storniert
        | kreditnota | nota credito | nota de credito | accredito | rimborso | ristorno | bonus de fin d annee | refund | remboursement
        | reembolso | terugbetaling | ruckerstattung | erstattung | kickback
        """,
    "GOODS": """
        livraison | livraisons | livrer | livre | livree | livrez | expedition | expedier | expediez | colis | marchandise* | materiel
        | reliquat* | camion | transporteur | envoi | delivery | deliveries | delivered | deliver | shipment* | ship | shipped
        | shipping | goods | parcel | package | pallet* | consignment | lieferung* | liefertermin* | lieferstatus | lieferzeit
        | geliefert | lieferdatum | ware | sendung | ausliefern | entrega* | entregan | envio* | mercancia | llega | salida | consegn*
        | spedizion* | merce | bancal* | leverin* | leverdatum | levertijd | geleverd | zending | goederen | platen | platten | article*
        | produit* | equipement* | pieces | composants | products | equipment | teile | artikel | paket | produkte | mercancias
        | producto* | articulo* | piezas | paquete | prodott* | articol* | pezzi | componenti | pannelli | pakket | artikelen
        | producten | onderdelen | spullen | nalevering | nageleverd | bestelde | bezorgd | bezorging | acheminement
        | mise a disposition | remise | retrait | fornitura | suministro | pedido completo | approvisionnement
        """,
    "QUOTE": """
        devis | offre | offres | cotation* | proposition | proposition chiffree | chiffrage | consultation | appel d offre* | quotation*
        | quote | quotes | rfq | proposal | tender | estimate | angebot* | presupuesto* | oferta* | cotizacion | preventiv* | offert*
        | prijsopgave | offerteaanvraag | propuesta | chiffrer | deviser | bid | offering | kostenvoranschlag | aanbieding | aanbod
        | prix indicatif | tarification
        """,
    "PRICE": """
        prix | tarif* | prices | price | pricing | cost | costs | preis* | kosten | precio* | prezz* | prijs* | taux | rates | fee
        | fees | conditions tarifaires | conditions commerciales | staffelpreis* | rabatt* | remise | descuento | sconto | korting | moq
        | minimum order quantity | tariffe | quotazione
        """,
    "HOW_MUCH": """
        combien (coute*|vaut|pour|ca|cela) | quel (est|serait|sera) … (prix|tarif|cout) | quels sont vos (prix|tarifs) | how much
        | what (is|are|would|s) … (price|cost|pricing) | ballpark | was (kosten|kostet) | wie viel (kosten|kostet)
        | cuanto (cuesta*|vale*|sale|seria) | precio (de|para) # | quant* costa* | quale … prezzo | wat (kost|kosten) | hoeveel kost*
        | vos (prix|tarifs) (pour|sur) | a quel prix | plazo y precio | prix et delai* | tarif et dispo* | best price | lead time
        | (vos|your) (rates|conditions|tarifs|prices) (pour|sur|for|and) | let me have your (rates|price*)
        | (saber|conocer|indicar*|dar*|pasar*) … (precio*|coste) | precio de | precio por
        | (sapere|indicar*|comunicar*) … (prezz*|cost*) | (weten|doorgeven|opgeven) … (prijs|prijzen|kost*) | wat is (de|uw) prijs
        | was (wurde|wurden) … kosten | (preis|preise) (fur|nennen|mitteilen) | welchen preis | zu welchem preis
        | (connaitre|communiquer|indiquer|donner) … (prix|tarif*|cout) | ca coute | coute* | (what|which) … (price|charge|rate)
        | price for | (si|if|ob) … (descuento por cantidad|volume discount|mengenrabatt)
        """,
    "BANK": """
        rib | iban | coordonnees bancaires | compte bancaire | banque | etablissement bancaire | domiciliation | references bancaires
        | bank details | bank account | banking | bank information | remittance instructions | ach information | sort code
        | account details | bankverbindung | kontoverbindung | bankdaten | konto | kontoanderung | cuenta bancaria | datos bancarios
        | entidad bancaria | coordinate bancarie | conto corrente | dati bancari | rekeningnummer | bankrekening* | bankgegevens
        | new account | nouveau compte | neues konto | banco | banca | hausbank | bankwechsel | nouvelle banque | numero de compte
        | numero de cuenta | n de cuenta | cuenta | conto | banque* | changement de banque | etablissement financier | bank
        | kontonummer | rekening | datos de pago | datos de cobro | payment details | payment instructions | coordonnees de paiement
        | references de paiement | compte suivant | account below | account number | folgendes konto | folgende bankverbindung
        | seguente conto | siguiente cuenta | volgende rekening | domiciliation bancaire | banca d appoggio | dati di pagamento
        | betaalgegevens | konto bei | nuovo conto
        """,
    "NEW": """
        nouveau | nouvel | nouvelle | nouvelles | nouveaux | mise a jour | mettre a jour | new | updated | update | moved | neue | neuen
        | neuer | neues | aktualisiert* | nueva | nuevo | nuevas | nuevos | nuov* | aggiorn* | nieuw | nieuwe | gewijzigd* | desormais
        | a partir de ahora | vanaf nu | from now on | ab sofort | effective immediately | dorenavant
        | suite au (rapprochement|changement|transfert) | gewechselt | wechsel | kunftig | kunftige | switched | switch | changed our
        | overgestapt | voortaan | in futuro | prossimi | proximos | actualicen | actualizar | actualizacion | actualizado | modificado
        | variato | cambiata | cambiato | veranderd | sustituye | prochains | futurs | nouveau* | with effect from | avec effet au
        | mit wirkung | con effetto | met ingang van
        """,
    "PART": """
        quantite* | qte | quantit* | menge | cantidad* | quantita | aantal | aantallen | reference* | ref | article | articles | colour
        | color | couleur | taille | size | adresse | address | date | menge | artikel | codigo | codice | stuck | units | unidades
        | pezzi | stuks | terms
        """,
    "ATTACHED_CREDIT": """
        (avoir|credit note|credit memo|note de credit|gutschrift|nota di credito|creditnota) … (joint|jointe|ci joint*|attached|enclosed|est joint|anbei|allegat*|bijgevoegd)
        | (issued|raised|emis|emesso|ausgestellt) … credit*
        | (adressons|envoie|envoyons|transmettons|trouver|transmettre|anbei|erhalten sie|attached|find|allegat*|bijgaand|hierbij|adjunt*|enviamos) … (avoir|note* de credit|credit note*|credit memo*|gutschrift*|rechnungskorrektur|nota di credito|nota de abono|creditnota|creditfactuur|factura rectificativa)
        """,
    "CREDIT_REQUEST": """
        merci (d|de) | demand* | please (issue|send|raise) | bitten (wir )?um | solicit* | chiediamo | graag
        """,
    "OLD_ACCOUNT": """
        ancien (iban|rib|compte) | ne plus utiliser | (compte|konto|account) … (bloque|geschlossen|closed|blocked|gesperrt) | factor*
        | affacturage | cession de creance* | cedee* a | exclusivement sur | (old|previous|former|current) (bank )?account
        | ancienne* (coordonnees|banque) | compte … (clos|cloture|ferme) | (clos|cloture|ferme) … compte
        | (alte|altes|bisherige|bisheriges) (konto|bankverbindung) | cuenta (anterior|antigua) | (vecchio|precedente) (conto|iban)
        | (oude|vorige) (rekening|rekeningnummer) | no esta operativa | ceased to be valid | switched … bank
        | (zahlungen|payments|paiements|pagos|pagamenti|betalingen) … (kunftig|ab sofort|dorenavant|desormais|from now on|in futuro|a partir de|voortaan|d ora in poi)
        | (doivent|devront) … (dorenavant|desormais) | gebruik voortaan | bitte kunftig | from # … (account|payments)*
        | overgestapt … bank | factoring
        """,
    "PAY": """
        paiement* | payer | payes | paye | payee | payees | payez | regler | reglement* | regle | reglee | reglees | virement* | vire
        | virer | mandate* | cheque* | versement | payment* | pay | paid | remit* | bacs | wire | transfer | settle* | settlement
        | zahlung* | bezahlt | bezahlen | uberweis* | uberwiesen | beglichen | angewiesen | betrag | pago | pagos | pagar | pagada*
        | pagado* | paga | transferencia | abonada* | abonar | abono de | pagament* | pagare | pagat* | bonific* | saldo | saldat*
        | saldare | betaling* | betaald | betalen | overgemaakt | voldoen | overboeking | overmaken | credite | crediter | crediterons
        | prelevement | prelever | echeancier | encaissement | comptant | credited | deposit | disbursement | direct debit | lastschrift
        | begleichung | zahlen | zahlung | gezahlt | einzug | cobrar | cobraremos | cobro | ingreso | ingresado | abonamos | abonaremos
        | domiciliado | incassare | valuta | versamento | versato | rid | sepa | betaaldatum | betaalrun | afschrijving | incasso
        | gestort | ideal | clear invoice | sent # | sum of | somme de | soldé | solder | reglements | regularisation | money | argent
        | geld | dinero | soldi | funds | fonds | belege | montant du | sommes dues
        """,
    "CANCEL": """
        annul* | resili* | resolvons | resolution de la vente | retract* | cancel | cancelled | canceled | cancellation | cancelling
        | canceling | stornier* | storno | widerruf* | anul* | cancelar | cancelen | cancelad* | canceladlo | canceladla | cancela
        | cancelo | disdetta | disdire | intrekken | schrappen | nulle et non avenue | nul et non avenu | withdraw | stopper
        | stop the order | stoppen | stop | zuruckziehen | zuruckgezogen | zurucktreten | rucktritt | recedere | recesso | revocar*
        | revocare | revoca | revoke | void | sin efecto | dejar sin efecto | desist* | annulation | annuleer* | annuleren | herroep*
        | on arrete tout | arreter la commande | suspendre la commande | abort | kundig* | cancelacion | cancellar* | nullif*
        | teruggetrokken | afbestellen | abbestellen wir | renonc* | rinunci* | renunci* | abandon*
        """,
    "NOT_NEEDED": """
        (ne|n) … (voulons|veux|souhaitons|souhaite|avons|ai) plus (besoin )?(de|d|la|cette|le|les|rien) | plus besoin
        | (ne|pas) … (pas )?(expedier|livrer|envoyer|lancer) … (commande|rien) | ne pas (expedier|livrer|envoyer|lancer)
        | est un doublon | trouve ailleurs | no longer (need|require|want)* | do not ship | don t ship | do not send | don t send
        | do not deliver | don t need … anymore | nicht mehr (benotig*|gebraucht|brauchen) | (brauchen|benotigen) … nicht mehr
        | hat sich … erledigt | nicht (ausliefern|liefern|versenden|verschicken)
        | ya no (lo |la |los )?(necesit*|quer*|quier*|hace falta) | no quiero | no (lo )?(enviar|envien|envies)
        | non (serve|servono|ci serve|mi serve|occorre) piu | non spedi* | non consegn* | niet meer (nodig|leveren) | hoeft niet
        | niet (leveren|versturen|verzenden) | elders gevonden | ne rien (fabriquer|expedier|livrer|lancer)
        | ne (fabriquez|lancez|livrez|expediez|envoyez) pas | plus d actualite | plus necessaire
        | (by mistake|par erreur|versehentlich|por error|per sbaglio|per errore|per vergissing) … (order*|command*|bestell*|pedido|ordin*|bestel*)*
        | (order*|commande*|bestell*|pedido|ordin*|bestel*) … (by mistake|par erreur|versehentlich|por error|per sbaglio|per vergissing)
        | don t want | do not want | not needed | no need for | before it ships | projet (annule|abandonne)
        | projekt (nicht genehmigt|gestoppt) | wird nicht mehr | nicht mehr notig | no se enviara | no enviar | ya no hace falta
        | no hace falta | non (ci )?(serve|occorre|serviranno) | ziet er van af | zien er van af | afzien | heeft zich bedacht
        | nicht mehr gebraucht | bestellung hinfallig
        """,
    "WHOLE": """
        integral* | totalement | complete* | in full | entirely | vollstandig* | komplett* | por completo | integralmente | volledig
        """,
    "CHANGE": """
        modifi* | modific* | changer | changement* | changez | remplac* | avenant | rectifi* | amend* | revis* | change | changes
        | changed | swap | replace | correct the | adjust | ander* | bestellanderung | korrigierte | anpass* | geandert* | umstell*
        | ersetz* | cambi* | sustitu* | variazion* | sostitu* | wijzig* | aanpass* | gewijzigd* | vervang* | au lieu de | instead of
        | statt | anstatt | en vez de | en lugar de | invece di | al posto di | in plaats van | annule et remplace | supersed*
        | passer … de # a # | rev [a-z] | plutot # | l adresse de livraison | delivery address | lieferadresse | direccion de entrega
        | indirizzo di consegna | afleveradres | porter la quantite | augment* | diminu* | increase | reduce | decrease | erhoh*
        | reduzier* | aument* | reduc* | riduc* | verhog* | verlag* | ordered the wrong | finalement … (que|plutot|pas|besoin)
        | (que|nur|only|solo|maar) … (et non|statt|instead of|not|en vez|niet) # | et non # | and not # | und nicht # | y no # | e non #
        | en niet # | quantite correcte | quantitativo corretto | correct quantity | richtige menge | cantidad correcta | juiste aantal
        | rettific* | correg* | corrig* | korrigier* | splitsen | opdelen | scinder | split | aufteilen | dividir | suddivid*
        | aufteilung | doch lieber | lieber in | preferer* | prefer | prefier* | preferi* | liever | switch to | upgrade | downgrade
        | umbuchen | abander* | umander* | please deliver to | livrer (plutot )?(a|au) l autre adresse | nouvelle adresse | new address
        | neue adresse | nueva direccion | nuovo indirizzo | nieuw adres | changement de derniere minute | precision
        | incluir en el pedido | mise a jour de (la|notre) commande
        """,
    "MOVE": """
        decal* | report de livraison | reporter | reportez | repouss* | avancer | avancez | anticiper | postpone* | push back
        | pushed back | bring forward | reschedul* | delay … (delivery|order|shipment) | deliver … (later|earlier) | verschieb*
        | verschob* | vorzieh* | spater liefern | retrasar | retras* … entrega | aplazar | adelantar | posponer | posticip* | anticip*
        | spostar* | rimand* | uitstel* | verzet* | een week later | weken later | naar voren | later leveren | autre date
        | andere leverdatum | cambio de fecha | new delivery date | neuer liefertermin | differer | livrer plus (tard|tot) | plus tot
        | plus tard | a une date ulterieure | retarder | move the delivery | hold (the|our) (order|delivery|shipment) | later date
        | earlier date | nach hinten | nach vorne | spatere* | fruhere* | spater | fruher | aufschieben | aplazamiento | aplaz*
        | adelant* | mas tarde | mas adelante | slittare | rinviare | rinvio | piu tardi | later | vroeger | eerder leveren | opschuiven
        | verplaats* | verschuiven
        """,
    "ADD": """
        ajout* | rajout* | supprim* | retir* | enlev* | complement a | add | remove | delete | take off | on top of | dazu* | dazupack*
        | erganz* | streich* | entfern* | hinzu* | anad* | elimin* | quitar | quiten | aggiung* | toglie* | toevoeg* | verwijder*
        | bijvoegen aan | laten vervallen | erbij | mettre en plus | en plus | zusatzlich* | mitliefern | beilegen | mitschicken
        | extra bij | meeleveren | meesturen | erbij doen | bijbestellen | nachtragen | weglassen | herausnehmen | enlever | togliere
        | eruit halen | schrap
        """,
    "STATUS": """
        ou en est | ou en sont | statut | etat d avancement | etat de | suivi | avancement | (des|avez vous … |quelles) nouvelles
        | point sur | status | update on | any update | any news | tracking | eta | open order* | expected delivery | ship date
        | where is | where s | wo bleibt | wo ist | sendungsstatus | stand (der|unserer|meiner) | sachstand | estado | seguimiento
        | donde esta | stato | a che punto | dov e | dove si trova | waar blijft | waar is | voortgang | numero de suivi
        | tracking number | track | n de suivi | sendungsnummer | delais* bc | date d expedition | lieferstatus | bestellstatus
        | auftragsstatus | terminanfrage | relance livraison | consult* pago
        | (avez vous|auriez vous) (une idee|un retour|des infos|des nouvelles|du nouveau) | se sabe algo | que pasa con | hay novedades
        | novedades | what s going on | what is happening | airway bill | awb | realistic date | schon raus | schon unterwegs
        | ist sie schon | wie weit | zwischenstand | ruckfrage | nachfrage | avanzamento | ci (puo|potete|potreste) aggiornare
        | aggiorn* (sullo|su) | tempistic* | tempi | hoe staat het | hoever | stand van zaken | weet u | enig idee | localiser
        | localisation | bordereau de transport | preavis | expedite | chase | where do we stand | date ferme
        | (avez vous|avete) (deja |gia )?(expedie|spedito|envoye) | est elle partie | est il parti | spedito | partie
        | etat de (ma|notre|la) | still on | on track | update over
        """,
    "WHEN": """
        quand | a quelle date | date (previsionnelle|prevue|d expedition|de livraison|de reglement|de paiement|de virement)
        | dates de livraison | when | by when | what date | wann | voraussichtlich | cuando | fecha prevista | fecha de (entrega|pago)
        | plazo de entrega | quando | data prevista | data di (consegna|pagamento) | wanneer | verwachten | scheduled | expect | planned
        | payment run | zu rechnen | quel jour | quelle semaine | quel delai | sous quel delai | sous combien de temps | en que fecha
        | que dia | hasta cuando | que plazo | plazo | in che data | entro quando | quali tempi | welke datum | wat is de levertijd
        | hoe lang | how long | how soon | what time | which date | expected date | expected payment date | an welchem tag
        | zu welchem termin | welchem datum | bis wann | wie lange | termin | betaaldatum | date ferme | eta | promised for
        """,
    "NOT_YET": """
        toujours pas | pas encore | toujours rien
        | (n avons|n ai|avons|ai|n a) (toujours |a ce jour )?(pas|rien|aucun*) (ete )?(recu*|arriv*|livre*) | on attend | nous attendons
        | toujours dans l attente | toujours au statut | devait (arriver|etre livre*) | devaient | en retard | pas arrive*
        | jamais (recu|arrive*) | n est pas arrivee* | still (haven t|have not|not|nothing|waiting)
        | not (yet )?(been )?(received|arrived) | haven t (yet )?(received|seen|had) | has not been (received|delivered) | was due
        | overdue delivery | late delivery | noch nicht | noch keine* | noch nichts | nicht eingetroffen
        | sollte … (da sein|geliefert|kommen) | liegt uns … (nicht|keine) | fehlt | todavia no | aun no | no (hemos|he) recibido
        | no ha llegado | debia llegar | deberia haber llegado | non (abbiamo|ho) (ancora )?ricevuto | non e (ancora )?arrivat*
        | in ritardo | nog (niet|niets|geen) | niet ontvangen | had … moeten | sans nouvelles | aucune nouvelle | sollecito consegna
        | n ont pas (recu|le)* | n avons (encore )?rien | rien recu | sans retour | non recu* | pas livre*
        | pas (encore )?ete (livre*|expedie*|recu*) | depuis (trois|deux|#) (semaines|jours) | still no | no sign of
        | have not (yet )?(received|seen|arrived) | hasn t (arrived|been|shipped) | (was|were) promised | should have (arrived|been)
        | warte* (nun|noch|immer|seit)* | warten (noch|immer|seit)* | immer noch | seit # (tagen|wochen) | seit (zwei|drei|vier) wochen
        | bisher (nicht|keine) | nichts erhalten | sin (recibir|noticias|respuesta) | no nos ha llegado | seguimos esperando
        | llevamos … esperando | in attesa | attendiamo (ancora|da) | ancora (nulla|niente|non) | non e (stat[oa] )?(consegnat*|spedit*)
        | reparto … fermo | al (drie|twee|#) weken | zouden nog | nageleverd | nog steeds | zonder bericht | verspatung | verzug
        | retraso | ritardo | vertraging | fehlt (uns )?noch | retard de livraison | esperando el pedido | pas de nouvelles
        """,
    "LINE_DOWN": """
        line down | rupture de stock chez nous | urgent | urgence
        """,
    "CONFIRM_SENT": """
        accus* (bonne )?(de )?reception de (votre )?commande | accus* (bonne )?reception de votre commande
        | (vous |nous )confirmons (votre|la commande|la bonne|les prix|l enregistrement|ci|par) | confirmation de (votre )?commande
        | votre commande (est|a ete|a bien ete) … (confirmee|enregistree|prise en compte|validee|recue|bien)
        | merci (pour|de) votre (commande|achat) | remerci* … votre commande | bien (note|recu) | bien enregistre* | arc # | c est note
        | c est bon pour | order acknowled* | acknowledg* of (your )?order | order confirmation | confirmation of your order
        | we confirm | hereby confirm | thank* (you )?for your (order|purchase) | order (is |has been )?(received|confirmed)
        | ve received (your )?order | received your order | thanks for (shopping|your order) | booked in | getting it ready
        | auftragsbestatigung* | bestellbestatigung* | (dank|danke) fur ihre (bestellung|auftrag) | (vielen )?dank fur ihren auftrag
        | haben ihre bestellung … (erhalten|erfasst) | eingang ihrer bestellung | bestatigen (wir|ihnen|hiermit) | wie folgt bestatigen
        | geht klar | confirmacion de(l)? pedido | confirmamos (su|el|vuestro) pedido | gracias por su (pedido|compra) | le confirmamos
        | recibido y tramitado | pedido (recibido|registrado|confirmado|tramitado) | conferma (d |di )?ordine
        | confermiamo (il|vostro|la ricezione|l ordine) | ringrazi* … ordine | ne confermiamo | tutto ok | orderbevestiging
        | bevestigen (wij )?(uw|de ontvangst|hierbij|hiermee) | bedankt voor (uw|je) (bestelling|order)
        | dank voor (uw|je) (bestelling|order) | komt goed | goed ontvangen
        | (votre|la) commande … (a ete|est) … (validee|enregistree|acceptee|traitee|confirmee|prise) | prise en charge de votre commande
        | avons (bien )?(recu|enregistre|pris en compte) votre (commande|bon) | ravis de vous confirmer
        | plaisir de vous (informer|confirmer) … commande | votre commande sera | got it | all booked | everything is in stock
        | order accepted | (is|are) in stock | will follow next | goes out (tomorrow|today)
        | we have (processed|accepted|received) your (order|po) | your order (is being|has been|is now) | bestellbestatigung
        | bestelleingang | (auftrag|bestellung) … (eingebucht|erfasst|angenommen|in bearbeitung) | haben ihren auftrag | wird bearbeitet
        | in bearbeitung | acuse de recibo … pedido | acusamos recibo | hemos (recibido|registrado|tramitado) su (pedido|compra)
        | que serviremos | su pedido … (ha sido|esta|fue) | en preparacion | presa in carico | preso in carico | in lavorazione
        | (il suo|il vostro|vs) ordine … (e stato|sara) | ordine (ricevuto|confermato|accettato)
        | abbiamo (ricevuto|registrato) (il suo|il vostro) ordine | in behandeling | uw (order|bestelling) … (is|wordt|werd)
        | is verwerkt | hebben uw (order|bestelling) | bestelling (ontvangen|geaccepteerd|verwerkt)
        | bevestiging van (uw|je) (order|bestelling) | wij bevestigen | bestatigung ihrer (bestellung|auftrags) | todo correcto
        | alles klar | (bonne )?reception de votre (commande|bon) | confirm your order | commande … bien recue
        | sales order confirmation | tutto a posto
        """,
    "WILL_DELIVER": """
        (nous|on|je) (vous )?(livrons|livrerons|expedions|expedierons|livre|livrera) | vous (sera|seront) livre*
        | sera (livree|expediee) | (will|ll) (ship|deliver|be shipped|be delivered|go out|let you know) | (liefern|versenden) wir
        | wird (geliefert|versandt) | (sale|saldra|se entregara|lo enviamos|os lo) (el|manana|hoy)*
        | (ti |vi |ve lo )?(consegno|consegniamo|spediamo|spedisco) | staat het (er|klaar) | (leveren wij|wij leveren)
        | voraussichtlich* versand | date d expedition prevue | expected ship date | livraison (prevue|estimee) | verwachte leverdatum
        | consegna prevista | expedition prevue | estimated delivery | fecha de entrega prevista
        | (mise a disposition|expedition|depart) (est )?prevue | nous vous livrerons | la livraison (aura lieu|est prevue|interviendra)
        | (you )?(will|ll) receive … (email|mail|tracking|notification) when | goes out | will follow | leaves (our|the)
        | lieferung erfolgt | liefern (wir|am) | kommt am | geht (heute|morgen) raus | serviremos | entregaremos | enviaremos
        | ricevera … (mail|spedizione) | spediremo | consegneremo | sara (spedito|consegnato) | ontvangt bericht | wij leveren
        | leveren we | wordt (verzonden|geleverd|bezorgd) | wordt verwacht
        | (te|os|le|les|vous|ti|vi|ci) (llega|llegara|parviendra|arrive|arrivera|arriva) | vous parviendra | sera preparee | os llega
        | te llega | kommt (morgen|am|heute)
        """,
    "CONFIRM_ASKED": """
        (merci de|veuillez|pouvez vous|pourriez vous|priere de|prions de|bien vouloir|attente de|pour) … (confirm*|accuser|retourner|renvoyer|accuse)
        | attend* … (confirmation|ar) | please … (confirm|acknowledge|send … (confirmation|acknowledg*))
        | kindly … (confirm|acknowledge) | bitte (um|senden|bestatigen) … (bestatig*|auftragsbestatigung|ab|korrigierte)
        | bestatigen sie | senden sie … auftragsbestatigung | rogamos … confirm* | confirmen | confirmad* por favor
        | (preghiamo|chiediamo|attendiamo|prego) … conferm* | graag … (bevestig*|orderbevestiging) | gelieve … bevestig*
        | confirmation (a jour|par retour|ecrite) | accuse de reception … attend* | attendiamo … conferma
        | (die )?auftragsbestatigung senden | confirmen que | confirmar que | warten auf … bestatigung | pour signature | confirmez moi
        | dis moi | dites moi | send me … confirmation | expect … confirmation
        """,
    "ATTACHED": """
        ci joint* | pj | en piece jointe | piece jointe | en annexe | annexe* | sous ce pli | veuillez trouver | vous trouverez
        | trouverez | je vous (envoie|adresse|transmets) | nous vous (adressons|envoyons|transmettons) | voici | attached | enclosed
        | please find | here is | you ll find | (sending|send) you | anbei | im anhang | in der anlage | beigefugt* | ubersende*
        | ubersenden | liegt … bereit | adjunt* | (les|le|os) (enviamos|remitimos|envio|remito) | en archivo | ya esta disponible
        | esta disponible | allegat* | in allegato | si trasmette | trasmettiamo | inviamo | bijlage | bijgevoegd | bijgaand | hierbij
        | vindt u | staat klaar | (est|sont) disponible* | is (ready|available|attached) | figure* en piece jointe | en piece* jointe*
        | en pj | trouver | je joins | je vous joins | joint au present | copie de | find enclosed | here s | attaching | as promised
        | i ve attached | in der beilage | beigelegt | beiliegend* | liegt dieser (e )?mail bei | liegt bei | senden (wir )?ihnen
        | finden sie | im angehangten | als anlage | adjunta* | remitimos | os paso | te paso | le paso | anexo | anexa | trasmett*
        | inviamo in | alleghiamo | allego | invio | als bijlage | in bijlage | in de bijlage | toegevoegd | bij deze | ontvangt u
        | sturen wij u
        """,
    "OVERDUE": """
        relance* | rappel* | impaye* | echu | echue | echus | echues | arrivees a echeance | mise en demeure | mettons en demeure
        | demeure* impaye* | reste* … (impaye*|du|due|devoir) | non regle* | pas (encore )?ete regle* | n avez pas regle
        | solde (debiteur|echu|du) | retard de paiement | penalites | contentieux | regulariser | sans reglement
        | releve … (factures|compte) | overdue | past due | unpaid | outstanding (invoice*|balance|amount) | final notice | reminder
        | legal action | statement | dunning | was due | still open | solicitors | collections | arrears | chasing | mahnung*
        | zahlungserinnerung* | uberfallig* | fallig* | offene* (posten|betrag*|rechnung*|forderung*) | noch offen
        | (keinen|kein) zahlungseingang | mahngebuhr | ubersehen | recordatorio | vencid* | vencio | impagad* | pendiente de pago
        | sigue pendiente | pendientes de pago | sin pagar | ultimo aviso | deuda | acciones legales | sollecit* | scadut* | insolut*
        | non (ancora )?(saldat*|pagat*) | mancato pagamento | messa in mora | diffid* | risulta … (aperta|insoluta) | herinnering
        | betalingsherinnering | aanmaning | openstaand* | staat nog open | nog open | verstreken | incasso* | vervallen factu*
        | achterstallig* | echeance (depassee|est depassee|passee) | arrivee a echeance | depasse* l echeance | oubli | simple oubli
        | n a pas (enregistre|recu) le reglement | pas (recu|enregistre) (votre|le) (reglement|paiement) | en souffrance | creance*
        | recouvrement | huissier | injonction de payer | derniere relance | solde restant | encours | not (been )?paid
        | haven t been paid | hasn t been paid | within terms | on hold | placed on hold | upon receipt of payment | remains unpaid
        | remains outstanding | late payment | late fee* | debt | collection agency | second notice | friendly nudge | letzte frist
        | nicht gezahlt | nicht bezahlt | nicht beglichen | zahlungsaufforderung | zahlungsverzug | aussenstand* | ruckstand*
        | offener betrag | offener saldo | inkasso | verzugszinsen | gerichtlich* | esta vencida | impago* | pendientes
        | saldo pendiente | recobro | reclamacion de pago | requerimiento | morosidad | risultano aperte | aperte le fatture
        | scadenz* non | non rispettat* | estratto conto | regolarizzare | posizione debitoria | recupero crediti | decreto ingiuntivo
        | interessi di mora | nog niet (ontvangen|betaald|voldaan) | niet (voldaan|betaald) | niet ontvangen … betaling
        | betaling … niet ontvangen | deurwaarder | achterstand | laatste waarschuwing | vervaldatum | dette* | soldee | solder
        | poursuites | tribunal | a defaut de paiement | dernier avis | nudge | fell due | come through | not come through
        | slipped through | escaped your attention | aandacht ontsnapt | riscontro | letzter hinweis | nachricht uber offene | a regler
        | reclamamos el pago | ufficio legale
        """,
    "PAY_ASKED": """
        (merci|priere|vous remercions|gre|veuillez|bien vouloir) … (regler|payer|reglement|regularis*|proceder a son|faire le necessaire)
        | (adresser|effectuer) votre (reglement|paiement) | (please|kindly) … (pay|remit|settle|arrange payment)
        | could you (please )?(arrange payment|pay|settle) | prompt (payment|settlement) | full payment
        | (bitten|bitte) … (ausgleich|uberweis*|zahlung|begleich*) | rogamos … (abono|pago|pagar|abon*)
        | (preghiamo|invitiamo) … (saldo|pagament*|saldare|pagare|provvedere) | verzoeken … (voldoen|betal*|over te maken)
        | gelieve … (betalen|voldoen) | nous regler | reste* … a payer | (merci|remercions) de votre (diligence|reglement)
        | (pouvez|podeis|podrian|konnten sie|wilt u|kunt u|potete|could you) … (hacer la transferencia|virement|uberweis*|overmaken|bonifico|payer|pagar)
        | alsnog | alsnog … (betalen|overmaken) | procedere al (pagamento|saldo) | provvedere | invitiamo a | sollecitiamo
        | settle (your|the|this) | clear (your|the) (balance|account) | begleichen sie | zahlen sie | uberweisen sie | bitte um zahlung
        | setzen ihnen … frist | ponerse al corriente | regularice* | regularizar | efectue* el pago | realizar el pago | te betalen
        | zorgen voor betaling | procedez au | effectuer le paiement | regler la somme | regler le solde
        """,
    "ASKS_PAYMENT": """
        serons nous paye* | sera (t elle )?(payee|reglee|mandatee|regle|virement) | sera regle* | nous payer | mis* en paiement
        | passee* en paiement | en paiement | (statut|suivi|etat|date|point) … (paiement|reglement|virement|factures)
        | (date|statut) de (paiement|reglement|virement) | (preuve|trace) de (paiement|virement) | compte fournisseur | a t il ete emis
        | trace du virement | validee chez vous | (est|sont) elle* (validee|enregistree|en votre possession|bien)
        | bien recu (notre|nos) facture* | payment status | status of (payment|our invoice|invoice*) | (be|been|get|getting) paid
        | scheduled for payment | payment run | (approved|processed) (on|for|by)* | seen payment | payment for (invoice*|our|the)
        | remittance query | checking in on the payment | expect payment | will be paid | zahlungsstatus
        | (wann|status) … (zahlung|bezahlt|uberwiesen|rechnung) | rechnung … (freigegeben|eingegangen|gepruft) | zahlungseingang re*
        | fecha (prevista )?de pago | (vais|van) a pagar* | tramitad* … factura* | cuando … pag* | estado … (factura*|pago)
        | consulta pago | data (prevista )?(di )?pagamento | fattura … (approvata|registrata|ricevuta)
        | quando … (bonifico|pagament*|pagat*|saldat*) | effettuato il bonifico | info pagamento
        | (wanneer|status) … (factu*|betaald|betaling) | betaling verwachten | betaald wordt | goedgekeurd | esperer le virement
        | (son|leur) traitement | traitement de (notre|nos|la) facture* | ne semble pas avoir ete (traitee|payee)
        | facture … (validee|comptabilisee|mandatee|traitee|bon a payer) | bon a payer | bien ete (recue|enregistree)
        | expected payment date | payment date | in your system | been received and | is it approved | approved for payment
        | will you be paying | pay run | zahlungstermin | (zahlung|uberweisung) (erfolgt|geplant)
        | (bei ihnen|schon|bereits) (verbucht|erfasst|gebucht|freigegeben|angekommen) | verbucht | cobraremos | cobrar la factura
        | cobro de | cobro factura | cuando (cobr*|nos pag*) | esta (contabilizada|aprobada) | messa in pagamento | in pagamento
        | con quale valuta | registrata | quando (ci pagate|riceveremo) | betaaldatum | wanneer … overgemaakt | ingeboekt
        | goedgekeurd voor betaling | verwerkt in
        """,
    "PAID": """
        (avons|ai) (procede|effectue|emis|regle|paye|vire|fait) … (virement|reglement|paiement|facture*|montant)
        | avons procede … virement
        | (virement|reglement|paiement|cheque) … (a ete|ete|est|sera) (fait|effectue|emis|parti|envoye*|execute)
        | virement (fait|effectue|emis|execute|de #) | en reglement (de|des) | par notre virement | cheque … envoye*
        | avis de (virement|paiement|reglement) | bordereau de (reglement|paiement) | factures reglees | detail … reglement
        | (a|ont) ete (regle*|paye*) (le|ce|hier|par) | est (reglee|payee) | ordre de virement | remittance advice | payment advice
        | payment notification | (payment|transfer) (has been |was )?(made|sent|initiated|issued|executed|processed today)
        | of payment made | (was|been|is|were) paid (by|on|yesterday|today|via|last|this)* | have (just )?paid | we paid | we ve paid
        | should be with you | zahlungsavis | (haben|wurde|wurden) … (uberwiesen|beglichen|angewiesen|bezahlt) | (betrag|rechnung) wurde
        | uberweisung (ist|wurde) (raus|erfolgt|ausgefuhrt) | aviso de (transferencia|pago)
        | (hemos|he) (realizado|hecho|efectuado|pagado|abonado|procedido) | (ya )?(esta|han sido|ha sido) (pagad*|abonad*)
        | justificante | transferencia (realizada|hecha|de #) | avviso di pagamento
        | (abbiamo|ho) (disposto|effettuato|eseguito|pagato|saldato|provveduto) … (bonifico|pagament*|fattur*)*
        | bonifico (eseguito|effettuato|disposto|di #) | contabile | distinta … bonifico | a saldo delle fatture | betaalspecificatie
        | betalingsspecificatie | betaaladvies | (hebben|heb) … (overgemaakt|betaald) | is (gisteren|vandaag|al|reeds) betaald
        | (is|zijn|werd) … betaald | betaling (is|wordt) (verricht|gedaan|onderweg) | devriez le recevoir | vous sera creditee*
        | sera credite* | somme … creditee* | virement … en cours | avons effectue | paiement effectue | reglement effectue
        | (c est|est) (paye|regle|vire) | vient d etre (paye*|regle*|vire*)
        | (ve|have) (just )?(sent|paid|transferred|wired|released|processed) … (payment|account|invoice|#) | sent #
        | payment confirmation | payment (sent|released|processed|completed)
        | zahlung (erfolgt|ist erfolgt|wurde|ist raus|veranlasst|angewiesen)
        | (heute|gestern|soeben) … (bezahlt|uberwiesen|angewiesen|beglichen) | per echtzeituberweisung
        | pago (realizado|efectuado|emitido) | comprobante | ya (hemos|esta) pag* | pagado hoy | orden de transferencia
        | distinta di pagamento | nel bonifico | disposizione di pagamento | pagamento (effettuato|eseguito|disposto)
        | (pagata|saldata|pagate|saldate) (oggi|ieri|in data) | zojuist betaald | betaling (gedaan|voldaan|verstuurd|uitgevoerd)
        | via ideal | hebben (wij )?betaald | net betaald | overgeboekt | gisteren overgemaakt | payment details below
        | letting you know we paid | remittance | avis uber zahlung | zahlungsmitteilung | notificacion de pago | a su favor
        | in your favour | en votre faveur | a vostro favore | ausgeglichen | overboeking gedaan
        """,
    "PROBLEM": """
        litige* | contest* | reclamation* | mecontent* | inacceptable | ecart* | anomalie*
        | (?<!sauf )(erreur|erreurs|trop) … (prix|facture*|facturation|montant|quantite*|livraison|tarif) | ne correspond* pas
        | ne sont pas conformes | pas conforme* | non conform* | n est pas (celui|conforme|correct*|celle) | casse | casses | cassee*
        | abime* | endommage* | ecrase* | defectueu* | manquant* | il manque | mauvais (modele|article|produit|prix) | errone*
        | facture* (deux fois|en double) | double facturation | en double | refus* de payer | ne paierons pas | bloquons le reglement
        | suspendre vos relances | n a pas ete realisee | deux fois la meme | dispute* | discrepanc* | incorrect
        | (?<!ordered the )wrong (item*|price|model|product|quantity|goods) | is wrong | does(n t| not) match | damaged | broken | defective | faulty
        | missing | short shipment | short delivery | only received | overcharged | unacceptable | complaint | not paying | unusable
        | never finished | (price|invoice) … but (our )?po | billed us for | corrected invoice | mismatch
        | error (on|in) … (invoice|price|order|delivery) | reklam* | beschadig* | zerkratzt | fehlmenge | fehlerhaft* | defekt*
        | falsch* | stimmt … nicht | stimmen nicht | weicht ab | abweich* | nicht (korrekt|einverstanden) | widerspruch gegen
        | nie erhalten | nicht zahlen | geliefert wurden nur | bitte korrigieren | mangel* | kaputt | reclam* | no coincide*
        | incorrect* | rot[oa]s* | danad* | defectuos* | faltan | falta material | erronea* | no estamos de acuerdo | contestazion*
        | contestiamo | dannegg* | inutilizzabil* | difett* | divers* da quell* | errat* | non corrispond* | non conform* | sbagliat*
        | sostituzione immediata | klacht* | beschadigd* | kapot | klopt niet | kloppen niet | wijkt af | ontbre* | te weinig
        | verkeerd* | onjuist* | gecorrigeerde factuur | niet akkoord | te veel (berekend|gefactureerd) | alors que #
        | alors que nous (avions|avons) | rectifier | suspendu en attendant | en desaccord | desaccord | surfacturation
        | facturee? a tort | a tort | ne fonctionne* pas | hors service | rayee* | rayures
        | erreur de (livraison|preparation|reference|facturation|prix) | pas ce que (j|nous) | (leak|leaks|leaking)
        | not what (we|i) (paid|ordered) | rma | return* (goods|for credit) | scratch* | dented | wrong colour | wrong color
        | wrong address on | incorrectly | not as (ordered|described) | query on invoice | invoice query | falschlieferung
        | falsche farbe | (haben|hat) sie uns … (falsch*|rot)* | holen sie … ab | statt der bestellten | statt bestellt*
        | nicht wie bestellt | mangelhaft | ruckgabe | retoure | reklamieren | beanstand* | unvollstandig* | zu viel berechnet
        | error en (la )?(factura|el pedido|precio|entrega) | habeis cobrado | cobrado de mas | cuando el pedido | rectific*
        | equivocad* | mal estado | no funciona* | incompleto | devolucion | difetti | difettos* | riscontrato | reclamo | non funziona*
        | reso per | sbagliata | errore (in|nella|di) (fattura|prezzo|consegna) | verkeerde | in plaats van maat | omruilen
        | retourneren | werkt niet | klacht | fouten | gebrek* | defecten | ontbreken | te duur | onterecht | no corresponde*
        | livraison incomplete | retourner | retournons | refund | mancano | manca | mancante | mancanti
        | (nur|only|seulement|solo|slechts) # … (geliefert|erhalten|received|delivered|recu*|livre*|recibid*|ricevut*|ontvangen|geleverd)
        | (il n y a|n avons recu) que | sur les # | zero rated | hold payment | vereinbart (war|waren) | statt vereinbart | caducado
        | abgelaufen | perime* | scadut[oa] il prodotto | recojais | colis incomplet | manque # | manquent | manque des | manque la
        | manque les | manque le
        """,
    "CREDIT_ASKED": """
        (demand* d|merci d|merci de|etablir|emettre|faire|demandons|obtenir|dans l attente d*|attente de l|un) … avoir (pour|de|afin|correspondant)*
        | demande d avoir | remplacement ou un avoir | nous adresser un avoir | attente de l avoir
        | (please )?(issue|send|raise) … credit | credit us | request* … credit | bitten … gutschrift | (ersatzlieferung|gutschrift)
        | solicit* … abono | chied* … nota di credito | (willen|graag) … creditnota | vervanging | arrange replacement | ersatzlieferung
        | remboursement | rembours* | un geste commercial | refund | reimburse | credit back | erstatten | erstattung | rectificad*
        | rectifiquen | rimborso | rimborsare | terugbetal* | crediteren graag | corrected invoice
        | korrigierte rechnung | fattura corretta | factura corregida
        """,
    "ACCEPT": """
        acceptons | accepte | bon pour accord | d accord (pour|avec) … (devis|offre|proposition) | validons
        | ok pour (le|la|votre) (devis|offre|commande)* | donnons (notre|suite|une suite) | devis signe
        | lancer la (fabrication|production|commande) | merci de lancer | vous passons commande | (please )?proceed with | go ahead
        | we accept | as per your quot* | per your quot* | happy to (proceed|accept|go ahead) | gemass (ihrem )?angebot
        | nehmen … angebot … an | aceptamos | conforme* … presupuesto | pueden proceder | adelante con | accettiamo
        | confermiamo l ordine | come da (vs |vostra )?offerta | procedere con | akkoord met | conform … offerte | in bestelling nemen
        | (nous|on) (retient|retenons) votre (offre|proposition|devis) | valide (le|votre) devis | signe | proceed with
        | procedere con l acquisto | decis* di (procedere|acquistare|ordinare) | losen … auftrag | lösen … aus
        | auftrag … (aus|erteilen) | erteilen … auftrag | beauftragen | beauftrag* | nos quedamos con | nos quedamos | adelante
        | damos el ok | aprobamos | approviamo | confermo l acquisto | conferma acquisto | akkoord | gaan akkoord | we gaan ervoor
        | we will take | we ll take | i ll take | ich nehme | wir nehmen | je prends | nous prenons | on prend | prendiamo | prendo
        | wij nemen | ik neem | happy with (your|the) (quote|price)
        """,
    "PLACE": """
        command* (suivant*|urgente|ferme|ci dessous|du jour|de la semaine) | nouvelle commande | bon de commande suivra
        | (passer|passons|passe|faire|enregistrer|adresser|transmettre|prendre|preparer) … (commande|cde)
        | (souhait*|voudr*|desir*|aimer*) … (commander|recevoir|acheter) | nous (vous )?commandons | je (vous )?commande
        | (il|on) (me|nous|en)? ?(faut|faudrait|faudra) | (j ai|avons|ai|aurais|aurions|aurait) besoin (de|d|pour|cette)
        | (peux tu|pouvez vous|pourriez vous|merci de|veuillez|svp|priere de|prions de) … (livrer|envoyer|expedier|mettre|fournir|preparer|parvenir|prevoir|servir)
        | appel de livraison | on repart sur | reappro* | renouvellement de commande | besoin (toner|pour|magasin|urgent)
        | i d like to (order|buy) | (would like|want|wish|need) to (place|order|purchase|buy)
        | can (we|i|you) (please )?(get|order|have|send|ship|deliver)
        | (please|kindly) (send|supply|ship|deliver|process|accept|enter|arrange) | new order | reorder | purchase order
        | order as follows | release # | against blanket | we (hereby )?order | our order is | bestellen (wir|ich|sie)
        | (mochten|wollen|wurden) … bestellen | hiermit bestell* | wir bestellen | ich bestelle | rufen … ab | abruf* | nachbestellung
        | benotigen | brauchen | bitte (liefern|senden|schicken) | bedarf
        | (queremos|quisiera*|deseamos|necesit*|quiero) … (pedir|hacer|comprar|encargar|#) | necesit* (#|material) | mandame | mandad*
        | envi(ame|adnos|enme|ennos|en) | (pasamos|paso|hacemos|adjunt*|nuevo|siguiente|remitimos) … pedido | les pedimos
        | pedido (tienda|nuevo) | para reponer | orden de compra | (vorremmo|vorrei|desider*|vogliamo) … (ordinare|acquistare)
        | ordiniamo | mi servirebb* | ci servirebb* | (servono|serve|servirebbero) # | spedirci | inviarci # | riordino | fabbisogno
        | (allegat*|nostro|seguente) ordine | ordine d acquisto | ordine di acquisto | prego inviare
        | (willen|wil|graag|wensen) … (bestellen|bestelling|ontvangen #) | bestellen wij | wij bestellen | gelieve … leveren
        | kun je … leveren | kunt u … (leveren|sturen) | inkooporder | nieuwe (bestelling|order) | graag (leveren|sturen)
        | il nous faudra | il me faudra | il nous faudrait | il me faudrait | on aurait besoin | call off | hereby call off | calloff
        | work to start | klaarzetten | klaar zetten | bijvullen | aanvullen | voorraad | wil je
        | willen jullie … (leveren|sturen|klaarzetten) | completare | ci occorr* | mi occorr* | occorrono | mandaci | mandami
        | vi chiediamo di (spedire|inviare|fornire|consegnare) | ponme | pon | servidnos | queria (pedir|encargar) | me hacen falta
        | nos hacen falta | factural* | lo mandas | ersatzteile | wir hatten gern* | hatten gern* | hatte gern | legen sie … zuruck
        | auslosen | losen wir | implantation | nous souhaitons nous approvisionner | passer la commande | je commande
        | commande ci jointe | notre besoin | nos besoins | voici (la|ma|notre) (commande|liste) | please reserve | could you send
        | could you ship | we require | we need | i need | for delivery to | top up | restock | replenish* | reassort* | rassort*
        | (nos|nous|me|ci|uns|ons) (suministr*|envi*|sirva*|entreg*|livr*|expedi*|spedi*|forni*|liefer*|lever*) | bestelle ich
        | auf diesem weg | po attached | our po | enregistrer pour | voici ma liste | liste de courses | merci d enregistrer
        """,
    "QUOTE_ASKED": """
        (adresser|faire parvenir|envoyer|remettre|faire|etablir|recevoir|communiquer|transmettre|soumettre|obtenir) … (devis|offre|cotation|proposition|prix|tarif*)
        | demande de (prix|devis|cotation|tarif*|offre) | votre meilleure offre | meilleur* prix
        | votre (proposition|cotation) chiffree* | (votre|une) cotation | appel d offre* | consultation # | devis (svp|stp|pour|s il)
        | (send|provide|give|grateful for|submit|need|like|get) … (quote|quotation|offer|price*|pricing|estimate) | please quote | rfq
        | request for (quotation|quote|proposal) | quotes due | pricing (enquiry|inquiry|request) | price (enquiry|inquiry|request)
        | best price | (bitte|um|unterbreit*|erbitten|erbeten|senden sie) … angebot* | angebot* … (erbeten|unterbreiten) | preisanfrage
        | anfrage # | angebotsanfrage | solicit* (de )?(presupuesto|oferta|precio*)
        | (necesit*|querr*|quisier*|envi*|solicit*|pas*) … (presupuesto|oferta|cotizacion|precio*) | peticion de (oferta|precio*)
        | mejor oferta | pedir presupuesto | richiesta (di )?(offerta|preventivo|prezz*)
        | (chied*|richied*|invi*|formul*|gradire*) … (preventivo|offerta|quotazione) | (miglior|vostra) (offerta|prezzo)
        | (graag|ontvangen|verzoeken|kunt u) … (offerte|prijs|prijsopgave) | offerteaanvraag | offerte aanvraag | prijsaanvraag
        | prijsopgave | beste prijs | nous chiffrer | chiffrer | chiffrage | etude de prix | consultons … fournisseurs
        | proposition commerciale | vos meilleures conditions | meilleures conditions | remettre une offre | minimum order quantity
        | looking at # | looking for (a quote|pricing|prices) | let me have your | indicative price | um offerte
        | unverbindliches angebot | (machen|erstellen|zukommen|schicken|nennen) … (angebot|preis*|offerte) | interessieren uns
        | kostenvoranschlag | consulta de precios | saber el precio | precio de # | (un|el) presupuesto (para|de|por) | cotizar
        | valorar | preventivo (per|stampa|di) | di un preventivo | un preventivo | quotare | richiediamo quotazione
        | aanvraag (prijs|offerte) | scherpste (aanbieding|prijs) | graag uw … (aanbieding|prijs|offerte) | vrijblijvende offerte
        | offerte voor | prijs voor # | could you quote | can you quote | quote for # | (please|kindly) quote | um ihr angebot
        | ihr angebot fur | etablir un devis | un devis pour | besoin d un devis | offerte sturen
        """,
    "BULK": """
        se desabonner | desabonn* | desinscri* | voir dans (le|votre) navigateur | voir la version en ligne | newsletter | infolettre
        | lettre d information | code promo | offre (exclusive|speciale) | avec le code | soldes | webinaire | profitez
        | decouvrez (nos|notre|nouveautes) | unsubscribe | opt out | view … browser | special offer | webinar | promo code
        | limited time | free shipping | save up to | deals | this week only | manage (your )?(preferences|subscription*) | abmelden
        | abbestellen | im browser | sonderangebot* | rabattcode | jetzt bestellen | nur noch bis | fruhjahrsaktion | aktionsangebot*
        | darse de baja | dese de baja | cancelar (la )?suscripcion | boletin | descuento en toda | compra ya | ver en … navegador
        | annulla l iscrizione | disiscri* | cancella* iscrizione | visualizza* nel browser | sconti | promozion* | uitschrijven
        | afmelden | nieuwsbrief | korting op | bestel vandaag | bekijk … browser | promotions | pour ne plus recevoir | offre soumise a
        | entdecken sie | besuchen sie uns | hausmesse | salon professionnel | trade show | anmeldung unter | cher abonne
        | inscrivez vous | melden sie sich an | inscribete | iscriviti | schrijf je in | ontdek
        """,
    "AWAY": """
        absence du bureau | suis absent* | serai absent* | en conges | reponse automatique | out of (the )?office | automatic reply
        | auto reply | autoreply | limited access to email | away until | annual leave | on leave | abwesenheits* | nicht im buro
        | automatische antwort | bin abwesend | im urlaub | fuera de la oficina | respuesta automatica | estare ausente | de vacaciones
        | risposta automatica | fuori ufficio | sono assente | in ferie | automatisch antwoord | afwezig* | niet aanwezig | met verlof
        | message automatique d absence
        """,
    "BOUNCE": """
        undeliver* | delivery status notification | mail delivery (failed|subsystem|system) | returned to sender | couldn t be delivered
        | could not be delivered | user unknown | address couldn t be found | n a pas pu etre (remis|distribue) | systeme de messagerie
        | unzustellbar | nicht zugestellt werden | no se ha podido entregar | mancata consegna | recapito non riuscito
        | niet worden bezorgd | onbestelbaar | mailer daemon | postmaster
        """,
    "JOB": """
        candidature* | curriculum* | mon cv | cv ci joint | lettre de motivation | recherche d un (emploi|stage) | alternance | my cv
        | my resume | apply for the position | application for … (position|administrator|job|role|manager|assistant)* | hiring manager
        | bewerbung* | bewerbe | lebenslauf | ausgeschriebene stelle | mi cv | mi candidatura | puesto de | candidatura | mio cv
        | posizione di | sollicit* | mijn cv | functie van | position as | vacancy | resume attached | stelle als | oferta de empleo
        | busco trabajo | cerco lavoro | vacature
        """,
    "SCAM": """
        cliquez (ici|sur le lien)* … (valider|regler|verifier|confirmer|http*)* | cliquant ici | frais de douane
        | votre compte sera (suspendu|supprime) | quota | verify your | unusual sign in | password | mot de passe | click here
        | avoid suspension | suspend* … (compte|account) | konto (verifizieren|bestatigen) | passwort | contrasena | verifique su
        | verifica il tuo | wachtwoord | lottery | heritage | bitcoin
        """,
    "MEETING": """
        reunion | rendez vous | rdv | invitation | teams | google meet | zoom | visio | point hebdo | meeting | calendar
        | business review | besprechung | termin am | einladung | reunion | cita | riunione | appuntamento | vergadering | afspraak
        | invite* a la reunion | you have been invited
        """,
    "NEW_PRICES": """
        (nouveau|nouvelle|nouveaux) (tarif*|grille tarifaire|catalogue) | grille tarifaire
        | nos (tarifs|prix|cgv|conditions generales) (evoluent|changent|augment*) | hausse (de|des) (prix|tarifs)
        | conditions generales (de vente|d achat) | price (increase|list|adjustment) | prices will (rise|increase|change) | new price*
        | preisanpassung* | preiserhohung* | preise … (anheben|erhohen) | preisliste | (nueva|nuevas|nuevos) (tarifa*|precios|lista)
        | subida de precios | listino | nuovi prezzi | aumento (dei )?prezz* | prijslijst | prijsverhoging* | prijswijziging*
        | nieuwe prijzen
        """,
    "OUR_QUOTE": """
        (notre|mon) (meilleur* )?(devis|offre|proposition|cotation) | (our|my) (quotation|quote|offer|proposal)
        | (unser|unserem|mein) angebot | (nuestro|nuestra|mi) (presupuesto|oferta) | (nostro|nostra|ns) (preventivo|offerta)
        | (onze|mijn) offerte | suite a votre demande | thank you for your (enquiry|inquiry|request) | dank fur ihre anfrage
        | gracias por su (solicitud|consulta) | in seguito alla (vs|vostra) richiesta | naar aanleiding van uw aanvraag
        | valable (#|jusqu) | valid (for|until) | freibleibend | gultig bis | valido (hasta|por) | validita | geldig tot
        | retourner signe | in case of agreement
        """,
    "SHIPPED": """
        avis d expedition | (a|ont) ete (expedie*|remis*) | remise ce jour | bon de livraison ci joint | dispatch note | dispatched
        | has (been )?shipped | on its way | is on the way | out for delivery | versandbestatigung
        | wurde … (versandt|ubergeben|verschickt) | lieferschein anbei | ha sido enviado | albaran adjunto | e stato spedito
        | e stata spedita | is verzonden | verzendbevestiging
        """,
    "COURTESY": """
        enquete de satisfaction | votre avis compte | attestation (urssaf|de vigilance)* | kbis | obligations de vigilance
        | bureaux seront fermes | fermeture (annuelle|estivale) | seront fermes | we will be closed | office closed | betriebsferien
        | permaneceremos cerrados | cerrado por | chiusura | saremo chiusi | joyeux noel | bonne annee | meilleurs voeux
        | happy new year | merry christmas | frohe weihnachten | feliz navidad | buona pasqua | buon natale | auguri
        | prettige feestdagen | survey | just a quick thank | tout est parfait | received everything | received … in good order
        | bien arrive | opening hours | felices fiestas | prospero ano | frohes fest | guten rutsch | quitte (la societe|l entreprise)
        | nouveau contact | votre nouvelle interlocutrice | change of contact | new contact | ansprechpartner* | nuevo contacto
        | nuovo referente | nieuwe contactpersoon | nice to meet you | great to meet you | certificazione iso | certificado
        """,
    "AUTO": """
        espace client | kundencenter | mijn omgeving | customer portal | your account online | preleve* | debited | charged to
        | abgebucht | se cargara | addebito | schrijven dit af
        """,
    "REQUEST": """
        pouvez vous | pourriez vous | peux tu | pourrais tu | merci de | merci d | veuillez | priere de | prions de | bien vouloir
        | souhait* | voudr* | aimerions | aimerais | please | kindly | pls | could you | can you | could we | can we | would you
        | would like | we d like | i d like | we need | i need | bitte | bitten | konnen sie | konnten sie | konnen wir | wurden sie
        | mochten | mochte | benotigen | brauchen | kunt u | kan u | kunnen jullie | kunnen we | kun je | wil je | wilt u | graag
        | gelieve | verzoeken | puede* | podria* | podeis | puedes | rogamos | agradecer* | quisier* | querr* | necesit* | solicit*
        | preghiamo | prego | potete | potreste | puo | chied* | vi prego | le chiedo | vorrei | vorremmo | desider* | avremmo bisogno
        | serve | servono
        """,
    "DONE": """
        effectue | effectuee | effectues | emis | emise | execute* | envoye | fait | parti | regle | reglee | reglees | regles | paye
        | payee | solde | credite* | made | done | sent | issued | released | completed | initiated | transferred | wired | cleared
        | settled | processed today | ausgefuhrt | erfolgt | ausgeglichen | angewiesen | uberwiesen | beglichen | bezahlt | veranlasst
        | realizad* | efectuad* | emitid* | enviad* | pagad* | ordenad* | abonad* | eseguit* | effettuat* | dispost* | emess* | saldat*
        | pagat* | inviat* | gedaan | uitgevoerd | overgemaakt | betaald | voldaan | verricht
        """,
    "CORRECT": """
        re issue* | reissue* | corrected | correct (it|this|the) | berichtig* | korrigiert* | korrektur | rectifi* | corriger | corrigez
        | corrig* | rettific* | herzien* | gecorrigeerd* | aanpassen | amended invoice
        """,
    "CONDITION": """
        if | si | any | toute | tout | sans remarque | en cas | falls | sollte | sollten | bei abweichung* | abweichungen | eventual*
        | eventuel* | indien | mocht* | qualora | unless | sinon | within # hours | sous # heures
        """,
    "INFO": """
        certificat* | certificazione | certificado | slides | lunch | demo | sample | samples | muster | echantillon* | muestra*
        | campione | proefmonster | brochure | fiche technique | datenblatt | ficha tecnica | scheda tecnica | questionnaire
        | fragebogen | cuestionario | questionario | vragenlijst | formation | training course | curso | corso | schulung | cursus
        | audit | inventaire | inventory count | geoffnet | geschlossen | gesloten | offnungszeiten | horaires | interlocuteur
        | rundschreiben | circulaire | suivez votre colis | votre colis sera livre | your parcel | ihr paket | su paquete | uw pakket
        """,
}
