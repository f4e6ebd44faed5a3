"""The titles of pages by kind: six languages and, shorter, Polish, Portuguese, Nordic, Baltic, Finnish, Czech and others."""

from __future__ import annotations

from collections.abc import Mapping

from backend.extraction.kinds import Kind

#: Titles by kind, folded, the longer ones first where one holds another.
TITLES: Mapping[Kind, str] = {
    Kind.CORRECTION: """(?:replacement|correction) invoice|facture de remplacement|korrigierte rechnung|ersatzrechnung
        |factura (?:correctiva|de correccion|de reemplazo)|fattura (?:correttiva|sostitutiva)|vervangingsfactuur
        |(?:korrektions|rettelses|erstatnings|korrigerings|ersattnings)faktura|faktura korekta|fatura (?:corretiva|retificativa)
        |oprava faktury|(?:javito|helyesbito) szamla|factura (?:corectie|de corectie)
        |facture (?:rectificative|corrective|de correction)|rechnungskorrektur|korrekturrechnung|korrektur der rechnung
        |rechnungsberichtigung|berichtigte rechnung|factura rectificativa|fattura rettificativa|correctiefactuur
        |(?:corrected|corrective) invoice|invoice correction|faktura korygujaca|korekta faktury|opravny danovy doklad""",
    Kind.CREDIT_NOTE: """refund (?:receipt|note|invoice)|credit slip|facture (?:de credit|avoir)|nota kredytowa|creditmemo
        |kreditt ?note|nota de credit|jovairo szamla|jovairas|factura storno|storno szamla|kreditlasku
        |facture d'avoir|note de credit|note d'avoir|avoir(?: financier| partiel| total| commercial)?
        |credit (?:note|memo|invoice|adjustment)|stornorechnung|rechnungsstorno|gutschrift(?! \\(selbst)
        |factura de abono|nota de (?:credito|abono)|abono|nota (?:di )?(?:credito|accredito)|fattura di storno
        |credit(?:factuur|nota)|kreditnota|kreditfaktura|kredittnota|hyvityslasku|dobropis""",
    Kind.PRO_FORMA: """proforma (?:bill|faktura|lasku|szamla)|proforma(?:faktura|lasku|szamla)|(?:faktura|fatura) pro ?forma|dijbekero
        |facture pro[ -]?forma|proforma invoice|pro[ -]forma invoice|pro[ -]?forma[ -]?rechnung|factura pro[ -]?forma
        |fattura pro[ -]?forma|pro[ -]?forma[ -]?factuur|pro[ -]?forma""",
    Kind.INVOICE: """(?:recurring|customer|purchase|supplier|vendor|standard|partial|simplified|progress|retail|deposit|prepayment) invoice
        |(?:down ?payment|advance(?: payment)?|electronic|closing|monthly|rental|export) invoice
        |facture (?:client|de vente|de situation|partielle|simplifiee|definitive|finale|intermediaire|fournisseur|de prestations?)
        |recu de paiement|factura (?:de venta|de anticipo|de compra|de cliente|completa|electronica)|recibo de pago
        |fattura (?:semplificata|differita|immediata|commerciale|di acconto|d'acconto|di vendita|elettronica|parziale|cliente)
        |btw[ -]factuur|vereenvoudigde factuur|betalingsbewijs|(?!manu)[a-z]{3,18}faktura|kvitto|rakning|regning|zahlungsbeleg
        |faktura (?:zaliczkowa|koncowa|sprzedazy|uproszczona)|potwierdzenie platnosci|(?:zalohova|konecna) faktura|doklad o platbe
        |(?:myynti|osto|ennakko|loppu|koonti)lasku|kuitti|(?:veg|resz|eloleg ?)szamla|nyugta|factura (?:fiscala|client|de avans)
        |bon fiscal|chitanta|fatura (?:simplificada|de adiantamento|de venda)|fatura[ -]recibo|nota fiscal|recibo de pagamento
        |(?!ab)[a-z]{3,18}rechnung|[a-z]{3,18}factuur|facture originale|facture d'acompte|facture de solde|facture|tax invoice
        |commercial invoice|sales invoice|invoice|handelsrechnung|rechnungs(?:nummer|nr|datum|betrag)|factuur(?:nummer|datum)
        |abschlagsrechnung|schlussrechnung|teilrechnung|anzahlungsrechnung|sammelrechnung|rechnung|factura simplificada|factura
        |fattura accompagnatoria|fattura|(?:verkoop|verzamel|deel|eind|termijn|creditvrije)?factuur|faktura(?: vat)?|fatura
        |(?:sales |tax |payment )?receipt|bill of sale|bill|(?:samle|del|slut)faktura
        |(?:vat|gst|hotel|freight|service|interim|final|consolidated|summary|progress|sales tax|customs) invoice|statement of invoice
        |releve de facture|facture recapitulative|auto-?facture
        |self-?bill(?:ed|ing) (?:tax )?invoice|(?:gutschrift \\()?selbst ausgestellte rechnung\\)?|note de debit|debit (?:note|memo)
        |belastungsanzeige|debetnota|note d'honoraires|quittance|honorarrechnung|monatsrechnung|lasku|(?:faktura ?- ?)?danovy doklad
        |ticket(?: de (?:caisse|vente|compra|venta))?(?=\\W*(?:$|n|#|\\d))
        |recibo|ricevuta|parcella|kvittering|rachunek|szamla|nota de debito|nota debito
        |bolletta(?: per la fornitura)?|(?:pvm |isankstine )?saskaita(?:[ -]faktura)?|rekins|(?:kaibemaksu)?arve|(?:e-)?racun|(?:e-)?fatura
        |(?:bon de livraison|lieferschein|albaran|delivery note|leveringsbon|pakbon|bolla|ddt)(?: ?[-/&+] ?| et | und | y | e | and )
        (?:facture|rechnung|factura|invoice|factuur|fattura)""",
    # The order as its seller has taken it in is his, and so confirms it.
    Kind.ORDER_CONFIRMATION: """sales? order(?! (?:id|ref|no|num))|(?:orden|pedido|encomenda|ordem) de (?:venta|venda)|ordine di vendita
        |verkooporder|verkaufsauftrag|salgsordre|saljorder|forsaljningsorder|(?:zamowienie|zlecenie) sprzedazy|comanda (?:de )?vanzare
        |ertekesitesi (?:meg)?rendeles|myyntitilaus|commande de vente|bon de vente|prodejni objednavka
        |potwierdzenie zlecenia|(?:meg)?rendeles visszaigazolas|confirmare (?:de )?comanda|confirmacao d[eo] pedido
        |confirmation (?:de |d')?(?:la |votre )?(?:commande|achat)
        |(?:accuse|ar)(?: de reception)? (?:de )?(?:la |votre )?commande|accuse de reception|arc(?=\\W*(?:n°)?[\\w/ -]*\\d$|$)
        |commande (?:confirmee|client confirmee)|(?:sales |purchase )?order (?:confirmation|acknowledge?ment|response)
        |(?:confirmation|acknowledge?ment) of (?:your )?(?:purchase )?order|(?:auftrags|bestell|bestellungs|liefer)bestatigung
        |bestatigung (?:ihrer|ihres|der|des) (?:bestellung|auftrags|order)|confirmacion de(?:l)? (?:su )?pedido|acuse de (?:recibo|pedido)
        |conferma (?:d'|dell'|di |del vostro |vostro )?ordine|(?:order|bestel|opdracht)bevestiging
        |bevestiging van (?:uw|de) (?:bestelling|order|opdracht)|ordre?bekra?eftelse|ordrebekraftelse|orderbekraftelse|ordererkannande
        |potwierdzenie zamowienia|confirmacao d[ea] encomenda|tilausvahvistus|potvrzeni objednavky""",
    Kind.ORDER_CHANGE: """modification de (?:la |votre |notre |bon de )?commande|avenant (?:a|n°?) ?(?:la |notre )?commande
        |(?:bon de )?commande (?:modifiee|modificative|modificatif|rectificative|revisee|mise a jour)|bon de commande modificatif
        |(?:purchase )?order (?:change|amendment|revision|modification|update)(?: (?:notice|request|order))?|change order
        |change to (?:purchase )?order|(?:amended|revised|changed|updated|modified) (?:purchase )?order
        |(?:purchase )?order\\W{1,4}(?:revised|amended|changed|revision)|(?:bestell|auftrags)anderung
        |anderung (?:der|zur|unserer) bestellung|geanderte bestellung|bestellung\\W{1,4}(?:anderung|geandert)|modificacion de(?:l)? pedido
        |pedido (?:modificado|rectificado|revisado)|(?:modifica|variazione|variante|rettifica)(?: d'| all'| dell'| di )ordine
        |modifica ordine|ordine (?:modificato|rettificato|variato)|(?:order|bestel)wijziging
        |wijziging (?:van )?(?:de |onze )?(?:bestelling|order|inkooporder)|gewijzigde (?:bestelling|order|inkooporder|bestelbon)
        |(?:zmiana|korekta|aneks do) zamowienia|alteracao (?:d[ea] |a )?encomenda|encomenda alterada
        |(?:ordre|bestillings|order|indkobsordre)(?:andring|endring)|andret (?:ordre|bestilling|indkobsordre)|endret bestilling
        |muutettu tilaus|tilausmuutos|zmena objednavky""",
    Kind.ORDER: """(?:pirkimo |pervezimo |transporto )?uzsakymas|pasutijums|(?:ostu)?tellimus|narudzb(?:a|enica)|narocilo|narocilnica
        |(?:satin ?alma )?siparis(?:i| formu)?|(?:transport|forwarding|freight|loading|carrier) order
        |(?:transport|speditions|lade|fracht|fuhr)auftrag|(?:ordre|commande|bon) (?:de transport|d'affretement)
        |ordine di (?:trasporto|carico)|orden de (?:transporte|carga)|(?:transport|laad|vracht)opdracht
        |zlecenie (?:transportowe|spedycyjne)|(?:chartering|carrier|rate|load) confirmation|confirmation d'affretement
        |orden de trabajo|pedido de (?:cliente|compra)|ordine (?:cliente|di lavoro)
        |werkorder|klantorder|(?:kunden|lieferanten)bestellung|arbeitsauftrag|arbeidsordre|arbejdsseddel
        |kundorder|arbetsorder|zlecenie zakupu
        |ordem de (?:servico|encomenda)|comanda (?:de )?(?:achizitie|furnizor|client)|comanda
        |(?:vevoi |beszerzesi )?(?:meg)?rendeles
        |(?:nakupni|prijata|vystavena) objednavka
        |local purchase order|bon de commande|ordre d'achat
        |(?:commande|appel) (?:d'achat|fournisseur|client|ferme|ouverte)|commande|purchase order
        |order form|work order
        |p\\.?o\\.?(?! ?box)|blanket order|call[ -]off order|order sheet|order|bestellung|bestellschein|bestellformular
        |einkaufsbestellung|(?:kunden|liefer|abruf|rahmen)?auftrag|lieferabruf|orden de (?:compra|pedido)(?: de bienes(?: y servicios)?)?
        |pedido (?:de compra|a proveedor|en firme)|hoja de pedido|pedido|ordine (?:di |d')?acquisto|ordine (?:a )?fornitore|buono d'ordine
        |ordine(?! (?:dei|degli|delle)\\b)
        |inkoop(?:order|bestelling)|bestel(?:bon|formulier|order)|aankooporder|bestelling|opdracht|innkjopsordre|indkobsordre
        |bestillingsordre|bestilling|rekvisition|inkopsorder|bestallning|ostotilaus|tilaus|zamowienie(?: zakupu)?|zlecenie
        |(?:nota de )?encomenda|ordem de compra|objednavka""",
    Kind.DELIVERY_NOTE: """delivery (?:receipt|order|challan|docket)|despatch note|recepisse de livraison|fiche d'expedition
        |lettre de voiture|lieferquittung|frachtbrief|nota de entrega|remito|comprobante de entrega|lista de empaque|carta de porte
        |recibo de entrega|lettera di vettura|documento di spedizione
        |leveringsbewijs|afleverbon|folgeseddel|leveringskvittering|fragtbrev|pakkeliste
        |pakkseddel|foljesedel|packsedel|fraktsedel|plukkliste|plocklista|list przewozowy|lista pakunkowa|guia de (?:remessa|transporte)
        |lahetyslista|pakkauslista|lahete|dodaci list|szallitolevel|aviz de (?:expeditie|insotire)
        |bon de livraison|bordereau de livraison|bon d'expedition|liste de colisage|delivery note|delivery slip
        |bon de reception|goods (?:receipt|received)(?: note| voucher)?|wareneingangsschein|entrada de mercancia
        |packing list|packing slip|dispatch note|waybill|lieferschein|packliste|albaran de entrega|albaran|documento di trasporto
        |bolla di consegna|leveringsbon|pakbon|vrachtbrief|cmr""",
    Kind.QUOTATION: """proposal|(?:commercial|business) proposal|sales quot(?:e|ation)|(?:price request|request for quot(?:e|ation))
        |demande de (?:prix|devis)|offre commerciale|angebotsanfrage|preisanfrage|verkaufsangebot|propuesta(?: comercial)?
        |solicitud de cotizacion|richiesta di (?:offerta|preventivo)|offerteaanvraag|prijsaanvraag
        |oferta (?:handlowa|cenowa|comercial|comerciala|de pret)|zapytanie ofertowe|wycena|orcamento|cotacao
        |proposta(?: comercial| commerciale)?|tarjous|tarjouspyynto|(?:ar)?ajanlat|ajanlatkeres|(?:cenova |obchodni )?nabidka
        |cerere de (?:pret|oferta)|offert|prisforfragan|pristilbud|prisforesporsel
        |(?:official|sample|preliminary|formal|initial|detailed|repair|budget|price|service) (?:quot(?:e|ation)|estimate)
        |devis|offre de prix|proposition commerciale|quotation|quote|estimate|price offer|angebot|kostenvoranschlag
        |presupuesto|cotizacion|preventivo|offerta|offerte|prijsopgave|tilbud|cotation|chiffrage|preisangebot""",
    Kind.REMINDER: """dunning letter|betalningspaminnelse|paminnelse|betalingspaminnelse|purring|rykker|wezwanie do zaplaty|maksumuistutus
        |fizetesi felszolitas
        |(?:lettre de |derniere )?relance|rappel de facture|rappel|mise en demeure|payment reminder|reminder|overdue notice
        |final notice|zahlungserinnerung|mahnung|recordatorio de pago|sollecito di pagamento|sollecito|betalingsherinnering|aanmaning""",
    Kind.STATEMENT: """(?:customer|client) statement|estado de cuenta|tiliote|vypis z uctu|kontoudtog|kontoutskrift|kontoutdrag
        |wyciag z konta|extrato (?:da |de )?conta|extras (?:de )?cont|szamlakivonat|rekeningafschrift
        |releve de compte|releve de(?:s)? factures|statement of invoices|rechnungsaufstellung
        |statement of account|account statement|statement|kontoauszug|offene posten
        |extracto de cuenta|estratto conto|rekeningoverzicht""",
    Kind.REMITTANCE: """betalingsadvis(?:ering)?|betalingsadvies|aviso de pagamento
        |avis de paiement|avis de virement|remittance advice|payment advice|zahlungsavis|avisierung|aviso de pago
        |avviso di pagamento|betaaladvies|betalingsspecificatie""",
    Kind.TERMS: """conditions generales(?: de vente| d'achat| d'utilisation)?|cgv|cga|general terms(?: and conditions)?
        |terms and conditions|terms of (?:sale|use)|standard terms|allgemeine (?:geschafts|verkaufs|einkaufs|liefer)\\S*|agb
        |condiciones generales(?: de venta)?|condizioni generali(?: di vendita)?|algemene (?:verkoop|inkoop|leverings)?voorwaarden""",
    Kind.BANK_DETAILS: "releve d'identite bancaire|rib|bank details|bankverbindung|datos bancarios|coordinate bancarie|bankgegevens",
    Kind.TECHNICAL: """fiche technique|fiche de donnees de securite|plan d'ensemble|data ?sheet|safety data sheet
        |certificate of (?:conformity|analysis|origin)|certificat de conformite|datenblatt|sicherheitsdatenblatt|zeichnung|price list
        |liste de prix|catalogue|preisliste|ficha tecnica|scheda tecnica""",
}  # fmt: skip
#: A label beside a value names its document less plainly than a title, and these documents refer to others often.
AS_LABEL: Mapping[Kind, float] = {
    Kind.INVOICE: 0.5, Kind.CREDIT_NOTE: 0.5, Kind.CORRECTION: 0.5, Kind.ORDER_CONFIRMATION: 0.4, Kind.ORDER_CHANGE: 0.4, Kind.ORDER: 0.25,
    Kind.QUOTATION: 0.2, Kind.BANK_DETAILS: 0.0,
}  # fmt: skip
