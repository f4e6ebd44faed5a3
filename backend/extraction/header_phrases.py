"""The label phrases of headers but parties and totals: six languages and, shorter, Polish, Portuguese, Nordic, Finnish and Czech."""

from __future__ import annotations

#: What stands beside header values, folded, without the small words inside ("de la"). Names are field names where the label announces a
#: field, else what the thing is. Words for "number", "date", "your" and "our" join what they stand beside (see `labels`).
HEADER = {
    "number": """
        n°? | n °? | no? | nr? | n? | num? | number? | numero? | nummer? | nro? | numer? | #? | id? | ref? | refs? | reference? |
        references? | zeichen? | referenz? | referencia? | rif? | riferimento? | referentie? | kenmerk? | znak? | viite? | referens? |
        kennung? | nbr? | nos? | cislo? | serial (no/number)? | szam? | szama? | sorszam? | sorszama? | seria?""",
    "date": "date? | datum? | fecha? | data? | dato? | paivays? | paivamaara? | pvm? | dt? | fecha hora? | date time? | dated | dtd?",
    "your": """
        votre? | vos? | v? | vtre? | your? | yr? | ihre? | ihr? | ihrer? | su? | sus? | vostro? | vostra? | vs? | uw? | uwe? | vossa? |
        vosso? | deres? | er? | ert? | eran? | wasz? | wasze? | vase? | cust?""",
    "our": "notre? | our? | unser? | unsere? | nuestro? | nuestra? | ns? | nostro? | nostra? | ons? | onze? | nossa? | vores? | nasz?",
    "preceding_invoice_reference": """
        (avoir /)(sur/annule/annulant/rectifie/concerne/relatif a/suite a/correspondant a)( notre/ votre/) facture | avoir sur |
        facture (origine/initiale/liee/annulee/concernee/rectifiee/precedente/reference/associee/corrigee) |
        (original/related/credited/corrected/preceding/previous/initial/source) (invoice/bill) | en reference a facture |
        (credit /correction /)(on/to/against/for)( our/ your/) invoice | invoice credited | (applies/relates/refers) to invoice |
        ref invoice | (corrects/cancels/replaces/correction) invoice | ursprungsrechnung | ursprungliche rechnung | originalrechnung |
        (bezug/korrektur/storno/stornierung)( zu/ auf/ von/)( unserer/) rechnung | (zu/zur)( unserer/ ihrer/) rechnung |
        (bezugsrechnung/ursprungsrechnung)(snummer/snr/) | rechnungsbezug | ursprungliche rechnungsnummer |
        (zu/zur) (rechnungsnummer/rechnungsnr) | factura (rectificada/original/origen) | (rectifica/anula)( a/) factura |
        (storno/rif/rettifica) fattura | fattura (riferimento/originale) | (betreft/creditering/correctie/oorspronkelijke
        /originele) factuur | (til/vedrorende/avser/kredit) faktura | dotyczy faktury | do faktury | faktury (pierwotnej/korygowanej)""",
    "invoice_number": """
        (facture/fact/fac/avoir/note credit/note avoir/note honoraires/facture acompte/facture solde/facture avoir/facture proforma
        /facture pro forma)? | (invoice/inv/tax invoice/vat invoice/sales invoice/commercial invoice/proforma invoice/pro forma invoice
        /bill/receipt/credit note/credit memo)? | (rechnung/gutschrift/schlussrechnung/abschlagsrechnung/teilrechnung/sammelrechnung
        /rechnungskorrektur/stornorechnung/quittung/handelsrechnung)? | (factura/fra/factura simplificada/factura rectificativa/abono
        /nota credito/nota abono/recibo/factura electronica/factura recibo)? | (fattura/fatt/ft/ricevuta/parcella/nota debito
        /fattura accompagnatoria/fattura elettronica/nota accredito)? | (factuur/creditnota/creditfactuur/verkoopfactuur/fatura/faktura
        /faktura vat/faktury/fv/rachunek/rachunku/kreditnota/kreditfaktura)? | (lasku/laskun/hyvityslasku/danovy doklad/facture client
        /factuur creditnota/fatura recibo)? | (rechnungs/rechnung/rechn/rech/rg/re/gutschrift/gutschrifts/gutschriften/faktura/faktur
        /fakturen/storno/korrektur) (nr/nummer/no/id/n°/num) | (rechnungs/rechnung/rg/gutschrift/gutschrifts)(nr/nummer/id/kennung) |
        (factuur/creditnota/creditfactuur/faktuur)(nummer/nr) | (faktura/fakturan/kreditnota/kreditfaktura)(nummer/nr/numer) |
        rnr | r nr |
        facture (definitive/finale/originale/provisoire/prestations/vente/services/commerciale/simplifiee/electronique/recapitulative
        /intermediaire)? |
        lasku(numero/nro) | numer faktury | cislo faktury | faktura (c/cislo) | ev c dokladu | variabilni symbol? | numfact |
        danovy doklad (c/cislo) |
        invoicenumber | invoiceno | statement (number/no) | sale nor? | betaaloverzicht(nummer/nr) | ncf | e ncf | encf |
        (numero/n°/no/nr) (comprobante/nota fiscal) | (comprobante/nota fiscal) (numero/n°/no/nr) | faktura (numer/vat nr) |
        (szamla/vegszamla/eloleg szamla/dijbekero/factura proforma)? | szamla(szam/szama/ szam/ szama/ sorszam/ sorszama) | bizonylatszam |
        bizonylat (szama/sorszama) | factura (seria/nr/numar)""",
    "document_number": """
        (document/doc/piece/piece comptable/dokument/dok/beleg/documento/doklad/transaction/folio) (n°/no/nr/n/num/number/numero/nummer
        /id/#/ref/reference) | (n°/no/nr/n/num/number/numero) (document/doc/piece/documento/dokumentu/dokladu/documento fiscal) |
        (beleg/dokument/dokumenten/document)(nr/nummer) | vorgangsnummer? | vorgangsnr? | bilags(nr/nummer) | asiakirjanumero""",
    "your_order": """
        (commande/bon commande/bc/bdc/cde/cmde/order/purchase order/po/bestellung/pedido/ordine) (client/cliente/kunde/acheteur) |
        (nr /numer /)(zamowienia/zamowienie) klienta |
        (customer/client/buyer/purchaser/kunden/cliente/klant) (order/purchase order/po/p o) |
        kunden(bestellnummer/bestellnr/auftrag/auftragsnummer/bestellung) | (n°/numero/no) (engagement/ej) | engagement juridique |
        engagement | (bestelnummer/bestellnummer/ordernummer) (klant/kunde) | (bestellung/bestell/commande/cde/order/pedido/ordine
        /bestelling) (nr/n°/no/nummer) (kunde/client/cliente/klant) | (vs/vostro) ord | deres (ordrenummer/bestillingsnummer)""",
    "order_number": """
        (commande/bon commande/bdc/bc/ordre achat/appel commande/cde/cmde/commande achat/commande fournisseur/order/po/bestellung
        /bestellschein/bestelling)? | p o | (purchase order/orden compra/pedido compra/ordine acquisto/inkooporder/einkaufsbestellung) |
        (pedido/orden/orden pedido/oc/ordine/oda/bestelbon)? | (zamowienie/zamowienia/encomenda/nota encomenda/ordre/innkjopsordre
        /indkobsordre/inkopsorder/tilaus/tilauksen/ostotilaus/objednavka/objednavky)? | (bestell) (nr/nummer/no/referenz/zeichen/n°
        /bezug) | (bestell/bestellung/bestellungs)(nr/nummer/referenz/zeichen) | (bestel/bestelbon/inkooporder/order/opdracht)(nummer/nr
        /kenmerk) | bestel (nr/nummer) | ponummer | inkoop(nummer/nr) | aankoop(nummer/nr) |
        (ordre/bestillings/innkjopsordre/indkobsordre/inkopsorder)(nummer/nr) | tilaus(numero/nro) | cislo objednavky | buyers order |
        your ref po | (abruf)(nummer/nr) | ordrenummer | ordernumber |
        (bestallning/rekvisition/rekvisisjon/requisicao)? | (bestallnings/rekvisitions)(nummer/nr) |
        (rendeles/megrendeles/comanda/comenzii)? | (rendeles/megrendeles)(szam/szama/ szam/ szama)""",
    "sales_order": """
        (auftrag)? | (auftrag/auftrags)(nr/nummer/ nr/ nummer/ no/ id) | sales order | so no |
        (job/work order/job card) (no/number/n°/#/ref) | kommission? | kommissionsnummer | verkooporder | verkoopordernummer |
        salgsordre | salgsordrenr""",
    "confirmation_number": """
        (confirmation commande/accuse reception commande/confirmation votre commande/arc/accuse reception)? |
        order (confirmation/acknowledgement/acknowledgment/response) | (auftragsbestatigung/bestellbestatigung/auftragsbestatigungs) |
        (auftragsbestatigungs)(nr/nummer) | ab (nr/nummer/no) | ab(nr/nummer) | confirmacion pedido | conferma ordine | orderbevestiging |
        orderbevestigingsnummer | (conferma/confirmation/confirmacion/bestatigung/bevestiging/ar)? |
        (bestatigungs/bevestigings)(nr/nummer) | ordrebekreftelse | ordrebekraftelse | ordererkannande | orderbekraftelse""",
    "your_reference": """
        (ref/reference/references) (client/cliente/acheteur/customer/buyer) | (customer/client/buyer/kunden/cust/cliente) (ref/reference
        /referenz/referencia/referentie) | kundenreferenz | viitteenne | viitteesi | buyers ref""",
    "own_reference": """
        ref interne | (n/nos/ns) (ref/refs/reference/references) | (dossier)? | (affaire/chantier/projet/project/projekt/progetto
        /proyecto)? | (bauvorhaben/objekt/baustelle/vorgang/aktenzeichen)? | internal reference""",
    "payment_reference": """
        (payment/remittance) (reference/ref/id) | reference (paiement/virement/rappeler/a rappeler) | communication( structuree/)? |
        zahlungsreferenz | verwendungszweck | referenznummer | betalingskenmerk | betalingsreferentie | gestructureerde mededeling |
        mededeling | (concepto/referencia) (pago/transferencia) | causale( pagamento/) | kid | kid nummer | ocr nummer | viitenumero |
        fik | tytulem | tytul przelewu | referencia multibanco | qr referenz""",
    "quotation_reference": """
        (devis/offre/offre prix/proposition/proposition commerciale/quote/quotation/offer/estimate/angebot/kostenvoranschlag)? |
        (presupuesto/oferta/cotizacion/preventivo/offerta/offerte/orcamento/proposta/tilbud/offert/oferty/tarjous/nabidka/nabidky)? |
        (selon/suivant/suite a/d'apres/votre/according to/as per/per/your/laut/gemass/ihr/su/segun/vostro/vostra/come da/volgens/uw
        /as per your/gemass ihrem/vossa) (devis/offre/quote/quotation/offer/estimate/angebot/presupuesto/oferta/preventivo/offerta/offerte
        /proposta) |
        (selon/suivant/suite a) votre (devis/offre) | (angebots/offerten/tilbuds)(nr/nummer) | angebots (nr/nummer) | offerte(nummer/nr) |
        offertnummer""",
    "delivery_note": """
        (bon livraison/bl/packing slip/packing list/delivery note/dispatch note/shipping note/dispatch advice/lieferschein/albaran/bolla
        /ddt/documento trasporto)? | (pakbon/leverbon/folgeseddel/foljesedel/guia remessa/shipment/sendung/tracking)? |
        d d t? | delivery (number/no) | lieferschein(nummer/nr/e/nummern) | ls nr | pakbonnummer | tracking (no/number) | sendungsnummer |
        (suivi/colis) n° | wz nr""",
    "customer_number": """
        (code/compte/identifiant/dossier) client | compte? | account? | (account/customer/client/member) (code/id/no/number/n°/#) |
        acct? | cust (no/id/n°/#) | (kunden/kd/kunde) (nr/nummer/no/n°) | (kunden/kd)(nr/nummer/konto/kennung) | kundennr |
        debitor( nr/nr/) | (debitoren)(nummer/nr/konto) | (lieferanten/kreditor/kreditoren)( nr/ nummer/nummer/nr) | kreditor |
        (codigo/cod/codice) cliente | (klant/debiteur)(nummer/nr/ nr/ nummer) | kunde(nr/nummer/ nr) | kundnummer | kundnr |
        asiakasnumero | asiakas nro | numer klienta | cislo zakaznika | contribuinte | (vendor/supplier/seller) (no/number/n°/#/id/code) |
        duns | gln | code fournisseur | n° (fournisseur/adherent/abonne/client) | leveranciersnummer | meter no""",
    "contract": """
        (contrat/marche/contract/vertrag/contrato/contratto/kontrakt/umowa/avtale/police/abonnement)? | ref (contrat/marche) |
        (vertrag/vertrags)(nummer/nr/ nr/ nummer) | contractnummer | mandat | mandatsreferenz | rum | ics | icss |
        glaubiger (id/identifikationsnummer) | creditor id | mandate (reference/id) | rahmenvertrag | cig | cup | imei""",
    "contact": """
        tel | telephone | tele | phone( no/ number/) | fax | telefon | telefax | telefono | telefoon | mobile | mobil | portable | gsm |
        mob | email | e mail | mail | courriel | web | website | site web | internet | www | contact( commercial/) | interlocuteur |
        ansprechpartner | bearbeiter | sachbearbeiter | sales rep | salesperson | account manager | (affaire /)(suivi/suivie) par | attn |
        a l'attention | z hd( v/) | contacto | contatto | contactpersoon | ihr ansprechpartner | puhelin | telefone | correo |
        prepared by | approved by | requested by | vendeur? | commercial? | customer service | service client | support | hotline |
        cashier | pec""",
    "page": "page | seite | pagina | pag | blatt | sheet? | feuillet | side? | sida? | sivu | strona | strana | hoja",
    "issue_date": """
        le? | edite le? | (emis/emise/etabli/etablie/facture/avoir) (en date du/le/du) | en date du |
        date (emission/emise/facturation/creation/edition/etablissement/issue/document/piece) |
        (issue/billing/issued/creation/document/doc) date | issued( on/) | date issued | tax point( date/) | tax date |
        (invoice/document) issue date | invoiced on | invoice dated | (rechnungs/rechnung/beleg/ausstellungs/gutschrifts/gutschrift
        /dokument/dokumenten/faktura/fakturierungs/re/rg)(datum/ datum) | datum (belegs/ausstellung) | (rechnung/gutschrift) vom |
        ausgestellt am | erstellt am | erstellungsdatum | (belegdatum/rechnungsdatum) (lieferdatum/leistungsdatum) |
        (liefer/leistungs) und rechnungsdatum | rechnungs und (lieferdatum/leistungsdatum) | vom? |
        (fecha/data) (emision/expedicion/emissione/emissao/doc/documento) | del? | emitida el | emesso il | data doc |
        (factuur/creditnota/document/opmaak)datum | d d? | opgemaakt op | (faktura/fakturerings/kreditnota/bilags/utstedelses
        /udstedelses)(dato/datum) | wystawiono | data (wystawienia/sporzadzenia) | (datum/den) (vystaveni/vystaveno) | laskupvm |
        facture du | rechnung vom | fattura del | (szamla /)kelte | (szamla /)(kiallitas/kiallitasanak) (datuma/kelte/napja) |
        szamla datuma | data (emiterii/facturii) | (emis/emisa) la""",
    "order_date": """
        (commande/order/bestellung/pedido/ordine/bestelling/bon commande/purchase order) (du/vom/dated/en date du/en fecha) |
        commande passee le | (order/ordered/placed) on | date ordered | order placed( on/) |
        (bestell/bestellungs/auftrags/order/bestel/ordre/bestillings)(datum/dato) | data zamowienia | datum objednavky | tilauspaiva |
        tilauspvm | auftrag vom | date (bdc/po)""",
    "due_date": """
        date (echeance/exigibilite/limite paiement/limite reglement/limite/paiement/reglement/prelevement) |
        echeance( le/ au/ du/ paiement/ fixee au/ finale/) | a echeance du | echeances | (a payer/a regler/payable/paiement/reglement
        /regler/payer)( avant/ au plus tard/)( le/ pour le/ jusqu'au/ d'ici le) | (a payer/a regler/payable/paiement/reglement) (avant
        /jusqu'au/au plus tard) | exigible le | (montant /sera /)preleve le | prelevement (le/automatique le/prevu le) |
        facture payable( le/ avant le/) | (payment /invoice /net /terms /)due( date/ on/ by/ before/) | date due | due for payment |
        payment (date/deadline) | auto pay on | (please /kindly /)(pay/payable/payment) (by/before/on or before/until) |
        to be paid (by/before) | direct debit (date/on/on or after) | (debited/collected) on | pay in full by |
        (falligkeits/zahlungs/zahl/faelligkeits)(datum/termin/tag) | (fallig/faellig)( am/ bis/ zum/ ab/ per/) | falligkeit |
        faelligkeit | (zahlbar/zahlung/zu zahlen/bitte zahlen/bezahlen/zahlungsziel/zahlungseingang/uberweisen)( sie/) (bis/bis zum
        /bis spatestens/am/spatestens am/spatestens bis) | netto (bis/fallig am/fallig/zum) | abbuchung am |
        (einzug/lastschrift) (am/zum) | rechnung fallig( am/) | zahlungsfrist bis | vencimiento | vencimientos | vence( el/) | vto |
        ablaufdatum | fecha (vencimiento/vto/pago/limite pago) | (pagar/abonar/pagadero) (antes/hasta el/el) |
        data (scadenza/scad/pagamento/vencimento/platnosci/zaplaty) | scadenza( pagamento/ rata/) | scadenze | scad | scade il |
        (pagamento/da pagare/pagare) entro( il/) | entro il | verval(datum/dag) | (uiterste /)betaaldatum |
        (te betalen/betalen/te voldoen/betaling) (voor/uiterlijk/uiterlijk op/op/tot) | uiterlijk (te betalen/voldoen)( op/) |
        (forfalls/forfalds/forfallo/betalings)(dato/dag/datum) | forfall | forfald( den/) | forfaller | betales (senest/innen) |
        senast betala | betalas senast | termin (platnosci/zaplaty) | platne do | vencimento | laskun era(paiva/pvm) | era(paiva/pvm) |
        maksettava viimeistaan | (datum /)splatnost(i/) | splatno dne | fizetesi hatarido | fizetes hatarideje |
        esedekesseg( napja/ datuma/) |
        (scadenta/scadent)( la/) | (data/termen) (scadenta/scadentei) | termen plata""",
    "requested_delivery_date": """
        (date /)livraison( souhaitee/ demandee/ prevue/ confirmee/ estimee/ imperative/)( le/ au plus tard le/ avant le/ pour le
        / au plus tard/ avant/) | (date /delai /)(souhaite/souhaitee/demande/demandee/voulu/voulue)( livraison/) |
        date livraison( souhaitee/ prevue/ demandee/ confirmee/) | delai (livraison/souhaite/demande) | delai? |
        date (delai/besoin/requise/depart usine) | livraison semaine | pour livraison le |
        (a livrer/livrer/livrable/besoin/mise a disposition) (le/pour le/avant le/au plus tard le) |
        date (reception/mise a disposition/enlevement)( souhaitee/ prevue/) | a livrer( avant/) |
        (requested /required /expected /desired /promised /estimated /confirmed /agreed /planned /earliest /latest /)(delivery/ship
        /arrival/dispatch) (date/by/on/due) |
        (requested/required/expected/promised) (delivery/date/by/on) | date (required/needed/requested/wanted) | delivery required |
        (need/needed/required/deliver/delivery/ship) (by/on/before) | date of delivery | to be delivered (by/on) | del date | eta |
        in hands date | must arrive by | need date | expected? | (requested/expected/promised/planned) receipt date |
        (gewunschtes/angefordertes/erwartetes/zugesagtes/geplantes) wareneingangsdatum | (fecha/fecha de) recepcion (solicitada
        /esperada/prevista/prometida/requerida) | (data/data di) (ricevimento/carico) (richiesta/prevista/promessa) |
        (gevraagde/verwachte/toegezegde) ontvangstdatum |
        (gewunschter /gewunschtes /bestatigter /bestatigtes /vereinbarter /geplanter /)(liefer/anliefer/wunsch/wunschliefer
        /eintreff)(termin/datum/tag) |
        (lieferung/liefern/anlieferung/zu liefern) (bis/am/zum/bis zum/spatestens/bis spatestens) |
        (lieferung/anlieferung/lieferzeit/lieferfrist)? | (fecha /plazo /)entrega( solicitada/ prevista/ requerida/ deseada/) |
        (entregar/entrega) (el/antes) | fecha (requerida/necesidad) | (data /termine /)consegna( richiesta/ prevista/ confermata/ entro
        / il/ entro il/) | (da consegnare/consegnare) (entro/il) | (gewenste /gevraagde /verwachte /bevestigde /uiterste /)(lever/aflever
        /levering)(datum/dag/ datum) | (levering/leveren)( op/ voor/ uiterlijk/) | levertijd? |
        (leverings/onsket leverings/leverans/onskat leverans)(dato/datum/dag) | (data /)entrega (prevista/pretendida) |
        oss tillhanda? | termin (dostawy/realizacji/dodani) | data dostawy | datum dodani | toimituspaiva | toimituspvm""",
    "deadline": """
        (avant/pour/d'ici) le | au plus tard( le/) | deadline | d'ici au | before | by? | until | latest( by/) |
        (no/not) later than | bis? |
        bis (zum/spatestens/am) | spatestens( am/ bis/) | antes del | para el | hasta el? | per il | entro( il/)? | voor? |
        uiterlijk( op/) | senest | senast | do dnia""",
    "other_date": """
        vencimiento ncf |
        date (devis/expedition/debut/fin/service/prestation/intervention/vente/valeur/impression/operation/echange/naissance/consommation
        /releve/souscription/depart/retour/signature/envoi/fabrication/peremption/validite/mise en service) | prestation du |
        periode( du/ facturee/ facturation/ consommation/) | (imprime/expedie/livre/genere/releve) le | du? | au? | (service/supply/print
        /shipped/shipping/contract/start/end/from/to/quote/amendment/statement/transaction/check in/check out/arrival/departure/expiry
        /expiration/validity/mfg/manufacture/birth/revision/effective/travel/booking/despatch/value) date | (start/end) of service |
        period( covered/ from/ of/) | (service/billing/supply/usage/delivery/subscription) period |
        date (supply/service/birth/shipment/travel) | printed( on/) | shipped( on/) | next (invoice/bill/billing date) | valid until |
        (leistungs/abrechnungs/liefer/rechnungs)zeitraum | (leistungs/druck/versand/lieferschein/angebots/auftragseingangs/valuta
        /buchungs/ausgabe/steuer/ablese/anreise/abreise)(datum/monat) | zeitraum | liefer leistungsdatum | leistungs lieferdatum |
        liefer und leistungsdatum | leistungs und lieferdatum | tag (lieferung/leistung) | (versand/versendet/gedruckt/geliefert) am |
        lieferung leistung | gultig bis | angebot vom | lieferschein vom | periodo( facturacion/ riferimento/ facturado/) |
        fecha (envio/operacion/valor/impresion/servicio/inicio/fin/validez/salida) | data (ddt/trasporto/vendita/stampa/inizio/fine
        /validita/sprzedazy/dostarczenia) | (leverings/facturatie/abonnements)periode | periode( van/) |
        (verzend/druk/afdruk/verzendings/prestatie/uitvoerings)datum | geldig tot | offerte van | leverings periode |
        datum (uskutecneni/zdanitelneho plneni) | duzp | leveret den | (transport/albaran) del |
        teljesites( kelte/ datuma/ napja/ idopontja/) | data (livrarii/comenzii)""",
    "payment_terms": """
        (condition/conditions/modalite/modalites/mode/modes/moyen/moyens/delai/terme/termes/echeance) (paiement/reglement/reglements
        /financieres) | (conditions/modalites)? | reglement( par/) | paiement( par/) | payable? |
        (payment/pmt) (terms/term/conditions/condition/method/type/means/mode/details) | terms( payment/) | payment |
        method (payment/of payment) | terms of payment | credit terms | zahlungs(bedingungen/bedingung/ziel/konditionen/kondition/art
        /weise/frist/modalitaten/hinweis/form) | (zahlbar/zahlung)( innerhalb/ binnen/) | konditionen? |
        (condiciones/forma/modo/metodo/medio/plazo/terminos/formas) (pago/cobro) | (condizioni/modalita/termini/metodo/tipo
        /mezzo) pagamento | pagamento | cond pag | mod pag | betalings(voorwaarden/termijn/conditie/condities/wijze/betingelser/villkor
        /mate) | betaal(wijze/methode/termijn/conditie/voorwaarden) | betaling( binnen/) | (condicoes/forma/modo/prazo/meio) pagamento |
        (sposob/forma/warunki) (platnosci/zaplaty) | maksuehto | maksuehdot | betalningsvillkor | (zpusob/forma) uhrady |
        platebni podminky | fizetesi (mod/feltetel/feltetelek) | fizetes modja | (mod/modalitate) plata""",
    "currency": """
        devise | monnaie | currency( code/) | wahrung(sschlussel/) | moneda | divisa | valuta | munt(eenheid/) | waluta | moeda | mena |
        valuutta | penznem | (montants/prix/chiffres)( exprimes/) en | (invoice/document/billing/order) currency( code/) |
        (alle /)(betrage/preise) in | (all /)amounts( are/) in | (rechnungs/beleg)wahrung | prices in | importi in | importes en |
        bedragen in""",
    "delivery_terms": """
        (incoterm/incoterms)( 2010/ 2020/) | (conditions/mode/modalites/termes) (livraison/expedition/transport) | transporteur |
        (delivery/shipping/freight) (terms/method/mode/conditions) | terms of delivery | ship (via/method) | shipped via | via? |
        carrier | fob | f o b | (liefer/versand)(bedingungen/bedingung/art/weg) | lieferkonditionen | frachtfuhrer |
        (condiciones/forma) (entrega/envio) | porto? | resa | mezzo | vettore | leverings(voorwaarden/conditie/condities/wijze
        /betingelser) | leveransvillkor | toimitusehto | franco""",
}  # fmt: skip
