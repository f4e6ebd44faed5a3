"""The label phrases of headers: six languages, separated by |; a trailing ? marks one that could as well announce something else."""

from __future__ import annotations

#: What stands beside header values. Names are field names where the label announces a field, else what the thing is.
HEADER = {
    "invoice_number": """
        facture n° | facture no | facture nr | facture num | facture numero | n° facture | n° de facture | no de facture | no facture |
        nr facture | num facture | numero de facture | numero facture | n° de la facture | ref facture | reference facture |
        reference de la facture | facture ref | facture # | facture? | avoir n° | avoir no | n° avoir | n° d'avoir | numero d'avoir |
        avoir? | n° de piece | numero de piece | n° piece | numero de document | n° document | n° de document | invoice number |
        invoice no | invoice n° | invoice num | invoice nr | invoice # | invoice id | invoice ref | invoice reference | inv no | inv # |
        inv number | invoice? | tax invoice? | document number | document no | doc no | doc number | bill number | bill no | bill id |
        receipt no | receipt number | receipt # | credit note number | credit note no | credit note # | credit note n° | credit note? |
        credit memo no | credit memo number | credit memo # | rechnungsnummer | rechnungs nr | rechnungsnr | rechnung nr | rechnung nummer |
        rechnung no | rechnungs nummer | re nr | rechnung? | belegnummer | beleg nr | beleg nummer | belegnr | gutschriftsnummer |
        gutschriftnummer | gutschrift nr | gutschrift? | rechnungskorrektur nr | rechnungskorrektur? | dokumentnummer | dokument nr |
        rechnungs id | stornorechnung? | vorgangsnummer? | factura n° | factura no | factura num | factura numero | n° factura |
        n° de factura | numero de factura | numero factura | num factura | factura? | nro factura | abono n° | factura rectificativa n° |
        n° abono | fattura n° | fattura n | fattura nr | fattura numero | numero fattura | n° fattura | n fattura | nr fattura |
        num fattura | fattura? | nota di credito n | nota di credito n° | numero documento | n° documento | nr documento | factuurnummer |
        factuur nr | factuurnr | factuur nummer | factuur? | creditnota nummer | creditnotanummer | creditnota nr | fakturanummer |
        fakturanr | faktura nr | faktura? | numer faktury | fatura n° | numero da fatura | n° fatura | n° da fatura | fatura no""",
    "number": "n°? | no? | nr? | numero? | number? | #? | num? | nummer? | n? | ref? | reference?",
    "order_number": """
        commande n° | commande no | commande nr | n° commande | n° de commande | no de commande | no commande | numero de commande |
        numero commande | num commande | ref commande | reference commande | reference de commande | reference de la commande |
        votre commande | votre n° de commande | votre numero de commande | votre commande n° | bon de commande n° | bon de commande no |
        n° bon de commande | n° de bon de commande | n° du bon de commande | bdc n° | n° bdc | bon de commande? | commande? |
        commande client | cde n° | n° cde | votre cde | n° d'engagement | numero d'engagement | engagement juridique |
        votre reference commande | ref client | votre reference | votre ref | vos references | v ref | v references | reference client |
        v commande | v cde | v bon de commande |
        order number | order no | order n° | order # | order id | order ref | order reference | your order | your order no |
        your order number | customer order | customer order no | purchase order | purchase order no | purchase order number |
        purchase order # | po number | po no | po n° | po # | p o number | p o no | p o # | po? | po ref | cust po | customer po |
        customer po number | your reference | your ref | customer reference | customer ref | buyer reference | order? | sales order no? |
        sales order number? | document reference | bestellnummer | bestell nr | bestellnr | bestellung nr | bestellung nummer |
        bestellung? | ihre bestellung | ihre bestellnummer | ihre bestell nr | kundenbestellnummer | auftragsnummer | auftrags nr |
        auftragsnr | auftrag nr | auftrag? | ihre auftragsnummer | ihr auftrag | ihr zeichen | ihre referenz | bestellreferenz | referenz |
        ihre auftrags nr | bestellung vom nr | kundenreferenz | kundenauftrag | bestell nummer | po nummer | pedido n° | n° pedido |
        n° de pedido | numero de pedido | su pedido | pedido? | su referencia | referencia pedido | orden de compra | orden de compra n° |
        ordine n° | ordine n | ordine nr | n° ordine | numero ordine | vostro ordine | vs ordine | rif ordine | ordine? |
        vostro riferimento | vs rif | ordine di acquisto | numero d'ordine | ordernummer | order nr | bestelnummer | uw order |
        uw ordernummer | uw bestelling | uw referentie | bestelbon nr | bestelbonnummer | bestelling? | inkoopordernummer | inkooporder |
        ordrenummer | ordre nr | deres ref | numer zamowienia""",
    "own_reference": """
        notre reference | notre ref | n ref | nos references | our reference | our ref | unser zeichen | unsere referenz |
        nuestra referencia | nostro riferimento | ns rif | onze referentie | ref interne | no reference | numero de dossier |
        n° de dossier | dossier n° | dossier? | project no | projet? | project? | projekt? | affaire | n° affaire""",
    "quotation_reference": """
        devis n° | devis no | n° devis | n° de devis | numero de devis | ref devis | reference devis | devis? | votre devis |
        votre devis n° | selon devis | selon votre devis | suivant devis | suivant votre devis | offre n° | n° offre | n° d'offre |
        votre offre | selon votre offre | offre de prix | proposition commerciale | quote number | quote no | quote # | quotation number |
        quotation no | quotation # | quote ref | quotation reference | your quote | your quotation | quotation? | quote? | offer no |
        your offer | angebotsnummer | angebots nr | angebot nr | angebotsnr | ihr angebot | ihr angebot nr | angebot? | gemass angebot |
        laut angebot | presupuesto n° | n° presupuesto | su presupuesto | oferta n° | su oferta | preventivo n | preventivo n° |
        vostro preventivo | vostra offerta | offerta n° | offerta n | offertenummer | uw offerte | offerte nr | offerte?""",
    "preceding_invoice_reference": """
        avoir sur notre facture | avoir sur notre facture n° | sur notre facture | sur notre facture n° | sur votre facture n° |
        annule notre facture | annule notre facture n° | relatif a notre facture n° | concerne la facture n° | concerne la facture |
        on our invoice | on our invoice no | to our invoice no | against our invoice | zu unserer rechnung | zu unserer rechnung nr |
        avoir sur la facture n° | facture liee | facture d'origine | facture origine | facture initiale | facture annulee |
        facture concernee | avoir sur facture | avoir sur facture n° | ref facture d'origine | facture de reference | annule la facture |
        facture rectifiee | relatif a la facture | en reference a la facture | facture precedente | sur facture n° | original invoice |
        original invoice no | original invoice number | related invoice | credited invoice | invoice credited | for invoice | ref invoice |
        reference invoice | against invoice | applies to invoice | correction of invoice | preceding invoice | preceding invoice number |
        original invoice # | ursprungsrechnung | ursprungliche rechnung | originalrechnung | bezug rechnung | zu rechnung | zur rechnung |
        zu rechnung nr | korrektur zu rechnung | rechnungsbezug | storno zu rechnung | bezugsrechnung | factura original |
        factura rectificada | factura de origen | fattura di riferimento | fattura originale | rif fattura | storno fattura |
        oorspronkelijke factuur | betreft factuur | originele factuur""",
    "delivery_note": """
        bon de livraison | bon de livraison n° | bl n° | n° bl | n° de bl | bl? | delivery note | delivery note no | delivery number |
        packing slip | dispatch advice | lieferschein | lieferschein nr | lieferscheinnummer | lieferscheinnr | ls nr | albaran |
        albaran n° | bolla n | ddt n | ddt n° | ddt | pakbon | pakbonnummer | leverbon | tracking no | tracking number | shipment no""",
    "customer_number": """
        n° client | n° de client | no client | code client | numero client | numero de client | client n° | compte client |
        n° de compte client | n° compte client | n° de compte | reference du client | identifiant client | compte? | customer number |
        customer no | customer # | customer id | customer n° | account number | account no | account # | account id | client id |
        client no | client number | customer code | cust id | acct | account? | kundennummer | kunden nr | kundennr | kunden nummer |
        kd nr | kdnr | debitor | debitorennummer | debitornr | kundenkonto | lieferantennummer | lieferanten nr | kreditor |
        ihre kundennummer | lieferantennr | n° cliente | numero de cliente | codigo cliente | cod cliente | codice cliente |
        numero cliente | cliente n° | klantnummer | klant nr | klantnr | debiteurnummer | debiteurnr | kundenr | kunde nr | vendor number |
        vendor no | vendor # | vendor id | vendor code | supplier number | supplier no | supplier id | n° fournisseur | code fournisseur |
        duns | gln | dossier client""",
    "contract": """
        contrat n° | n° contrat | n° de contrat | contrat? | contract number | contract no | contract # | contract? | vertragsnummer |
        vertrags nr | vertrag? | contrato n° | contrato? | contratto n | contratto? | contractnummer | ref marche | marche n° |
        n° de marche | ref contrat | mandat | mandatsreferenz | rum | ics | icss | glaubiger id | glaubiger identifikationsnummer |
        creditor id | mandate reference | abonnement""",
    "contact": """
        tel | telephone | tele | phone | phone no | phone number | fax | telefon | telefax | telefono | telefoon | mobile | mobil |
        portable | gsm | mob | email | e mail | mail | courriel | web | website | site web | internet | www | contact | contact commercial |
        ansprechpartner | bearbeiter | sachbearbeiter | sales rep | salesperson | account manager | interlocuteur | suivi par |
        affaire suivie par | attn | a l'attention de | z hd | z hd v | contacto | contatto | contactpersoon | ihr ansprechpartner |
        prepared by | approved by | requested by | vendeur? | commercial? | customer service | service client | support | hotline""",
    "page": "page | page n° | seite | pagina | pag | blatt | sheet? | folio | feuillet",
    "issue_date": """
        date de facture | date de la facture | date facture | date de facturation | date d'emission | date emission | emise le | emis le |
        facture du | facture en date du | date du document | date document | date de piece | date de l'avoir | date avoir | avoir du |
        en date du | etabli le | etablie le | date de creation | date? | le? | invoice date | date of invoice | date of issue | issue date |
        issued on | issued | date issued | dated | bill date | billing date | document date | tax point | tax date | tax point date |
        inv date | credit note date | invoice issue date | document issue date | rechnungsdatum | datum der rechnung | rechnung vom |
        belegdatum | ausstellungsdatum | ausgestellt am | datum? | gutschriftsdatum | dokumentdatum | rechnungs datum | re datum |
        rechnungsdatum leistungsdatum | liefer und rechnungsdatum | rechnungs und lieferdatum | rechnungsdatum lieferdatum |
        belegdatum lieferdatum | gutschriftdatum | vom? | fecha de factura | fecha factura | fecha de emision | fecha emision |
        fecha de expedicion | fecha? | data fattura | data della fattura | data di emissione | data emissione | data documento | data doc |
        data? | data dell'ordine | del? | factuurdatum | datum factuur | creditnotadatum | documentdatum | fakturadato | dato |
        data wystawienia | data da fatura | data de emissao | fakturadatum""",
    "order_date": """
        date de commande | date commande | date de la commande | commande du | commande en date du | date du bon de commande | date bdc |
        order date | date of order | po date | purchase order date | ordered on | date ordered | date of the order | bestelldatum |
        bestellung vom | auftragsdatum | datum der bestellung | fecha de pedido | fecha pedido | fecha del pedido | data ordine |
        orderdatum | besteldatum | datum bestelling | ordredato""",
    "due_date": """
        date d'echeance | date echeance | echeance | echeance le | echeance au | a payer avant le | a payer avant | a regler avant le |
        a regler le | payable le | payable avant le | payable au plus tard le | date limite de paiement | date de paiement |
        paiement avant le | a regler au plus tard le | regler avant le | a payer pour le | date d'exigibilite | a echeance du |
        exigible le | montant preleve le | preleve le | sera preleve le | prelevement le | date de prelevement | date limite de reglement |
        date reglement | date de reglement | payable jusqu'au | reglement le | reglement avant le | reglement au | due date | payment due |
        payment due date | due on | due by | due | pay by | payable by | please pay by | date due | payment date | to be paid by |
        due for payment | payment due by | pay before | invoice due date | invoice due | terms due date | net due date | direct debit date |
        falligkeitsdatum | fallig am | fallig | falligkeit | zahlbar bis | zahlbar bis zum | zahlungsziel bis | zahlbar am | zahlung bis |
        fallig bis | fallig zum | zu zahlen bis | netto bis | netto fallig am | zahldatum | zahltermin | faellig am | faelligkeitsdatum |
        abbuchung am | bitte zahlen bis | netto fallig | rechnung fallig | fecha de vencimiento | fecha vencimiento | vencimiento | vence |
        vence el | fecha de pago | fecha limite de pago | vto | data di scadenza | data scadenza | scadenza | scadenza pagamento |
        scade il | scadenze | pagamento entro | entro il | vervaldatum | vervaldag | uiterste betaaldatum | te betalen voor |
        te betalen uiterlijk | betalen voor | betaaldatum | uiterlijk te betalen op | uiterlijk voldoen | forfallsdato | forfald |
        termin platnosci | data de vencimento | forfallodato | betalingsdato | forfallsdatum""",
    "requested_delivery_date": """
        date de livraison souhaitee | date de livraison | livraison souhaitee | livraison souhaitee le | date livraison | livraison le |
        livrer le | livraison demandee | date souhaitee | livraison prevue | date de livraison prevue | livraison prevue le | a livrer le |
        livraison pour le | delai de livraison | delai souhaite | livraison demandee le | livraison | date de livraison demandee |
        livraison au plus tard le | livraison avant le | livraison semaine | date de reception souhaitee | date de mise a disposition |
        delai? | a livrer avant le | pour livraison le | requested delivery date | delivery date | required delivery date | date required |
        required by | deliver by | delivery by | required date | need by | needed by | requested date | delivery required |
        date of delivery | expected delivery | expected delivery date | ship date | requested delivery | expected date | deliver on |
        requested ship date | delivery on | delivery due | del date | to be delivered by | gewunschtes lieferdatum | wunschlieferdatum |
        liefertermin | lieferdatum | lieferung bis | lieferung am | wunschtermin | gewunschter liefertermin | liefern bis | anlieferung am |
        lieferung zum | lieferung? | wunschliefertermin | anlieferung | anlieferdatum | lieferzeit? | fecha de entrega | fecha entrega |
        entrega | plazo de entrega | fecha de entrega solicitada | entregar el | entrega solicitada | data di consegna | data consegna |
        consegna | consegna richiesta | data di consegna richiesta | consegna entro | leverdatum | gewenste leverdatum | levering |
        levering op | leveren op | levertijd? | leverdag | gewenste leverdag""",
    "deadline": """
        avant le | pour le | au plus tard le | d'ici le | d'ici au | au plus tard | before | by? | no later than | not later than | until |
        bis zum | bis spatestens | spatestens | spatestens am | bis? | bis am | antes del | para el | entro il | per il | voor? |
        uiterlijk | uiterlijk op | latest""",
    "other_date": """
        date du devis | periode du | periode | date d'expedition | date de debut | date de fin | date de service | date de prestation |
        date de la prestation | date d'intervention | date de vente | prestation du | date de valeur | date d'impression | imprime le |
        edite le | date de l'operation | service date | start of service | end of service | period | service period | billing period |
        print date | printed on | printed | shipped on | shipping date | date shipped | contract date | start date | end date | from date |
        to date | quote date | date of supply | supply date | delivery period | order placed | next invoice | amendment date |
        statement date | leistungsdatum | leistungszeitraum | lieferzeitraum | abrechnungszeitraum | druckdatum | versanddatum | zeitraum |
        leistungsmonat | lieferscheindatum | angebotsdatum | liefer leistungsdatum | leistungs lieferdatum | versand am | gedruckt am |
        lieferung leistung | periodo | fecha de envio | periodo di riferimento | leveringsperiode | periode van | data ddt |
        data trasporto | data vendita""",
    "tax_exclusive_amount": """
        montant hors tva |
        total ht | total h t | montant ht | montant h t | total hors taxes | total hors taxe | montant total ht | montant total h t |
        total net ht | net ht | total general ht | sous total ht | sous total h t | total de la facture ht | montant hors taxes |
        montant hors taxe | total hors tva | total ht net | montant net ht | total ht en eur | total ht eur | total ht apres remise |
        montant ht total | total commande ht | total commande h t | prix total ht | base ht | total en euros ht | total facture ht | ht? |
        net total | total net | subtotal | sub total | total excl vat | total excluding vat | total ex vat | net amount | total net amount |
        amount excl vat | total without vat | total before tax | total before vat | total excl tax | total excluding tax |
        amount before tax | total w o tax | net value | total net value | net? | sum net | goods total | total ex tax | taxable amount |
        total taxable amount | taxable value | net invoice amount | total exclusive of vat | total exclusive of tax |
        invoice total excl vat | invoice total vat exclusive | invoice total without vat | total amount excl vat |
        total amount without vat | order total excl vat | tax basis total | total excl gst | vat exclusive total | net invoice value |
        total excl | nettobetrag | netto | summe netto | gesamt netto | nettosumme | gesamtbetrag netto | netto gesamt | gesamtnetto |
        gesamtsumme netto | zwischensumme | zwischensumme netto | rechnungssumme netto | netto summe | rechnungsbetrag netto |
        gesamtnettobetrag | nettowert | gesamtnettowert | gesamtnettowert ohne ust | nettogesamtbetrag | netto betrag | warenwert |
        warenwert netto | endsumme netto | betrag netto | total netto | netto total | nettogesamt | steuerbasisbetrag |
        rechnungssumme ohne ust | summe exkl mwst | summe ohne mwst | gesamtpreis netto | gesamtbetrag ohne mwst | total exkl mwst |
        bemessungsgrundlage gesamt | gesamt exkl mwst | auftragswert netto | bestellwert netto | bestellwert | base imponible |
        total sin iva | importe neto | total neto | neto | suma neta | importe sin iva | subtotal sin iva | total base imponible |
        importe base | imponibile | totale imponibile | totale netto | importo netto | netto imponibile | totale merce | totale senza iva |
        totale iva esclusa | imponibile totale | subtotale | totale imponibili | totaal excl btw | totaal exclusief btw | subtotaal |
        netto bedrag | totaal netto | bedrag excl btw | totaal excl | totaalbedrag excl btw | totaal ex btw | nettobedrag |
        subtotaal excl btw | total excl btw | sum eks mva | total liquido | razem netto | wartosc netto | netto belop""",
    "tax_amount": """
        total tva | tva | montant tva | montant de la tva | total taxes | tva totale | montant total tva | montant taxe | montant taxes |
        dont tva | total t v a | t v a | taxe | taxes | montant de tva | tva a | total de la tva | tva collectee | tva due |
        tva sur les debits | vat | vat total | total vat | vat amount | total vat amount | tax | sales tax | total tax | tax total |
        tax amount | total tax amount | tax payable | gst | vat @ | vat at | plus vat | hst | total gst | sum of vat |
        invoice total vat amount | sales tax total | igst | cgst | sgst | mwst | mwst betrag | ust | ust betrag | mehrwertsteuer |
        umsatzsteuer | steuerbetrag | summe mwst | gesamt mwst | zzgl mwst | zzgl ust | zuzuglich mwst | zuzuglich ust | zuzugl mwst |
        zzgl mehrwertsteuer | zzgl umsatzsteuer | steuer | steuern | summe ust | summe steuer | mwst gesamt | ust gesamt | steuersumme |
        gesamtsteuerbetrag | enthaltene mwst | enthaltene mehrwertsteuer | inkl mwst? | gesetzl mwst | gesetzliche mehrwertsteuer |
        gesetzliche umsatzsteuer | steuergesamtbetrag | plus mwst | summe umsatzsteuer | zuzuglich umsatzsteuer | zuzuglich mehrwertsteuer |
        umsatzsteuerbetrag | mehrwertsteuerbetrag | vorsteuer | iva | cuota iva | total iva | importe iva | cuota | i v a | iva total |
        totale iva | importo iva | imposta | totale imposta | totale imposte | di cui iva | imposte | btw | btw bedrag | totaal btw |
        btw totaal | bedrag btw | mva | moms | sum mva | kwota vat""",
    "tax_inclusive_amount": """
        total ttc | montant ttc | total t t c | montant total ttc | total general | total general ttc | total facture | montant total |
        total toutes taxes comprises | total de la facture | montant de la facture | total a payer ttc | montant total t t c | ttc? |
        total eur ttc | total commande ttc | net ttc | prix total ttc | total facture ttc | montant de la facture ttc |
        montant total de la facture | total en euros ttc | total ttc en eur | total commande | total avoir | montant de l'avoir |
        total tva comprise | montant tva comprise | total incl vat | total including vat | total inc vat | grand total | gross total |
        total gross | gross amount | invoice total | total amount | total invoice | total incl tax | total including tax | amount incl vat |
        total? | total invoice amount | total with vat | invoice amount | gross | total value | order total | total incl |
        total inclusive of vat | invoice total incl vat | invoice total vat inclusive | total sum | total usd | total eur | total price |
        invoice total with vat | total amount incl vat | total amount with vat | total charges | total gbp | sum total | credit total |
        total credit | invoice value | total invoice value | total order value | total order | total incl gst | bruttobetrag | brutto |
        summe brutto | gesamt brutto | bruttosumme | gesamtbetrag | gesamtsumme | endbetrag | rechnungsbetrag | rechnungssumme |
        rechnungssumme brutto | rechnungsbetrag brutto | endsumme | gesamtbetrag brutto | gesamt? | summe? | summe inkl mwst |
        gesamt inkl mwst | rechnungsendbetrag | gesamtpreis brutto | total brutto | rechnungsgesamtbetrag | betrag brutto |
        gesamtbruttobetrag | bruttogesamtbetrag | gesamtbetrag inkl mwst | brutto gesamt | gesamtsumme brutto | rechnungstotal |
        gesamttotal | total inkl mwst | endbetrag brutto | gutschriftsbetrag | gutschriftbetrag | auftragssumme | bestellsumme |
        rechnungsbetrag inkl mwst | rechnungssumme mit ust | gesamtbetrag inkl ust | bruttorechnungsbetrag | gesamt betrag | gesamtwert |
        total con iva | total factura | importe total | total iva incluido | total a pagar | total general con iva | total documento |
        totale fattura | totale documento | totale ivato | totale iva inclusa | totale con iva | importo totale | totale? |
        totale generale | totale complessivo | totale a pagare | totale lordo | totale ordine | totaal incl btw | totaal inclusief btw |
        totaalbedrag | factuurbedrag | totaal? | bedrag incl btw | totaal te betalen | totaal bedrag | factuurtotaal | eindtotaal |
        totaalbedrag incl btw | total incl btw | totaal incl | sum inkl mva | a betale | total da fatura | razem | do zaplaty |
        total geral""",
    "payable_amount": """
        net a payer | reste a payer | montant a payer | reste du | solde du | solde a payer | a payer | montant du | total a payer |
        net a regler | montant a regler | solde a regler | somme a payer | montant preleve | net a deduire | reste a regler | solde |
        total du | montant net a payer | net a payer ttc | restant du | total a regler | net a votre credit | amount due | balance due |
        total due | amount payable | payable amount | balance | to pay | amount to pay | due amount | total payable | outstanding |
        amount owing | please pay | total amount due | net payable | amount outstanding | invoice amount due | outstanding amount |
        due payable amount | balance to pay | amount due for payment | total balance due | you pay | zahlbetrag | zu zahlen |
        zu zahlender betrag | offener betrag | restbetrag | zahllast | noch zu zahlen | fallig er betrag | falliger betrag |
        zahlungsbetrag | zu zahlender gesamtbetrag | forderungsbetrag | offen | zu uberweisender betrag | zu uberweisen | zahlbarer betrag |
        restforderung | uberweisungsbetrag | importe a pagar | liquido a pagar | saldo | pendiente de pago | importe pendiente | liquido |
        netto a pagare | totale da pagare | da pagare | importo da pagare | saldo da pagare | importo dovuto | te betalen |
        te betalen bedrag | nog te betalen | openstaand bedrag | te voldoen | verschuldigd bedrag | amount due in""",
    "prepaid_amount": """
        acompte | acomptes | acompte verse | acomptes verses | deja regle | deja paye | acompte recu | montant deja regle |
        montant deja paye | acompte deduit | dont acompte | acompte deja verse | total acomptes | regle | paye le? | deja verse |
        moins acompte | deduction acompte | prepaid | prepaid amount | deposit | deposit paid | paid | amount paid | paid amount |
        less deposit | payments received | already paid | total prepaid | advance payment | prepayment | less paid | total paid |
        payment received | payments | down payment | anzahlung | anzahlungen | abschlag | bereits gezahlt | abzgl anzahlung |
        geleistete anzahlung | bereits bezahlt | gezahlt | abzuglich anzahlung | vorauszahlung | erhaltene anzahlung | anzahlungsbetrag |
        angezahlt | abschlagszahlung | abzuglich bereits gezahlt | anticipo | a cuenta | anticipos | acconto | acconti | acconto versato |
        gia pagato | voorschot | aanbetaling | reeds betaald | betaald""",
    "rounding_amount": """
        arrondi | arrondis | rounding | rounding amount | rundung | rundungsbetrag | rundungsdifferenz | redondeo | arrotondamento |
        afronding""",
    "allowance": """
        remise | remises | remise globale | remise commerciale | total remise | total remises | rabais | escompte | ristourne | discount |
        discounts | allowance | allowances | total allowances | total charges and allowances | volume discount | trade discount | rabatt |
        nachlass | skonto | rabatte | summe rabatte | abzug | descuento | dto | sconto | sconti | korting | betalingskorting | port |
        frais de port | frais | livraison ht | transport | frais de transport | frais d'expedition | frais de livraison | frais de gestion |
        eco participation | eco contribution | deee | shipping | freight | shipping handling | shipping and handling | freight costs |
        delivery charge | delivery charges | charges | total charges | handling | insurance | shipping cost | shipping est | postage |
        carriage | s h | versand | versandkosten | frachtkosten | fracht | porto | lieferkosten | zuschlage | summe zuschlage | verpackung |
        gastos de envio | portes | spese di spedizione | trasporto | spese | verzendkosten | vracht""",
    "carried": """
        report | a reporter | total page | sous total | sous total page | carried forward | brought forward | carry forward | page total |
        ubertrag | zwischensumme ubertrag | suma y sigue | riporto | a riportare | transport? | transporteren""",
    "line_total": """
        total des lignes | total brut | total brut ht | montant brut ht | sum of lines | line total | lines total | sum of line net amount |
        total gross before discount | summe positionen | positionen netto | summe der positionen | positionssumme | total bruto |
        totale righe""",
    "payment_terms": """
        conditions de paiement | condition de paiement | conditions de reglement | condition de reglement | modalites de paiement |
        modalites de reglement | reglement | delai de paiement | paiement | mode de reglement | mode de paiement | conditions reglement |
        condition reglement | modalite de reglement | moyen de paiement | conditions paiement | conditions? | delai de reglement |
        echeance de paiement | payment terms | terms of payment | terms | payment term | payment conditions | payment method | payment |
        method of payment | payment type | payment means | zahlungsbedingungen | zahlungsbedingung | zahlungsziel | zahlungskonditionen |
        zahlungsart | zahlungsweise | zahlbar innerhalb | zahlung | zahlungsfrist | zahlungskondition | zahlbar | condiciones de pago |
        forma de pago | modo de pago | metodo de pago | medio de pago | condizioni di pagamento | modalita di pagamento | pagamento |
        termini di pagamento | metodo di pagamento | condizioni pagamento | modalita pagamento | tipo pagamento | betalingsvoorwaarden |
        betalingstermijn | betalingsconditie | betaalwijze | betaling | betalingswijze | betaling binnen | betalingscondities |
        betaalmethode | betalingsbetingelser""",
    "currency": """
        devise | monnaie | currency | wahrung | moneda | divisa | valuta | munt | montants exprimes en | montants en | currency code |
        invoice currency | betrage in | alle betrage in | amounts in | prix en | document currency | invoice currency code |
        rechnungswahrung | belegwahrung | all amounts in""",
    "delivery_terms": """
        incoterm | incoterms | conditions de livraison | mode de livraison | mode d'expedition | delivery terms | terms of delivery |
        shipping method | ship via | shipping terms | carrier | lieferbedingungen | lieferbedingung | versandart | condiciones de entrega |
        transporteur | porto? | resa | mezzo | leveringsvoorwaarden | ship method | fob | f o b | shipped via | franco""",
}  # fmt: skip
