"""The label phrases of parties and of their ids: six languages and more, written as those of headers."""

from __future__ import annotations

#: Roles, and what announces an id or an account.
PARTIES = {
    "seller": """
        fournisseur | vendeur | emetteur | prestataire | emis par | de la part de? | expediteur | facture par | seller | supplier | vendor |
        from? | sold by | issued by | remit to | pay to | payee | bill from | ship from | vendor information | supplier information |
        supplier name | vendor name | seller name | company name? | service provider | vendor address | supplier address | lieferant |
        verkaufer | rechnungssteller | absender | leistungserbringer | auftragnehmer | anbieter | zahlungsempfanger | von? |
        lieferantenanschrift | proveedor | vendedor | emisor | fornitore | venditore | cedente prestatore | cedente | mittente |
        leverancier | verkoper | afzender | emittente | sprzedawca""",
    "buyer": """
        facture a | facturee a | facturer a | adresse de facturation | destinataire | client | acheteur | facturation |
        adresse facturation | client facture | adresse client | adresse du client | adresse de facture | commande par | donneur d'ordre |
        nom du client | a facturer a | coordonnees client | raison sociale client | bill to | billed to | billing address | invoice to |
        invoiced to | sold to | buyer | customer | client name | customer name | bill to address | invoice address | to? | buyer name |
        invoicee | ordered by | purchaser | customer address | billing information | billing details | bill to party | buyer information |
        charge to | customer billing address | customer information | recipient | customer details | rechnungsadresse | rechnungsempfanger |
        rechnung an | kaufer | kunde | rechnungsanschrift | auftraggeber | besteller | kundenadresse | empfanger | leistungsempfanger |
        an? | firma? | kundenname | kundenanschrift | facturar a | cliente | comprador | datos del cliente | direccion de facturacion |
        fatturare a | intestatario | spett le | spettabile | acquirente | cessionario | cessionario committente | committente |
        destinatario | indirizzo di fatturazione | datos de facturacion | facturado a | nabywca | factureren aan | klant | koper |
        factuuradres | afnemer | opdrachtgever | gefactureerd aan | factuur aan""",
    "deliver_to": """
        adresse de livraison | livrer a | livre a | lieu de livraison | livraison a | adresse livraison | livree a | point de livraison |
        destinataire livraison | a livrer a | adresse du chantier | lieu d'execution | adresse d'intervention | adresse de chantier |
        client livre | site de livraison | ship to | deliver to | delivery address | shipping address | delivered to | delivery to |
        ship to address | delivery location | consignee | place of delivery | ship to party | delivery site | shipping information |
        service address | deliver to address | lieferadresse | lieferanschrift | lieferung an | warenempfanger | lieferort | leistungsort |
        anlieferadresse | empfangsadresse | versandadresse | direccion de entrega | direccion de envio | entregar en | lugar de entrega |
        enviar a | indirizzo di consegna | luogo di consegna | consegnare a | destinazione | destinazione merce | spedire a |
        leveringsadres | afleveradres | leveren aan | leveradres | verzendadres""",
    "vat_id": """
        n° tva | tva n° | n° de tva | no tva | numero de tva | numero tva | tva intracommunautaire | n° tva intracommunautaire |
        n° tva intracom | tva intracom | n° tva intra | tva intra | n° id tva | identifiant tva | id tva | n° d'identification tva |
        code tva | tva int | n° de tva intracommunautaire | tva fr? | num tva | n° intracommunautaire | n° intracom | n° tva client |
        n° tva fournisseur | tva client | votre n° tva | numero de tva intracommunautaire | ident tva | ident intracommunautaire |
        identification tva | vat id | vat number | vat no | vat reg no | vat registration number | vat registration no | vat reg | vat n° |
        vat # | tax id | tax identification number | your vat id | vat identification number | vat code | tax no | tax number? | our vat |
        our vat number | customer vat | customer vat number | vat registration | gst no | gstin | ein | tin | vat reg number |
        seller vat id | buyer vat id | federal tax id | tax reg no | gst number | abn | your vat number | gst reg no | customer vat no |
        ust idnr | ust id nr | ust id | ustid | ustidnr | ust ident nr | umsatzsteuer id | umsatzsteuer identifikationsnummer |
        umsatzsteueridentifikationsnummer | ust identnummer | ust ident | uid | uid nr | uid nummer | mwst nr | mwst nummer | ust nr |
        mwst idnr | ihre ust idnr | ihre ust id | vat id nr | ust id nummer | umsatzsteuer idnr | umsatzsteuer id nr |
        ust identifikationsnummer | nif | cif | nif iva | n° iva | nif cif | cif nif | partita iva | p iva | p i | p iva cod fisc | piva |
        c f p iva | part iva | nipc | contribuinte | p iva c f | nip | cif vat | btw nummer | btw nr | btwnummer | btw id | btw |
        btw nummer klant | btw identificatienummer | ondernemingsnummer | uw btw nummer | org nr | orgnr | organisasjonsnummer | btw n° |
        cvr nr | cvr""",
    "tax_number": "steuernummer | steuer nr | st nr | stnr | codice fiscale | cod fisc | c f | numero fiscal",
    "siret": "siret | n° siret | siret n° | no siret | numero siret | siret no",
    "siren": "siren | n° siren | siren n° | rcs | r c s | rsc | immatriculation | siren n",
    "legal_id": """
        kvk | kvk nummer | kvk nr | handelsregister | hrb | hra | registration no | company no | company number |
        company registration number | company registration no | registered number | registered no | registration number |
        legal registration id | rea | n° rea | company reg no | reg no | ape | code ape | naf | code naf | capital | au capital de |
        company reg | registergericht | amtsgericht""",
    "payment_iban": "iban | n° iban | code iban | iban n° | iban no | iban nr | account iban | iban code",
    "payment_bic": "bic | swift | bic swift | swift bic | code bic | bic code | swift code | swift code bic | code swift",
    "bank_account": """
        rib | bank account | bank account number | kontonummer | konto nr | kto nr | kto | konto? | blz | bankleitzahl | account holder |
        sort code | titulaire du compte | banque | bank | bankverbindung | cuenta | cuenta bancaria | cuenta corriente | conto corrente |
        banca | banca d'appoggio | rekeningnummer | rek nr | routing number | domiciliation | beneficiary | bank name | bank details |
        coordonnees bancaires | bank of | kontoinhaber | banco | code banque | code guichet | n° compte bancaire | cle rib | bankkonto""",
}
