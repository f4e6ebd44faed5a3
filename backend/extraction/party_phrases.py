"""The label phrases of parties and of their ids, in the languages of the market, written as those of headers."""

from __future__ import annotations

#: Roles, and what announces an id or an account. "issuer" and "addressee" say who writes and who reads, whoever sells.
PARTIES = {
    "seller": """
        exporter? | exportateur | exportador | exporteur | esportatore | details of supplier | details of seller |
        konto zahlbar an | provider | service provided by | zahlbar an | compte payable a | conto pagabile a | account payable to |
        fournisseur | nom du fournisseur | adresse fournisseur | adresse du fournisseur | coordonnees fournisseur | vendeur |
        prestataire | facture par | vendu par | creancier | seller | supplier | vendor | sold by | bill from | vendor information |
        supplier information | supplier name | vendor name | seller name | supplier details | seller details | seller information |
        vendor details | service provider | vendor address | supplier address | seller address | supplier company | lieferant |
        verkaufer | rechnungssteller | rechnungsaussteller | leistungserbringer | auftragnehmer | anbieter | lieferantenanschrift |
        lieferantenadresse | proveedor | datos del proveedor | vendedor | fornitore | dati fornitore | venditore | cedente prestatore |
        cedente/prestatore | cedente | prestatore | leverancier | verkoper | leveranciersgegevens | sprzedawca | dostawca | wystawca |
        fornecedor | leverantor | saljare | leverandor | leverandør | selger | saelger | sælger | toimittaja | myyja | dodavatel |
        prodejce | prodavajici | szallito | elado | kibocsato | furnizor |
        contractor | subcontractor | sous-traitant | titulaire du marche | company name? | crediteur""",
    "buyer": """
        doit? | verkauft an | verkocht aan | vendido a | venduto a | importateur | details of buyer | details of receiver |
        details of customer | uw gegevens | vos coordonnees | your details | ihre daten | sus datos | i tuoi dati |
        zahlbar durch | payable par | pagabile da | payable by | naam klant | klantnaam | adres klant | facture a | facturee a |
        facturer a | facturez a | adresse de facturation | client | acheteur | facturation | nom client | adresse facturation |
        client facture | adresse client | adresse du client | adresse de facture | commande par | donneur d'ordre | nom du client |
        a facturer a | coordonnees client | coordonnees du client | raison sociale client | informations client | vendu a |
        information client | donnees client | votre client? | maitre d'ouvrage | commanditaire | societe acheteuse | payeur? |
        debiteur | facturer au nom de | adresse d'envoi facture | envoyer la facture a | tiers payeur | bill to | billed to |
        billing address | invoice to | invoiced to | sold to | buyer | customer | client name | customer name | bill to address |
        invoice address | invoicing address | buyer name | invoicee | ordered by | purchaser | customer address | billing information |
        billing details | bill to party | sold to party | buyer information | buyer details | client details | charge to |
        customer billing address | customer information | customer details | billing contact | buyer address | purchased by |
        client information | client address | customer company | buyer company | invoice recipient | send invoice to | send bill to |
        accounts payable address | sold to address | rechnungsadresse | rechnungsempfanger | rechnungsempfangerin | rechnung an |
        kaufer | kunde | kundin | rechnungsanschrift | auftraggeber | auftraggeberin | besteller | bestellerin | kundenadresse |
        leistungsempfanger | kundendaten | firma? | kundenname | kundenanschrift | abnehmer | rechnungsempfanger adresse |
        kaufer leistungsempfanger | rechnungs adresse | rechnung geht an | facturar a | cliente | comprador | datos del cliente |
        datos cliente | direccion de facturacion | nombre del cliente | datos de facturacion | facturado a | fatturare a |
        intestatario | intestata a | acquirente | cessionario | cessionario committente |
        cessionario/committente | committente | indirizzo di fatturazione | dati cliente | dati del cliente | fatturato a |
        intestazione | ragione sociale cliente | nome cliente | nabywca | kupujacy | zamawiajacy | odbiorca? | platnik |
        factureren aan | klant | koper | factuuradres | afnemer | opdrachtgever | gefactureerd aan | factuur aan | klantgegevens |
        facturatieadres | kopare | kund | fakturaadress | fakturamottagare | kjoper | kjøper | kober | køber | fakturaadresse |
        faktureres til | asiakas | ostaja | laskutusosoite | odberatel | kupujici |
        faturar a | prepare pour | prepared for | etabli pour | etablie pour | erstellt fur | preparado para | preparato per |
        fattura per | nom societe cliente | societe cliente | informacion cliente | datos comprador | titular contrato |
        vevo | vasarlo | cumparator""",
    "issuer": """
        emetteur | emetteur de la facture | emetrice | emis par | emise par | de la part de? | expediteur | issuer | issued by | from? |
        sender | absender | aussteller | von? | ausgestellt von | emisor | emitido por | emittente | mittente | emesso da | afzender |
        van? | afsender | avsandare | avsender | wystawil | remitente | expedidor""",
    "addressee": """
        destinataire | a la atencion de | a l'attention de? | a la att de | adresse a | addressee | recipient | to? | issued to |
        empfanger | empfangerin | an? | adressat | destinatario | destinatari | geadresseerde | aan? | mottagare? | mottaker |
        modtager | recepteur | spett le | spettabile | messrs? | esteemed? | senor es | senores? | sr es? | sres? | exmo s senhor es |
        exmo sr | exmos senhores""",
    "deliver_to": """
        adresse de livraison | livrer a | livre a | lieu de livraison | livraison a | adresse livraison | livree a |
        point de livraison | destinataire livraison | a livrer a | adresse du chantier | lieu d'execution | adresse d'intervention |
        adresse de chantier | client livre | site de livraison | ship to | deliver to | delivery address | shipping address |
        delivered to | delivery to | livraison chez | lieu d'intervention | adresse d'expedition | expedier a | expedie a |
        adresse des travaux | chantier? | lieu de prestation | adresse de reception | magasin de livraison | livrer chez |
        destination? | ship to address | delivery location | consignee | place of delivery | ship to party | delivery site |
        shipping information | shipped to | shipping details | delivery details? | delivery point | site address | please deliver to |
        send goods to | deliver goods to | leveres til | levereres til | leverans till | toimitetaan |
        job site | job address | goods recipient | delivery? | service address | deliver to address | lieferadresse | lieferanschrift |
        lieferung an | warenempfanger | lieferort | leistungsort | anlieferadresse | empfangsadresse | versandadresse |
        lieferadresse warenempfanger | lieferung erfolgt an | abweichender warenempfanger | versand an | anlieferungsadresse |
        anlieferort | baustelle? | bauvorhaben? | liefern an | direccion entrega |
        domicilio entrega | direccion de envio | entregar en | entregar a |
        lugar de entrega | enviar a | domicilio de entrega | punto de entrega | indirizzo di consegna | luogo di consegna |
        consegnare a | destinazione | destinazione merce | spedire a | luogo di destinazione | indirizzo di spedizione |
        destinatario merce | consegna presso | leveringsadres | afleveradres | leveren aan | leveradres | verzendadres | bezorgadres |
        afleverlocatie | verzonden naar | leverans adress | leveransadress | leveringsadresse | leveringssted | toimitusosoite |
        adres dostawy | miejsce dostawy | dorucovaci adresa | morada de entrega | local de entrega""",
    "other_party": """
        spediteur | spedition | vettore | vervoerder | transportista | agent? | representant? | notify party | notify | vertreter? |
        handelsvertreter | ship from | shipped from | expedie depuis | lieu de depart | apporteur | factor | steuervertreter |
        fiscal representative | representant fiscal | abweichender zahlungsempfanger | tax representative |
        abweichender rechnungsempfanger? | buyer requisitioner | end user | utilisateur final | endkunde | utente finale""",
    "vat_id": """
        n° tva | tva n° | n° de tva | no tva | numero de tva | numero tva | tva intracommunautaire | n° tva intracommunautaire |
        n° tva intracom | tva intracom | n° tva intra | tva intra | n° id tva | identifiant tva | id tva | n° d'identification tva |
        code tva? | tva int | n° de tva intracommunautaire | tva fr? | num tva | n° intracommunautaire | n° intracom | n° tva client |
        n° tva fournisseur | tva client | votre n° tva | votre tva | notre n° tva | notre tva | numero de tva intracommunautaire |
        ident tva | n° de tva intracom | n° de tva client | n° tva acheteur | n° tva vendeur | tva acheteur | tva vendeur | n tva |
        tva cee | n° tva cee | n° tva ue | n° de tva ue | identification intracommunautaire | n° d'identification a la tva |
        numero d'identification tva | n° ident | n° identification tva | identification a la tva | votre numero de tva | vos ref tva |
        n° tva/ide | ide | code tva intracommunautaire | ident intracommunautaire | identification tva | vat id | vat number | vat no |
        vat reg no | vat registration number | vat registration no | vat reg | vat n° | vat # | tax id | tax identification number |
        your vat id | vat identification number | vat code? | tax no | tax number? | our vat | our vat number | our vat id |
        our vat no | your vat | your vat no | customer vat | customer vat number | vat registration | gst no | gstin | gstin uin | ein |
        tin | vat reg number | vat id no | vat id number | vatin | seller vat id | buyer vat id | seller vat | buyer vat |
        supplier vat | vendor vat | client vat | federal tax id | tax reg no | gst number | abn | your vat number | gst reg no |
        gst/hst no | gst/hst number | gst/hst # | gst/hst reg no | gst/hst registration no | gst/hst registration number | hst no | hst # |
        hst number | hst reg no | hst registration no | hst registration number | gst # | gst registration no | gst registration number |
        trn | tax registration no | tax registration number | rfc | r f c | cnpj | ruc | cuit | company's vat tin | vat tin |
        customer vat no | customer vat id | supplier vat no | supplier vat number | company vat no | eori? | buyer req vat id |
        recipient's vat id | ust idnr | ust id nr | ust id | ustid | ustidnr | ust ident nr | umsatzsteuer id |
        umsatzsteuer identifikationsnummer | umsatzsteueridentifikationsnummer | ust identnummer | ust ident | uid | uid nr |
        uid nummer | mwst nr | mwst nummer | ust nr | mwst idnr | mwst id | mwst id nr | ihre ust idnr | ihre ust id | vat id nr |
        ust id nummer | umsatzsteuer idnr | umsatzsteuer id nr | ihre ust id nr | unsere ust id | unsere ust idnr | unsere ust id nr |
        kunden ust id | kunden ust idnr | kunden ust id nr | ihre uid | ihre uid nr | ihre uid nummer | atu nr | eu ust id |
        ust identifikationsnummer | nif | cif | nif iva | n° iva | nif cif | cif nif | partita iva | p iva | p i? | p iva cod fisc |
        piva | cf pi | c f p i | nit | c c o nit | cif titular | nif titular |
        nif/cif | cif/nif | n i f | c i f | vat nif | nif vat | su nif | iva intracomunitario | partita iva cliente |
        p iva cliente | p iva/c f | cf/p iva | c f/p iva | cod fisc p iva | codice iva | id fiscal? | c f p iva | part iva | nipc |
        contribuinte | n° contribuinte | n° de contribuinte | no contribuinte | p iva c f | cod fisc e p iva | c f e p iva | nip |
        partita iva e cod fiscale | partita iva e codice fiscale | partita iva/cod fiscale | partita iva/codice fiscale |
        cod fiscale e partita iva | codice fiscale e partita iva | partita iva e c f | c f e partita iva | cod fiscale e p iva |
        p iva e cod fiscale | p iva e codice fiscale | p iva e c f |
        nr nip | cif vat | btw nummer | btw nr | btwnummer | btwnr | btw id | btw nummer klant | btw identificatienummer |
        ondernemingsnummer | uw btw nummer | uw btw nr | ons btw nummer | btw nummer leverancier | ob nummer | org nr? | orgnr? |
        organisasjonsnummer | org no? | btw n° | btw no | cvr nr | cvr | cvr nummer | momsnr | momsreg nr | momsregistreringsnummer |
        reg nr for moms | vat nr | vat nummer | moms nr | se nr? | vat reg nr | y tunnus | alv nro | dic | ic dph | adoszam""",
    "tax_number": """
        steuernummer | steuer nr | st nr | stnr | steuer nummer | codice fiscale | cod fisc | c f | numero fiscal | utr | pesel |
        regon | peppol id | electronic address""",
    "siret": """
        siret | n° siret | siret n° | no siret | numero siret | siret no | code siret | n° de siret | num siret""",
    "siren": """
        siren | n° siren | siren n° | rcs | r c s | rsc | immatriculation | siren n | n° rcs | n° de siren | numero siren | n° rm""",
    "legal_id": """
        kvk | kvk nummer | kvk nr | handelsregister | hrb | hra | registration no | company no | company number | hr nr | fn | fn nr |
        company registration number | company registration no | registered number | registered no | registration number | coc |
        coc number | legal registration id | rea | n° rea | company reg no | reg no | ape | code ape | naf | code naf | capital |
        au capital de | krs | company reg | registergericht | amtsgericht | handelsregisternummer | firmenbuchnummer | firmenbuch |
        crn | chamber of commerce | kamer van koophandel | registro mercantil | camara de comercio | registro imprese | bce | rpr |
        rpm""",
    "payment_iban": """
        iban | n° iban | code iban | iban n° | iban no | iban nr | account iban | iban code | iban number | iban nummer | iban eur |
        iban euro | numero iban | notre iban | unsere iban | ihre iban? | votre iban?""",
    "payment_bic": """
        bic | swift | bic swift | swift bic | code bic | bic code | swift code | swift code bic | code swift | swift address | bic nr""",
    "bank_account": """
        rib | bank account | bank account number | kontonummer | konto nr | kto nr | kto | konto? | blz | bankleitzahl |
        account holder | sort code | titulaire du compte | banque | bank | bankverbindung | cuenta | cuenta bancaria |
        cuenta corriente | conto corrente | banca | banca d'appoggio | rekeningnummer | rek nr | routing number | domiciliation |
        beneficiary | bank name | bank details | coordonnees bancaires | bank of | kontoinhaber | banco | code banque | code guichet |
        n° compte bancaire | cle rib | bankkonto | beneficiaire | account name | titulaire | titular | titular de la cuenta |
        intestatario conto | intestatario del conto | beneficiario | tenaamstelling | ten name van | t n v | begunstigde |
        rekeninghouder | name of account | intitule du compte | payable to | payment to | remit to | remit payment to | pay to | payee |
        zahlungsempfanger | odbiorca platnosci | rachunek | nr rachunku | konto bankowe | bankgiro | plusgiro | kontoinnehavare""",
}
